"""Other spellings, where a search finds nothing: only such as find something, for this reader."""

from html import unescape

from django.urls import reverse

import pytest

from accounts.roles import Role
from search.engines import get_engine
from tests.factories import case_study, court_case, person

pytestmark = pytest.mark.django_db


def meant(client, text) -> list[str]:
    """Return the words whose results are shown instead of those that were typed, and then the words that are offered."""
    instead = shown(client, text)
    return [words for words, _url in ([instead] if instead else []) + offered(client, text)]


def offered(client, text, **filters) -> list[tuple[str, str]]:
    """Return (text, address) of each offer on the page."""
    page = client.get("/search/", {"q": text, **filters}).content.decode()
    found = []
    for part in page.split('<p class="meant">')[1:]:
        if "<a href" not in part.partition("</p>")[0]:
            continue
        url, _quote, rest = part.split('<a href="')[1].partition('"')
        words = rest.partition("<bdi>")[2].partition("</bdi>")[0]
        found.append((unescape(words.replace("<strong>", "").replace("</strong>", "")), unescape(url)))
    return found


def shown(client, text, **filters) -> tuple[str, str] | None:
    """Return the words whose results are shown at once, and the address of the search for the words as they were typed."""
    page = client.get("/search/", {"q": text, **filters}).content.decode()
    part = page.partition('<div class="instead"')[2].partition("</div>")[0]
    if not part:
        return None
    words = part.partition("results for <bdi>")[2].partition("</bdi>")[0]
    url = part.partition('<a href="')[2].partition('"')[0]
    return unescape(words.replace("<strong>", "").replace("</strong>", "")), unescape(url)


def test_a_misspelt_word_is_offered_as_a_search_that_finds_something(client):
    case_study(title="Taken", what_happened="Her passport was taken to a drawer.")
    [(words, url)] = offered(client, "pasport drawer")
    assert words == "passport drawer"
    assert "Taken" in client.get(url).content.decode()


def test_a_word_of_a_name_is_corrected_as_well(client):
    case_study(title="Taken", what_happened="Her passport was taken.")
    assert meant(client, "pasport taken") == ["passport taken"]
    case_study(title="Other", what_happened="Nothing.", topics=["withholding-of-documents"])
    assert "Other" in client.get("/search/", {"q": "pasport taken"}).content.decode()


@pytest.mark.usefixtures("no_words_of_before")
def test_where_some_words_match_the_one_that_does_not_is_corrected(client):
    court_case(title="Chowdury and Others", countries=("GR",), facts="Strawberries.")
    court_case(title="Another", countries=("GR",), facts="Olives.")
    assert offered(client, "chowdhury greece")[0][0] == "chowdury greece"
    assert offered(client, "chowdhury greece unheard")[0][0] == "chowdury greece unheard", (
        "also where that matches some only"
    )


def test_where_nothing_matches_the_results_of_the_other_spelling_are_shown_at_once(client):
    case_study(title="Taken", what_happened="Her passport was taken.")
    words, literal = shown(client, "pasport")
    assert words == "passport"
    assert literal == "/search/?q=pasport&as_typed=spelling"
    assert shown(client, "passport") is None
    page = client.get(literal).content.decode()
    assert "Taken" not in page
    assert offered(client, "pasport", as_typed="spelling") == [("passport", "/search/?q=passport")]


def test_all_on_the_page_is_of_the_words_whose_results_are_shown(client):
    for number in range(21):
        court_case(title=f"Taken {number}", countries=("NL",), facts="About a passport.", ecli="")
    page = unescape(client.get("/search/", {"q": "pasport", "sort": "oldest", "page": "2"}).content.decode())
    assert 'value="passport"' in page
    for address in (
        "feed/?q=passport&sort=oldest",
        "results.csv?q=passport&sort=oldest",
        "results.ris?q=passport&sort=oldest",
        "/search/?q=passport&sort=oldest&page=2",
    ):
        assert address in page
    results = page.partition('class="results-layout"')[2].partition("</form>")[0]
    assert "q=pasport&" not in results.replace("q=pasport&as_typed=spelling&sort=oldest", "")
    assert "The filters, the table, the references and the news feed are of these words." in page
    assert b"".join(client.get(reverse("search_ris"), {"q": "pasport"}).streaming_content) == b"", (
        "an export has what its address says"
    )


def test_the_filters_stay_and_decide(client):
    court_case(title="Dutch", countries=("NL",), facts="About a passport.")
    court_case(title="Belgian", countries=("BE",), facts="About a package.")
    assert shown(client, "pasport", country="NL") == ("passport", "/search/?q=pasport&country=NL&as_typed=spelling")
    assert shown(client, "pasport", country="BE") is None
    assert offered(client, "pasport", country="BE") == []


def test_a_search_that_finds_something_is_left_alone(client):
    case_study(what_happened="A pasport and a passport.")
    assert meant(client, "pasport") == []


def test_two_misspelt_words_are_changed_together(client):
    case_study(what_happened="Her passport was kept by the employer.")
    assert meant(client, "pasport emploier")[0] == "passport employer"


def test_at_most_two_are_meant(client):
    for word in ("harvesta", "harvestb", "harvestc", "harvestd"):
        case_study(what_happened=f"One {word} here.")
    assert len(meant(client, "harvestz")) == 2


@pytest.mark.parametrize(
    "text", ['"pasport"', "employer -passport -pasport", "pasport1", "CS-2026-pasport", "employer pasport -pasport"]
)
def test_phrases_words_left_out_and_numbers_are_not_corrected(client, text):
    case_study(what_happened="Her passport was kept by the employer.")
    assert meant(client, text) == []


def test_a_word_that_the_reader_can_find_is_not_corrected(client):
    case_study(what_happened="The wages were small.")
    case_study(what_happened="The wager was lost in the orchard.")
    assert meant(client, "wages orchard") == []


def test_a_word_of_a_hidden_text_is_offered_to_nobody_who_may_not_read_it(client):
    case_study(what_happened="Her passport was taken.", audience="network")
    case_study(what_happened="A draft about an employer.", live=False)
    assert meant(client, "pasport") == meant(client, "emploier") == []
    client.force_login(person(Role.NETWORK_READER))
    assert meant(client, "pasport") == ["passport"]
    assert meant(client, "emploier") == []


def test_a_hidden_form_of_a_visible_word_is_not_meant(client):
    """The stem alone would find the visible text and give the hidden form away."""
    case_study(what_happened="One orchard.")
    case_study(what_happened="Many orchards.", audience="network")
    assert meant(client, "orchadrs") == ["orchard"]


def test_a_hidden_text_does_not_keep_an_offer_away(client):
    """Else the missing offer would tell that a hidden text has the word as it was typed."""
    case_study(what_happened="Her passport was taken.")
    for _number in range(3):
        case_study(title="His passpart", what_happened="His passpart was taken.", audience="network")
    assert meant(client, "passpart") == ["passport"]
    assert meant(client, "passpart taken") == ["passport taken"]


@pytest.mark.usefixtures("no_words_of_before")
def test_what_more_items_have_is_offered_first_and_hidden_ones_count_for_nothing(client):
    """Else the order would tell how many hidden texts have a word."""
    for word, public, hidden in (("wages", 2, 0), ("wager", 1, 5), ("waged", 0, 5)):
        for audience in ["public"] * public + ["network"] * hidden:
            case_study(what_happened=f"The {word} here.", audience=audience)
    assert meant(client, "wagef") == ["wages", "wager"]
    client.force_login(person(Role.NETWORK_READER))
    assert meant(client, "wagef")[0] == "wager"


@pytest.mark.usefixtures("no_words_of_before")
def test_words_of_hidden_texts_do_not_stand_in_the_way_of_others(client):
    for letter in "abcdefgh":
        case_study(what_happened=f"A harvest{letter} here.", audience="network")
    case_study(what_happened="A harvesty here.")
    assert meant(client, "harvestz") == ["harvesty"]


def _noted(original, name, asked):
    """Return a method that notes that it was asked."""

    def noted(self, *args, **more):
        asked.append(name)
        return original(self, *args, **more)

    return noted


@pytest.mark.parametrize("text", ["harvestz", "harvestz worl", "harvestz worl anothre", "harvestz a OR wrold -b"])
def test_it_costs_at_most_four_more_requests(client, monkeypatch, text):
    """For spellings, for the words, for the offers, and for the results that are shown instead."""
    for number, word in enumerate(("harvesta", "harvestb", "harvestc", "harvestd", "harveste")):
        case_study(what_happened=f"One {word} here.", audience="network" if number else "public")
    case_study(what_happened="One world, one word, another.", audience="network")
    asked = []
    engine = type(get_engine())
    for name in ("search", "corrections", "totals"):
        monkeypatch.setattr(engine, name, _noted(getattr(engine, name), name, asked))
    client.get("/search/", {"q": text})
    assert asked[:2] == ["search", "corrections"]
    assert len(asked) <= 5


def test_what_is_offered_is_escaped(client):
    case_study(what_happened="Her passport was taken.")
    page = client.get("/search/", {"q": "<b>pasport</b> taken"}).content.decode()
    assert "&lt;" in page
    assert "<b>" not in page
