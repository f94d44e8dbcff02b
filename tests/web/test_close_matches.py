"""A search that finds nothing shows what comes close to it: in other words, spelled alike, or with one of its words."""

import csv
import io
import re
from html import unescape

from django.urls import reverse

import pytest

from accounts.roles import Role
from search.engines import get_engine
from search.engines.base import SearchUnavailable
from tests.factories import case_study, person

pytestmark = pytest.mark.django_db


def read(response) -> str:
    """Return what an answer has, sent at once or in pieces."""
    return b"".join(response if response.streaming else [response.content]).decode("utf-8-sig")


def page_of(client, text, **more) -> str:
    """Return the page of a search, without what its blanks are."""
    return " ".join(client.get("/search/", {"q": text, **more}).content.decode().split())


def close(client, text, **more) -> int:
    """Return how many items the page says that come close."""
    found = re.search(r"Nothing was found for your words, <bdi>(\d+)</bdi>", page_of(client, text, **more))
    return int(found[1]) if found else 0


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("chłopcem", "Two boys"),
        ("Kellerfenster", "A cellar"),
        ("cellars goat zeppelin hairdresser quagga volcano opera", "A cellar"),
    ],
)
def test_one_word_in_whatever_way_is_enough(client, typed, title):
    case_study(title="Two boys", what_happened="They slept there.")
    case_study(title="A cellar", what_happened="It was cold.")
    assert close(client, typed) == 1
    assert title in page_of(client, typed)


def test_words_are_spelled_alike_where_they_have_nearly_all_letters(client):
    case_study(title="Rantsev v. Cyprus", what_happened="The United Nations were told.")
    assert close(client, "Ранцева") == 1
    assert close(client, "vaccination") == 0


@pytest.mark.parametrize("typed", ["champignonplukster", "Champignonpflückerinnen"])
def test_a_word_that_is_written_together_comes_close_on_pages_in_another_language(client, typed):
    case_study(title="A shed", what_happened="Mushrooms grew in it.")
    assert close(client, typed) == 1


@pytest.mark.parametrize("typed", ["Weinstein", "wondering", "Rosenberg"])
def test_a_short_word_has_two_parts_by_chance(client, typed):
    case_study(title="A cellar", what_happened="She drank wine, wore a ring over the wound, and kept roses.")
    assert close(client, typed) == 0


def test_what_is_found_is_not_added_to(client):
    case_study(title="Two boys", what_happened="They slept there.")
    case_study(title="Dwaj chłopcy", what_happened="Spali tam.", language="pl")
    assert close(client, "chłopcem") == 0
    assert "Two boys" not in page_of(client, "chłopcem")


def test_what_means_what_it_says_is_not_loosened(client):
    case_study(title="Two boys", what_happened="They slept there, 123456789.")
    for typed in ('"chłopcem"', "123456780", "chłopcem AND boys"):
        assert close(client, typed) == 0


def test_what_was_left_out_stays_out(client):
    case_study(title="Two boys", what_happened="They slept there.")
    assert close(client, "chłopcem") == 1
    assert close(client, "chłopcem -slept") == 0


def test_a_spelling_comes_first_unless_every_word_is_known(client):
    case_study(title="Kept", what_happened="A tortilla was all that he had to eat.")
    case_study(title="Two boys", what_happened="They slept there.")
    assert "Kept" in (page := page_of(client, "tortila"))
    assert "Nothing was found for your words" not in page
    case_study(title="Chlopcen", what_happened="A name.")
    assert close(client, "chłopcem") == 2


def test_the_table_the_references_the_feed_and_later_pages_have_the_same(client):
    for number in range(23):
        case_study(title=f"Boys {number:02}", what_happened="They slept there.")
    assert close(client, "chłopcem") == close(client, "chłopcem", page=2) == 23
    links = {unescape(url) for url in re.findall(r'href="(/[^"]*as_typed=closest[^"]*)"', page_of(client, "chłopcem"))}
    got = {
        name: read(client.get(next(url for url in links if name in url))) for name in ("csv", "ris", "feed", "page=2")
    }
    assert len(list(csv.reader(io.StringIO(got["csv"])))) == 24
    assert got["ris"].count("TY  -") == 23
    assert "Boys 22" in got["feed"]
    assert "Boys 02" in got["page=2"]


def pressed(client, page, **typed):
    """Press the search button of a page after something was typed."""
    kept = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    assert kept
    data: dict[str, list[str]] = {}
    for name, value in kept:
        data.setdefault(name, []).append(unescape(value))
    return " ".join(client.get("/search/", {**data, **typed}).content.decode().split())


def test_other_words_in_the_same_form_are_a_search_of_their_own(client):
    case_study(title="Two boys", what_happened="They slept there.")
    case_study(title="Fruit", what_happened="A strawberry was all that he had to eat.")
    page = page_of(client, "chłopcem")
    assert "Nothing was found for your words" in pressed(client, page, q="chłopcem", sort="newest")
    # Another spelling is tried for it first, as for any other search.
    other = pressed(client, page, q="strawbery")
    assert "Fruit" in other
    assert "Nothing was found for your words" not in other


def test_a_feed_and_an_export_have_what_their_address_says(client):
    case_study(title="Two boys", what_happened="They slept there.")
    for name in ("search_csv", "search_ris", "search_feed"):
        assert "boys" not in read(client.get(reverse(name), {"q": "chłopcem"}))
        assert "boys" in read(client.get(reverse(name), {"q": "chłopcem", "as_typed": "closest"}))


def test_the_number_beside_a_choice_is_the_number_after_the_click(client):
    case_study(title="Two boys", what_happened="They slept there.", exploitation_countries=("PL",))
    assert close(client, "chłopcem", country="PL") == 1
    case_study(title="Dwaj chłopcy", what_happened="Spali.", language="pl", exploitation_countries=("DE",))
    # With the other choice the words themselves are found, so that nothing that comes close is counted beside it.
    assert close(client, "chłopcem", country="PL") == 0
    assert "without “Country: Poland”" in page_of(client, "chłopcem", country="PL")


def test_what_only_others_may_read_neither_shows_nor_keeps_away_what_comes_close(client):
    case_study(title="Two boys", what_happened="They slept there.")
    before = page_of(client, "chłopcem")
    hidden = case_study(title="Dwaj chłopcy", what_happened="Spali tam.", language="pl", audience="network")
    case_study(title="Three boys", what_happened="They slept there.", audience="network")
    assert page_of(client, "chłopcem") == before
    client.force_login(person(Role.NETWORK_READER))
    assert hidden.title in page_of(client, "chłopcem")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("chłopcem", [False, True]),
        ("word", [False]),
        ("boy", [False, True]),
        ("w0 w1", [False, True]),
        (" ".join(f"w{number}" for number in range(30)), [False]),
        ('"chłopcem"', [False]),
        ("chłopcem AND zebra", [False]),
    ],
)
def test_it_is_asked_once_and_not_where_it_would_be_in_vain(client, monkeypatch, typed, asked):
    found = []
    engine = type(get_engine())
    original = engine.search

    def search(self, params, query, viewer):
        found.append(query.any_will_do)
        return original(self, params, query, viewer)

    monkeypatch.setattr(engine, "search", search)
    client.get("/search/", {"q": typed})
    assert found == asked


@pytest.mark.parametrize("filters", [{}, {"country": "PL"}])
def test_an_engine_that_stops_answering_meanwhile_leaves_the_page_as_it_was(client, monkeypatch, filters):
    case_study(title="Two boys", what_happened="They slept there.", exploitation_countries=("PL",))
    engine = type(get_engine())
    original = engine.search

    def search(self, params, query, viewer):
        if query.any_will_do:
            raise SearchUnavailable("It went away.")
        return original(self, params, query, viewer)

    def totals(self, *args, **more):
        raise SearchUnavailable("It went away.")

    monkeypatch.setattr(engine, "search", search)
    monkeypatch.setattr(engine, "totals", totals)
    page = page_of(client, "chłopcem", **filters)
    assert "<bdi>0</bdi> results" in page
    assert 'id="reduced"' not in page
