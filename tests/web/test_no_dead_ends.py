"""A search that finds nothing leads on: to what its words name, and to wider searches, if this reader finds something there."""

import re
from html import unescape

import pytest

from accounts.roles import Role
from search.engines import get_engine
from tests.factories import case_study, person

pytestmark = pytest.mark.django_db


def leads(client, text, **filters) -> dict[str, tuple[str, int]]:
    """Return the searches that the page leads on to, each with its address and number."""
    page = client.get("/search/", {"q": text, **filters}).content.decode()
    part = page.partition('<div class="no-hits">')[2].partition("</div>")[0]
    found = re.findall(r'<li>\s*<a href="([^"]+)"><bdi>([^<]+)</bdi></a>\s*(\d+) results?\s*</li>', part)
    return {unescape(label): (unescape(url), int(total)) for url, label, total in found}


def total_of(client, url) -> int:
    """Return how many results a search says it has."""
    title = client.get(url).content.decode().partition("<title>")[2].partition("</title>")[0]
    return int(re.search(r"\((\d+)\)", title)[1])


def test_each_lead_finds_as_much_as_it_says(client):
    case_study(
        title="One", what_happened="A quagga in a zoo.", topics=["forced-labour"], exploitation_countries=("NL",)
    )
    case_study(title="Two", what_happened="A zoo for quaggas.", exploitation_countries=("PL",))
    found = leads(client, 'Zwangsarbeit polnisch "zoo quagga" -zebra AND', kind="court_case", country="NL")
    assert set(found) == {"Forced labour", "Poland", "as plain words, without filters"}
    assert {label: total_of(client, url) for label, (url, _total) in found.items()} == {
        label: total for label, (_url, total) in found.items()
    }


@pytest.mark.parametrize(
    ("text", "filters", "label"),
    [
        ("quagga", {"country": "PL"}, "without “Country: Poland”"),
        ("quagga", {"country": "PL", "kind": "court_case"}, "without filters"),
        ('"zoo quagga"', {}, "without quotation marks"),
        ("quagga -zoo", {}, "with the words that you left out"),
        ("quagga AND zebra", {}, "with some of the words, without AND"),
        ("quagga AND zebra", {}, "“quagga” alone"),
    ],
)
def test_one_thing_less_that_narrows_is_offered_where_it_finds_something(client, text, filters, label):
    case_study(what_happened="A quagga in a zoo.", exploitation_countries=("NL",))
    found = leads(client, text, **filters)
    url, total = found[label]
    assert total == total_of(client, url) == 1


def test_what_only_others_may_read_is_neither_offered_nor_counted(client):
    case_study(what_happened="A quagga in a zoo.", topics=["forced-labour"], audience="network")
    text = 'Zwangsarbeit AND "zoo quagga"'
    assert leads(client, text) == {}
    client.force_login(person(Role.NETWORK_READER))
    assert {"Forced labour", "without quotation marks"} <= set(leads(client, text))


def test_it_costs_one_request_and_the_page_no_more_than_six_statements(
    client, monkeypatch, django_assert_max_num_queries
):
    case_study(what_happened="A quagga in a zoo.", exploitation_countries=("NL",), topics=["forced-labour"])
    asked = []
    engine = type(get_engine())
    original = engine.totals
    monkeypatch.setattr(engine, "totals", lambda self, *args: asked.append(1) or original(self, *args))
    client.get("/search/")
    with django_assert_max_num_queries(6):
        # Numbers are not spelled otherwise, so that nothing but the leads is asked for.
        client.get("/search/", {"q": '"zoo quagga" AND 12345/67 -zebra', "country": "PL"})
    assert asked == [1]
