"""The page says what it understood by the words, and each understanding is taken back with one click."""

import re
from html import unescape

from django.urls import reverse

import pytest

from catalogue.vocabulary import vocabulary_changed
from tests.factories import case_study, court_case, topic

pytestmark = pytest.mark.django_db
SEARCH = "/search/"


def understood(client, address) -> dict[str, str]:
    """Return what the page says that it understood, with the address that takes it back."""
    page = client.get(address).content.decode()
    part = page.partition('<div class="understood">')[2].partition("</div>")[0]
    labels = re.findall(r'<a href="[^"]*">([^<]+)</a>', part)
    back = re.findall(r'class="take-back" href="([^"]+)"', part)
    return dict(zip(map(unescape, labels), map(unescape, back), strict=True))


def test_topics_countries_and_years_are_named_in_the_language_of_the_page(client):
    assert list(understood(client, f"{SEARCH}?q=Zwangsarbeit+polnische+2019")) == ["Forced labour", "Poland", "2019"]
    assert "Pologne" in understood(client, f"/fr{SEARCH}?q=Zwangsarbeit+polnische")


def test_laws_and_courts_are_named_and_taken_back(client):
    court_case(title="There", court="European Court of Human Rights", articles=("ECHR Art. 4",))
    address = f"{SEARCH}?q=art+4+ECHR+AND+EGMR"
    assert "There" in client.get(address).content.decode()
    assert list(understood(client, address)) == ["ECHR Art. 4", "European Court of Human Rights"]
    back = understood(client, address)["European Court of Human Rights"]
    assert list(understood(client, back)) == ["ECHR Art. 4"]
    assert "There" not in client.get(back).content.decode(), "the word alone is in no text"


def test_a_click_takes_one_understanding_back_and_leaves_the_others(client):
    case_study(title="There", exploitation_countries=("PL",))
    case_study(title="About it", topics=["forced-labour"], exploitation_countries=("NL",))
    address = f"{SEARCH}?q=Zwangsarbeit+polnische"
    page = client.get(address).content.decode()
    assert "There" in page
    assert "About it" in page
    back = understood(client, address)["Poland"]
    assert list(understood(client, back)) == ["Forced labour"]
    page = client.get(back).content.decode()
    assert "There" not in page
    assert "About it" in page
    assert '<input type="hidden" name="as_typed" value="country-PL">' in page, "a filter or an order keeps it"


@pytest.mark.parametrize("name", ["search_csv", "search_ris", "search_feed"])
def test_exports_and_feeds_take_it_back_too(client, name):
    case_study(title="There", what_happened="A kitchen.", exploitation_countries=("PL",))
    page = unescape(client.get(SEARCH, {"q": "polnische kitchen", "as_typed": "country-PL"}).content.decode())
    assert f"{reverse(name)}?q=polnische+kitchen&as_typed=country-PL" in page


def test_a_word_that_only_hints_at_a_topic_shows_the_name_of_the_topic(client):
    sector = topic("hospitality")
    sector.labels.create(language="en", kind="hidden", text="quaggakeeper")
    vocabulary_changed()
    assert list(understood(client, f"{SEARCH}?q=quaggakeepers")) == [sector.name]


@pytest.mark.parametrize("value", ["%00", "x" * 500, "topic-", "year-2019-", "country-ZZ", "<b>"])
def test_any_other_value_gives_a_page(client, value):
    assert client.get(f"{SEARCH}?q=polnische+2019&as_typed={value}").status_code == 200


def test_what_is_understood_costs_no_more_statements(client, django_assert_max_num_queries):
    case_study(title="There", what_happened="A kitchen.", exploitation_countries=("PL",), topics=["forced-labour"])
    client.get(SEARCH)
    with django_assert_max_num_queries(6):
        client.get(SEARCH, {"q": "Zwangsarbeit polnische kitchen"})
