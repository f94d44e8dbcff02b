"""Where few items match all words, the page shows those that match some, says which words each lacks, and counts both."""

import re
from html import unescape

from django.urls import reverse

import pytest

from accounts.roles import Role
from tests.factories import case_study, court_case, person

pytestmark = pytest.mark.django_db
SEARCH = "/search/"


def page_of(client, text, **more) -> str:
    return unescape(client.get(SEARCH, {"q": text, **more}).content.decode())


def count_of(page) -> str:
    """Return the sentence above the results."""
    head = page.partition('<h2 id="count">')[2].partition("</h2>")[0]
    return " ".join(re.sub("<[^>]+>", "", head).split())


@pytest.fixture
def two():
    """An item with both words and one with one of them."""
    case_study(title="Both", what_happened="The employer kept her passport.")
    case_study(title="One", what_happened="The employer paid nothing.")


def test_the_total_says_how_many_match_all_and_how_many_some(client, two):
    page = page_of(client, "employer passport")
    assert count_of(page) == "1 matches all your words, 1 some of them"
    before, line, after = page.partition("These match some of your words")
    assert line
    assert "Both" in before
    assert "One" in after
    assert "Not in it: <bdi>passport</bdi>" in after
    assert "Not in it" not in before
    assert '<ol class="hits" start="2">' in after


def test_where_nothing_matches_all_the_page_says_so(client, two):
    page = page_of(client, "passport unheard")
    assert count_of(page) == "Nothing matches all your words, 1 matches some of them"
    assert "Both" in page


def test_a_search_that_finds_enough_or_has_one_word_is_as_it_was(client, two, settings):
    assert count_of(page_of(client, "employer")) == "2 results for “employer”"
    settings.SEARCH_ENOUGH = 1
    page = page_of(client, "employer passport")
    assert count_of(page) == "1 result for “employer passport”"
    assert "These match some" not in page


@pytest.mark.parametrize("name", ["search_csv", "search_ris"])
def test_exports_hold_what_the_page_lists_and_in_its_order(client, two, name):
    text = b"".join(client.get(reverse(name), {"q": "employer passport"}).streaming_content).decode()
    assert 0 < text.index("Both") < text.index("One")


def test_the_feed_holds_what_the_page_lists(client, two):
    text = client.get(reverse("search_feed"), {"q": "employer passport"}).content.decode()
    assert "<title>Both</title>" in text
    assert "<title>One</title>" in text


def test_a_hidden_item_shows_neither_among_some_nor_in_their_number(client):
    case_study(title="Hidden", what_happened="The employer kept her passport.", audience="network")
    case_study(title="Open", what_happened="The employer paid nothing.")
    assert count_of(page_of(client, "employer passport")) == "Nothing matches all your words, 1 matches some of them"
    client.force_login(person(Role.NETWORK_READER))
    assert count_of(page_of(client, "employer passport")) == "1 matches all your words, 1 some of them"


def test_words_that_are_lacked_are_escaped_and_shown_as_typed(client):
    court_case(title="A v B", facts="An employer.")
    page = client.get(SEARCH, {"q": 'employer <b>"x"'}).content.decode()
    assert "<bdi><b>" not in page


def test_other_spellings_are_offered_beside_what_matches_some(client, two):
    page = page_of(client, "employer pasport")
    assert 'class="meant"' in page
    assert "/search/?q=employer+passport" in page


@pytest.mark.parametrize("text", ["word " * 300, " ".join(f"w{number}" for number in range(300))])
def test_hostile_searches_give_a_page_of_no_more_statements(client, two, text, django_assert_max_num_queries):
    client.get(SEARCH)
    with django_assert_max_num_queries(6):
        assert client.get(SEARCH, {"q": text}).status_code == 200


def test_some_words_cost_no_more_statements(client, two, django_assert_max_num_queries):
    client.get(SEARCH)
    with django_assert_max_num_queries(6):
        client.get(SEARCH, {"q": "employer passport"})
