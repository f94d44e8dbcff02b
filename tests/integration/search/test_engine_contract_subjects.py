"""What every search engine must do with what words name: topics, countries, years, laws and courts."""

import pytest

from catalogue.vocabulary import get_vocabulary
from search.params import SearchParams
from search.query.understanding import subjects_of
from search.results.finding import read_query
from tests.factories import case_study, court_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_words_of_before")]


@pytest.mark.parametrize("words", ["labour that was forced", "Zwangsarbeit", "praca przymusowa", "przymusowej pracy"])
def test_a_topic_is_found_by_its_names_in_any_order_and_inflection(found, words):
    case_study(title="About it", topics=["forced-labour"])
    case_study(title="Else")
    assert found(words) == ["About it"]


def test_an_item_about_a_narrower_topic_is_found_too(found):
    case_study(title="Narrower", topics=["debt-bondage"])
    assert "Narrower" in found("Formen der Ausbeutung")


@pytest.mark.parametrize("words", ["Polish", "polonais", "Польща", "Poland"])
def test_a_country_is_found_by_its_names_and_what_is_of_it(found, words):
    case_study(title="There", exploitation_countries=("PL",))
    case_study(title="From there", origin_countries=("PL",), exploitation_countries=("NL",))
    case_study(title="Elsewhere", exploitation_countries=("NL",), origin_countries=("RO",))
    assert set(found(words)) == {"There", "From there"}


def test_years_find_the_items_about_them(found):
    case_study(title="Then", year_from=2018, year_to=2019)
    case_study(title="Later", year_from=2023, year_to=2024)
    assert found("2019") == ["Then"]
    assert set(found("2019-2023")) == {"Then", "Later"}


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("Article 4 ECHR", {"Four"}),
        ("Art. 4(2) EMRK", {"Four"}),
        ("art 26", {"Other"}),
        ("ЕКПЧ", {"Four", "Six"}),
        ("Palermo Protocol", {"Other", "Titled"}),
        ("CEDH AND Art. 4", {"Four"}),
        ("s.45", {"Section"}),
        ("section 45 of the Modern Slavery Act", {"Section"}),
        ("Richtlinie 2011/36/EU", {"Numbered"}),
        ("Directive 2011/36", {"Numbered"}),
        ("2011/36", {"Numbered"}),
    ],
)
def test_laws_and_articles_are_found_as_people_write_them(found, words, titles):
    court_case(title="Four", articles=("ECHR Art. 4(1)",), court="One", ecli="")
    court_case(title="Six", articles=("ECHR Art. 6",), court="One", ecli="")
    court_case(title="Other", articles=("ECAT Art. 26", "UN Trafficking Protocol"), court="One", ecli="")
    case_study(title="Titled", what_happened="The Protocol to Prevent, Suppress and Punish Trafficking in Persons.")
    case_study(title="Section", what_happened="By section 45 of the Modern Slavery Act 2015 there is a defence.")
    case_study(title="Numbered", what_happened="De richtlijn 2011/36/EU gilt.", language="nl")
    assert set(found(words)) == titles


@pytest.mark.parametrize("words", ["ECtHR", "Strasbourg", "ЕСПЧ"])
def test_a_court_is_found_by_its_usual_short_names(found, words):
    court_case(title="Of it", court="European Court of Human Rights", articles=(), ecli="")
    court_case(title="Else", court="Hoge Raad", articles=(), ecli="")
    assert found(words) == ["Of it"]
    assert found(words, as_typed=("court-European Court of Human Rights",)) == []


def test_a_text_with_the_words_is_found_whatever_they_name(found):
    case_study(title="Said", what_happened="A Polish woman.", exploitation_countries=("NL",), origin_countries=("RO",))
    case_study(title="Meant", exploitation_countries=("PL",))
    assert set(found("Polish")) == {"Said", "Meant"}


def test_where_somebody_was_exploited_weighs_more_than_where_she_is_from(found):
    case_study(title="There", exploitation_countries=("PL",), origin_countries=("RO",))
    case_study(title="From there", exploitation_countries=("NL",), origin_countries=("PL",))
    for number in range(3):
        case_study(title=f"Else {number}", exploitation_countries=("NL",), origin_countries=("RO",))
    assert found("Polish") == ["There", "From there"]
    assert found("Polish unheard") == ["There", "From there"]


def test_what_words_name_adds_to_the_score(found):
    for number in range(4):
        case_study(title=f"Other {number}", what_happened="The kitchen.", exploitation_countries=("NL",))
    case_study(title="Both", what_happened="The kitchen.", exploitation_countries=("PL",))
    for number in range(4):
        case_study(title=f"Another {number}", what_happened="The kitchen.", exploitation_countries=("NL",))
    assert found("Polish kitchen unheard")[0] == "Both"


def test_what_is_left_out_or_quoted_in_part_names_nothing(found):
    case_study(title="Tagged", what_happened="Nothing of the kind.", topics=["forced-labour"])
    assert found('"forced labour in kitchens"') == []
    query = read_query(SearchParams(text="bound -forced labour"), get_vocabulary())
    assert "topic-forced-labour" not in {subject.key for subject in subjects_of(query)}


def test_one_of_several_alternatives_names_what_it_names(found):
    case_study(title="Tagged", topics=["forced-labour"])
    case_study(title="Said", what_happened="In an orchard.")
    assert set(found("Zwangsarbeit OR orchard")) == {"Tagged", "Said"}


def test_what_is_quoted_in_part_names_nothing_among_alternatives_either(found):
    case_study(title="Tagged", what_happened="Nothing of the kind.", topics=["forced-labour"])
    assert found('"forced labour in kitchens" OR "quagga in kitchens"') == []
    assert found('"forced labour" OR quagga') == ["Tagged"]


def test_what_was_not_meant_is_taken_as_words(found):
    case_study(title="There", exploitation_countries=("PL",))
    court_case(title="Polish v Court", countries=("NL",))
    assert set(found("Polish")) == {"There", "Polish v Court"}
    assert found("Polish", as_typed=("country-PL",)) == ["Polish v Court"]
