"""Laws, articles, courts and ECLI are recognised as people write them, in either order."""

import pytest

from catalogue.recognition.courts import court_of_ecli, courts_in, eclis_in
from catalogue.recognition.laws import laws_in, names_in_texts, provisions

ECAT = "Council of Europe Convention on Action against Trafficking in Human Beings"
ECTHR = "European Court of Human Rights"
ECLI = "ECLI:CE:ECHR:2017:0330JUD002188415"


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Article 4 ECHR", "ECHR Art. 4"),
        ("ECHR Art. 4", "ECHR Art. 4"),
        ("ECHR, article 4", "ECHR Art. 4"),
        ("article 4 of the European Convention on Human Rights", "ECHR Art. 4"),
        ("article 4 de la CEDH", "ECHR Art. 4"),
        ("Art. 4 EMRK", "ECHR Art. 4"),
        ("artikel 4 EVRM", "ECHR Art. 4"),
        ("ст. 4 ЕКПЧ", "ECHR Art. 4"),
        ("Art 26 ECAT", f"{ECAT} Art. 26"),
        ("CETS 197 art 26", f"{ECAT} Art. 26"),
        ("Palermo Protocol", "UN Trafficking Protocol"),
        ("Protocole de Palerme, art. 3", "UN Trafficking Protocol Art. 3"),
        ("Палермский протокол", "UN Trafficking Protocol"),
        ("Protocollo di Palermo", "UN Trafficking Protocol"),
        ("Directive 2011/36", "Directive 2011/36/EU"),
        ("Art. 8 Richtlinie 2011/36/EU", "Directive 2011/36/EU Art. 8"),
        ("Directive (EU) 2024/1712", "Directive (EU) 2024/1712"),
        ("directiva 2004/81/CE", "Directive 2004/81/EC"),
        ("section 45 of the Modern Slavery Act 2015", "Modern Slavery Act 2015 s. 45"),
        ("s.45", "Modern Slavery Act 2015 s. 45"),
        ("Art 26", "Art. 26"),
        ("§ 232a StGB", "StGB § 232a"),
    ],
)
def test_a_law_and_its_article_are_found_in_either_order(text, reference):
    (law,) = laws_in(text)
    assert law.reference == reference
    assert law.span == (0, len(text))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ECHR Art. 4(1)", ("ECHR", "ECHR Art. 4")),
        ("Article 4 § 1 of the ECHR", ("ECHR", "ECHR Art. 4")),
        ("Palermo Protocol", ("UN Trafficking Protocol",)),
        ("Section 45 Modern Slavery Act 2015", ("Modern Slavery Act 2015", "Modern Slavery Act 2015 s. 45")),
        ("Penal Code Art. 273f(1)", ("Penal Code", "Penal Code Art. 273f")),
        ("Penal Code", ("Penal Code",)),
        ("Art. 4", ("Art. 4",)),
    ],
)
def test_an_item_is_found_by_a_law_and_its_article_without_paragraphs(line, found):
    assert provisions(line) == found


@pytest.mark.parametrize("text", ["gemiddeld was avg tien", "the art of the deal", "party 4", "start 5", "21884/15"])
def test_other_words_are_no_laws(text):
    assert laws_in(text) == ()


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("ECtHR", ECTHR),
        ("la CEDH a jugé", ECTHR),
        ("EGMR", ECTHR),
        ("strasbourg judgment", ECTHR),
        ("в Страсбурге", ECTHR),
        ("CJEU", "Court of Justice of the European Union"),
        ("Europäischer Gerichtshof für Menschenrechte", ECTHR),
        ("UKSC", "Supreme Court of the United Kingdom"),
        ("[2021] EWCA Crim 731", "Court of Appeal (Criminal Division)"),
    ],
)
def test_a_court_is_found_by_its_usual_names(text, court):
    (found,) = courts_in(text)
    assert found.court == court


def test_a_convention_with_an_article_is_not_taken_for_the_court_of_that_name():
    text = "article 4 CEDH"
    assert courts_in(text, tuple(law.span for law in laws_in(text) if law.article)) == ()


def test_an_ecli_is_found_with_its_court_and_without_the_full_stop_behind_it():
    ((ecli, span),) = eclis_in(f"See {ECLI}.")
    assert (ecli, span) == (ECLI, (4, 4 + len(ECLI)))
    assert court_of_ecli(ecli) == ECTHR
    assert court_of_ecli("ECLI:NL:RBAMS:2019:1") == ""


@pytest.mark.parametrize(
    ("law", "names"),
    [
        ("Directive 2011/36/EU", ("2011/36",)),
        ("Directive (EU) 2024/1712", ("2024/1712",)),
        ("Directive 2011/36/EU Art. 8", ()),
        ("Modern Slavery Act 2015 s. 45", ("section 45",)),
        ("GDPR", ("General Data Protection Regulation",)),
        ("Penal Code", ()),
    ],
)
def test_texts_call_a_directive_by_its_number_and_others_by_their_titles(law, names):
    assert names_in_texts(law) == names
