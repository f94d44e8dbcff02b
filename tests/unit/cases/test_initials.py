"""Case names lose the names of persons by one rule, in the languages and alphabets in which courts write them."""

import pytest

from cases.initials import Initials, by_initials


@pytest.mark.parametrize(
    ("case_name", "shown"),
    [
        ("Chowdury and Others v. Greece", "C. and Others v. Greece"),
        ("Rantsev v. Cyprus and Russia", "R. v. Cyprus and Russia"),
        ("Hadijatou Mani Koraou v. The Republic of Niger", "H.M.K. v. The Republic of Niger"),
        ("Hugh Jordan v. the United Kingdom", "H.J. v. the United Kingdom"),
        ("Basfar v Wong [2022] UKSC 20", "B. v W. [2022] UKSC 20"),
        ("People v. Guzman, 12 CA 34", "People v. G., 12 CA 34"),
        ("Chowdury and Others v. Greece (no. 2), application no. 21884/15",
         "C. and Others v. Greece (no. 2), application no. 21884/15"),
        ("Strawberry pickers: Chowdury v. Greece – a turning point", "Strawberry pickers: C. v. Greece – a turning point"),
        ("SMITH v. STATE", "S. v. STATE"),
        ("SMITH V. STATE", "S. V. STATE"),
        ("ali hassan v. greece", "A.H. v. greece"),
        ("In re Smith", "In re S."),
        ("Affaire Siliadin c. France", "Affaire S. c. France"),
        ("Zoletic et autres c. Azerbaïdjan", "Z. et autres c. Azerbaïdjan"),
        ("Strafverfahren gegen Anne-Marie Schmidt", "Strafverfahren gegen A.-M.S."),
        ("Openbaar Ministerie / Jansen", "Openbaar Ministerie / J."),
        ("Kowalski przeciwko Polsce", "K. przeciwko Polsce"),
        ("Németh v. Magyarország", "N. v. Magyarország"),
        ("Иванов и другие против Греции", "И. и другие против Греции"),
        ("Чаудъри и други срещу Гърция", "Ч. и други срещу Гърция"),
        ("Χόουντχουρι και άλλοι κατά Ελλάδας", "Χ. και άλλοι κατά Ελλάδας"),
        ("محمد علي حسن ضد الدولة", "م.ع.ح. ضد الدولة"),
    ],
)  # fmt: skip
def test_persons_become_initials(case_name, shown):
    assert by_initials(case_name) == shown


@pytest.mark.parametrize(
    ("case_name", "shown"),
    [
        ("The Queen v. Ali Hassan", "The Queen v. A.H."),
        ("R v Connors", "R v C."),
        ("Public Prosecutor v. Jan van der Berg", "Public Prosecutor v. J. van der B."),
        ("Secretary of State for the Home Department v. Nguyen Thi Lan", "Secretary of State for the Home Department v. N.T.L."),
        ("Jany and Others v Staatssecretaris van Justitie", "J. and Others v Staatssecretaris van Justitie"),
        ("Müller gegen Bundesrepublik Deutschland", "M. gegen Bundesrepublik Deutschland"),
        ("Петров против Российской Федерации", "П. против Российской Федерации"),
        ("Minister of Justice and John Smith v. Doe", "Minister of Justice and J.S. v. D."),
        ("Garden Tools GmbH v. Schmidt", "Garden Tools GmbH v. S."),
        ("Clothes S.A. v. Bosnia and Herzegovina", "Clothes S.A. v. Bosnia and Herzegovina"),
        ("United States v. Kozminski", "United States v. K."),
    ],
)  # fmt: skip
def test_states_authorities_and_companies_stay(case_name, shown):
    assert by_initials(case_name) == shown


@pytest.mark.parametrize(
    "case_name",
    [
        "S.M. v. Croatia", "C.N. and V. v. France", "J. and Others v. Austria", "MSS v Belgium", "R v X",
        "V.C.L. and A.N. v. the United Kingdom", "Court of Appeal of Ghent, 12 May 2020", "",
    ],
)  # fmt: skip
def test_what_names_nobody_stays_as_it_is(case_name):
    assert by_initials(case_name) == case_name


@pytest.mark.parametrize(
    ("case_name", "text", "shown"),
    [
        ("Chowdury v. Greece", "Mr Chowdury and CHOWDURY’s boss.", "Mr C. and C.’s boss."),
        ("Mohammad Ali Hassan v. Greece", "Mohammad Ali Hassan came. So did Hassan.\nAli did not.",
         "M.A.H. came. So did H.\nA. did not."),
        ("Young v. Italy", "The young woman, Young, was heard.", "The young woman, Y., was heard."),
        ("Russo v. Italy", "Russo went to Russia.", "R. went to Russia."),
        ("Müller gegen Polen", "Frau Muller und Müllers Kind.", "Frau M. und M. Kind."),
        ("Kowalski przeciwko Polsce", "Wyrok wobec Kowalskiego.", "Wyrok wobec K."),
        ("Иванов против Болгарии", "Иванова работала с Ивановым в Болгарии.", "И. работала с И. в Болгарии."),
        ("محمد علي حسن ضد الدولة", "قال محمد علي وحسن", "قال م.ع.و."),
        ("S.M. v. Croatia", "S.M. came from Croatia.", "S.M. came from Croatia."),
    ],
)  # fmt: skip
def test_names_of_the_parties_are_initials_in_texts_too(case_name, text, shown):
    assert Initials(case_name).of(text) == shown


def test_a_name_in_small_letters_is_noticed_where_it_cannot_be_replaced():
    initials = Initials("Chowdury and Others v. Greece")
    assert initials.names_somebody("https://example.org/chowdury-v-greece")
    assert not initials.names_somebody("https://example.org/c-v-greece")
