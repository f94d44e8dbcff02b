"""What every search engine must do where few items match all that is asked for: others that match some of it follow."""

from django.utils import translation

import pytest

from catalogue.visibility import anonymous_viewer
from catalogue.vocabulary import get_vocabulary
from search.engines import get_engine
from search.params import SearchParams
from search.query.language import words_of
from search.results.finding import find, read_query
from tests.factories import case_study, court_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_words_of_before")]


@pytest.fixture
def three():
    """Three items that share words."""
    case_study(title="Passport taken", what_happened="The employer kept her passport in a drawer.")
    case_study(title="Wages held back", what_happened="The employer paid nothing to the pickers.")
    case_study(title="Nothing alike", what_happened="A quagga in a zoo.")


def lacking(search, text, **more):
    """Return for each hit the words that it lacks."""
    required = read_query(SearchParams(text=text), get_vocabulary()).required
    return [{words_of(required[place]) for place in hit.lacks} for hit in search(text, **more).hits]


def test_what_matches_all_comes_first_and_what_matches_some_says_what_it_lacks(three, search, found):
    assert found("employer passport") == ["Passport taken", "Wages held back"]
    assert lacking(search, "employer passport") == [set(), {"passport"}]
    results = search("employer passport")
    assert (results.total, results.whole) == (2, 1)


def test_where_nothing_matches_all_some_is_found(three, search, found):
    assert set(found("passport pickers unheard")) == {"Passport taken", "Wages held back"}
    assert search("passport pickers unheard").whole == 0


QUAGGA, NOTHING = "A quagga in a zoo.", "Nothing was said there."


@pytest.mark.parametrize("titles", [("Alba", "Bora"), ("Bora", "Alba")])
def test_a_word_of_a_summary_counts_more_than_one_of_the_text(found, titles):
    for title in titles:
        in_summary = title == "Alba"
        summary, text = (QUAGGA, NOTHING) if in_summary else (NOTHING, QUAGGA)
        case_study(title=title, summary=summary, what_happened=text)
    assert found("quagga museum") == found("quagga") == ["Alba", "Bora"]


@pytest.mark.parametrize("titles", [("Alba", "Bora"), ("Bora", "Alba")])
def test_so_does_what_a_word_of_it_means(found, titles):
    for title in titles:
        summary, text = ("A boy in a zoo.", NOTHING) if title == "Alba" else (NOTHING, "A boy in a zoo.")
        case_study(title=title, summary=summary, what_happened=text)
    assert found("co z tym chłopcem") == ["Alba", "Bora"]


@pytest.mark.parametrize("titles", [("Alba", "Bora"), ("Bora", "Alba")])
def test_so_does_a_word_of_a_translated_summary(found, titles):
    for title in titles:
        in_summary = title == "Alba"
        summary, text = (QUAGGA, NOTHING) if in_summary else (NOTHING, QUAGGA)
        translation_of = {"language": "fr", "title": title, "summary": summary, "by": "the network"}
        case_study(title=title, summary=NOTHING, what_happened=text, translations=[translation_of])
    assert found("quagga museum") == found("quagga") == ["Alba", "Bora"]


def test_the_order_by_year_keeps_what_matches_all_in_front(found):
    case_study(title="Old and whole", what_happened="Employer and passport.", year_from=2001, year_to=2001)
    case_study(title="New and some", what_happened="Employer alone.", year_from=2021, year_to=2021)
    assert found("employer passport", sort="newest") == ["Old and whole", "New and some"]
    assert found("employer passport", sort="added") == ["Old and whole", "New and some"]


@pytest.mark.parametrize(
    "typed", ["employer", "employer AND passport", '"the employer" AND "her passport"', '"her passport"']
)
def test_one_clause_and_what_is_joined_or_quoted_find_nothing_less(three, search, typed):
    results = search(typed)
    assert results.total == results.whole
    assert all(not hit.lacks for hit in results.hits)


def test_a_phrase_has_to_match_whatever_else_does(three, found):
    assert found('"kept her passport" pickers') == ["Passport taken"]
    assert found('"kept his passport" pickers') == []


def test_what_is_left_out_is_left_out_of_what_matches_some(three, found):
    assert found("passport pickers -drawer") == ["Wages held back"]


def test_of_many_words_more_than_one_has_to_match(three, found):
    assert found("passport one two three four five six") == []
    assert found("passport drawer two three four five six") == ["Passport taken"]


def test_where_enough_match_all_nothing_else_follows(search, settings):
    settings.SEARCH_ENOUGH = 2
    for number in range(2):
        case_study(title=f"Whole {number}", what_happened="Employer and passport.")
    case_study(title="Some", what_happened="Employer alone.")
    assert (search("employer passport").total, search("employer passport").whole) == (2, 2)
    settings.SEARCH_ENOUGH = 3
    assert (search("employer passport").total, search("employer passport").whole) == (3, 2)


def test_what_the_reader_may_not_see_is_not_counted_as_enough(search, settings):
    settings.SEARCH_ENOUGH = 1
    case_study(title="Hidden", what_happened="Employer and passport.", audience="network")
    case_study(title="Some", what_happened="Employer alone.")
    assert (search("employer passport").total, search("employer passport").whole) == (1, 0)


@pytest.mark.parametrize("enough", [1, 3, 20])
def test_a_count_equals_the_results_after_the_click_whether_some_follow_or_not(search, settings, enough):
    settings.SEARCH_ENOUGH = enough
    for number in range(6):
        court_case(
            title="Employer" if number % 2 else "Employer and passport",
            countries=("NL", "BE")[: 1 + number % 2],
            outcome=("convicted", "acquitted")[number // 3],
        )
    for chosen in ({}, {"country": ("BE",)}, {"country": ("NL",), "outcome": ("convicted",)}):
        results = search("employer passport", **chosen)
        for facet, counts in results.facets.items():
            for value, number in counts.items():
                clicked = {**chosen, facet: (value,)}
                assert search("employer passport", **clicked).total == number, (chosen, facet, value)


def test_pages_go_on_from_what_matches_all_to_what_matches_some(found):
    for number in range(3):
        case_study(title=f"Whole {number}", what_happened="Employer and passport.")
        case_study(title=f"Some {number}", what_happened="Employer alone.")
    pages = [found("employer passport", page=page, page_size=2) for page in (1, 2, 3)]
    assert [[title.split()[0] for title in page] for page in pages] == [["Whole"] * 2, ["Whole", "Some"], ["Some"] * 2]


@pytest.mark.parametrize(
    "text",
    ["word " * 300, " ".join(f"word{number}" for number in range(300)), '"zz" ' * 300],
    ids=["one word", "many words", "phrases"],
)
def test_very_long_searches_give_an_answer(three, search, text):
    assert search(text).total == 0


def test_totals_of_several_searches_are_those_that_the_searches_have(three, search):
    case_study(title="Hidden", what_happened="The employer kept her passport.", audience="network")
    case_study(
        title="Court", what_happened="The employer.", exploitation_countries=("PL",), year_from=2001, year_to=2001
    )
    asked = [
        SearchParams(),
        SearchParams(text="employer passport"),
        SearchParams(text="employer passport", chosen={"country": ("PL",)}),
        SearchParams(text="employer", year_to=2001),
        SearchParams(text='"kept her passport" -zoo'),
        SearchParams(text="unheard"),
    ]
    vocabulary, viewer = get_vocabulary(), anonymous_viewer()
    totals = get_engine().totals([(one, read_query(one, vocabulary)) for one in asked], viewer)
    assert list(totals) == [find(one, viewer).total for one in asked]
    assert len(set(totals)) > 3
    assert get_engine().totals([], viewer) == ()


def test_where_enough_matches_all_totals_hold_no_more(three, settings):
    settings.SEARCH_ENOUGH = 1
    one = SearchParams(text="employer passport")
    assert get_engine().totals([(one, read_query(one, get_vocabulary()))], anonymous_viewer()) == (1,)


@pytest.mark.parametrize("words", ["compensation", "compensation unheard"])
def test_of_what_answers_equally_well_the_readers_language_comes_first(found, words):
    # By their topic: words of two languages are seldom equally rare.
    case_study(title="Een zaak", language="nl", topics=["compensation"])
    case_study(title="Some case", language="en", topics=["compensation"])
    assert found(words) == ["Some case", "Een zaak"]
    with translation.override("nl"):
        assert found(words) == ["Een zaak", "Some case"]


def test_a_better_answer_in_another_language_stays_first(found):
    for number in range(4):
        case_study(title=f"Nothing alike {number}")
    case_study(title="Een zaak", what_happened="De quagga was weg.", language="nl")
    case_study(title="Quagga", what_happened="It was gone.", language="en")
    with translation.override("nl"):
        assert found("quagga") == ["Quagga", "Een zaak"]


def test_an_order_by_year_knows_nothing_of_the_readers_language(found):
    case_study(title="Quagga een", language="nl", year_from=2020, year_to=2020)
    case_study(title="Quagga one", language="en", year_from=2021, year_to=2021)
    with translation.override("nl"):
        assert found("quagga unheard", sort="newest") == ["Quagga one", "Quagga een"]


BETWEEN = "The hotel was small and the days in it were long"


def test_words_that_stand_close_together_weigh_more(found):
    case_study(title="Older", what_happened=f"They found a kitchen cellar. {BETWEEN}.")
    case_study(title="Newer", what_happened=f"They found a kitchen. {BETWEEN}. Cellar.")
    case_study(title="Else", what_happened="A quagga in a zoo.")
    assert found("kitchen cellar unheard") == ["Older", "Newer"]


def test_up_to_five_words_may_stand_between_them(found):
    case_study(title="Older", what_happened=f"A kitchen, one two three four five cellar six. {BETWEEN}.")
    case_study(title="Newer", what_happened=f"A kitchen, one two three four five six cellar. {BETWEEN}.")
    case_study(title="Else", what_happened="A quagga in a zoo.")
    assert found("kitchen cellar unheard") == ["Older", "Newer"]


def test_they_may_stand_in_the_other_order(found):
    case_study(title="Older", what_happened=f"They found a cellar kitchen. {BETWEEN}.")
    case_study(title="Newer", what_happened=f"They found a cellar. {BETWEEN}. Kitchen.")
    case_study(title="Else", what_happened="A quagga in a zoo.")
    assert found("kitchen cellar unheard") == ["Older", "Newer"]


@pytest.mark.parametrize("typed", ["kitchen cellar unheard -zoo", '"passport" kitchen cellar unheard'])
def test_what_is_not_listed_is_not_listed_for_words_that_stand_close_together(found, typed):
    case_study(title="Zoo", what_happened="A kitchen cellar in a zoo.")
    case_study(title="Listed", what_happened="A passport in the kitchen cellar.")
    assert found(typed) == ["Listed"]
