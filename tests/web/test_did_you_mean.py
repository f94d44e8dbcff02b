"""Other spellings, where a search finds nothing: only such as find something, for this reader."""

from html import unescape

import pytest

from accounts.roles import Role
from search.engines import get_engine
from search.results.spelling import MOST_SEARCHES
from tests.factories import case_study, court_case, person

pytestmark = pytest.mark.django_db


def offered(client, text, **filters) -> list[tuple[str, str]]:
    """Return (text, address) of each offer on the page."""
    page = client.get("/search/", {"q": text, **filters}).content.decode()
    found = []
    for part in page.split('<p class="meant">')[1:]:
        url, _quote, rest = part.split('<a href="')[1].partition('"')
        words = rest.partition("<bdi>")[2].partition("</bdi>")[0]
        found.append((unescape(words.replace("<strong>", "").replace("</strong>", "")), unescape(url)))
    return found


def test_a_misspelt_word_is_offered_as_a_search_that_finds_something(client):
    case_study(title="Taken", what_happened="Her passport was taken.")
    [(words, url)] = offered(client, "pasport taken")
    assert words == "passport taken"
    assert "Taken" in client.get(url).content.decode()
    assert "Did you mean" in client.get("/search/?q=pasport").content.decode()


def test_the_filters_stay_and_decide(client):
    court_case(title="Dutch", countries=("NL",), facts="About a passport.")
    court_case(title="Belgian", countries=("BE",), facts="About a package.")
    [(_words, url)] = offered(client, "pasport", country="NL")
    assert url == "/search/?q=passport&country=NL"
    assert offered(client, "pasport", country="BE") == []


def test_a_search_that_finds_something_is_left_alone(client):
    case_study(what_happened="A pasport and a passport.")
    assert offered(client, "pasport") == []


def test_two_misspelt_words_are_changed_together(client):
    case_study(what_happened="Her passport was kept by the employer.")
    assert offered(client, "pasport emploier")[0][0] == "passport employer"


def test_at_most_two_are_offered(client):
    for word in ("harvesta", "harvestb", "harvestc", "harvestd"):
        case_study(what_happened=f"One {word} here.")
    assert len(offered(client, "harvestz")) == 2


@pytest.mark.parametrize(
    "text", ['"pasport"', "employer -passport -pasport", "pasport1", "CS-2026-pasport", "employer pasport -pasport"]
)
def test_phrases_words_left_out_and_numbers_are_not_corrected(client, text):
    case_study(what_happened="Her passport was kept by the employer.")
    assert offered(client, text) == []


def test_a_word_that_the_reader_can_find_is_not_corrected(client):
    case_study(what_happened="The wages were small.")
    case_study(what_happened="The wager was lost in the orchard.")
    assert offered(client, "wages orchard") == []


def test_a_word_of_a_hidden_text_is_offered_to_nobody_who_may_not_read_it(client):
    case_study(what_happened="Her passport was taken.", audience="network")
    case_study(what_happened="A draft about an employer.", live=False)
    assert offered(client, "pasport") == offered(client, "emploier") == []
    client.force_login(person(Role.NETWORK_READER))
    assert [words for words, _url in offered(client, "pasport")] == ["passport"]
    assert offered(client, "emploier") == []


def test_a_hidden_form_of_a_visible_word_is_not_offered(client):
    """The stem alone would find the visible text and give the hidden form away."""
    case_study(what_happened="One orchard.")
    case_study(what_happened="Many orchards.", audience="network")
    assert [words for words, _url in offered(client, "orchadrs")] == ["orchard"]


def test_a_hidden_text_does_not_keep_an_offer_away(client):
    """Else the missing offer would tell that a hidden text has the word as it was typed."""
    case_study(what_happened="Her passport was taken.")
    case_study(what_happened="His passpart was taken.", audience="network")
    assert [words for words, _url in offered(client, "passpart")] == ["passport"]
    assert [words for words, _url in offered(client, "passpart taken")] == ["passport taken"]


@pytest.mark.parametrize("text", ["harvestz", "harvestz worl", "harvestz worl anothre", "harvestz a OR wrold -b"])
def test_it_costs_at_most_four_more_searches(client, monkeypatch, text):
    for number, word in enumerate(("harvesta", "harvestb", "harvestc", "harvestd", "harveste")):
        case_study(what_happened=f"One {word} here.", audience="network" if number else "public")
    case_study(what_happened="One world, one word, another.", audience="network")
    searches = []
    original = type(get_engine()).search

    def counted(self, params, *args):
        searches.append(params)
        return original(self, params, *args)

    monkeypatch.setattr(type(get_engine()), "search", counted)
    client.get("/search/", {"q": text})
    assert 1 < len(searches) <= 1 + MOST_SEARCHES


def test_what_is_offered_is_escaped(client):
    case_study(what_happened="Her passport was taken.")
    page = client.get("/search/", {"q": "<b>pasport</b> taken"}).content.decode()
    assert "&lt;" in page
    assert "<b>" not in page
