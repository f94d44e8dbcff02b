"""How the embedded engine keeps a question in plain words cheap, and what it must not cost: nothing hidden tells, and order stays."""

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from catalogue.visibility import anonymous_viewer
from catalogue.vocabulary import get_vocabulary
from search.engines import get_engine
from search.engines.sqlite import candidates, listing, scores
from search.engines.sqlite.candidates import Candidates, Found
from search.engines.sqlite.nearness import near_sources
from search.engines.sqlite.schema import DOC
from search.engines.sqlite.scores import scores_of, to_be_scored
from search.engines.sqlite.sources import Source
from search.params import SearchParams
from search.query.language import Query, Word
from search.results.finding import read_query
from tests.factories import case_study, entry_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not settings.SEARCH_URL.startswith("sqlite"), reason="about the embedded index"),
]
FARM, DEBT = Word("farm"), Word("debt")
QUERY = Query((FARM, DEBT))


@pytest.fixture
def two_at_most(monkeypatch):
    """Of a word only the newest two entries are looked at."""
    monkeypatch.setattr(candidates, "CANDIDATES", 2)


def test_of_a_common_word_only_the_newest_are_looked_at_and_the_others_not_said_to_lack_it(two_at_most, search, found):
    for number in range(4):
        case_study(title=f"Employer {number}")
    assert found("employer unheard") == ["Employer 3", "Employer 2"]
    case_study(title="Quagga", what_happened="A quagga.")
    quagga = next(hit for hit in search("employer quagga unheard").hits if hit.lacks)
    assert quagga.lacks == (2,), "it may have the common word"


def test_what_the_reader_may_not_see_takes_no_place_among_the_newest(two_at_most, found):
    for number in range(4):
        case_study(title=f"Employer {number}", audience="public" if number < 2 else "network")
    assert found("employer unheard") == ["Employer 1", "Employer 0"]


def test_where_hidden_entries_stand_tells_nothing(two_at_most, search):
    """How rare a common word is is told by keys: by none of what the reader may not see."""
    hidden = case_study(title="Hidden", audience="network")
    for number in range(4):
        case_study(
            title=f"Employer {number}", what_happened="The employer kept a passport." if number < 2 else "Nothing."
        )
    (expected,) = _of_anonymous("employer passport unheard")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {DOC} SET id = 1000000 WHERE id = %s", [entry_of(hidden).pk])
    (now,) = _of_anonymous("employer passport unheard")
    assert [one.entries for one in now.found] == [one.entries for one in expected.found]
    assert any(one.is_cut for one in now.found)


def _of_anonymous(text: str) -> list[Candidates]:
    asked = SearchParams(text=text), read_query(SearchParams(text=text), get_vocabulary())
    engine = get_engine()
    engine.search(*asked, anonymous_viewer())
    return engine._candidates([asked], anonymous_viewer(), {})


def test_what_matches_all_is_found_however_old_it_is(two_at_most, search, found):
    case_study(title="Both", what_happened="The employer kept her passport.")
    for number in range(3):
        case_study(title=f"Employer {number}")
        case_study(title=f"Passport {number}")
    assert found("employer passport")[0] == "Both"
    assert (search("employer passport").total, search("employer passport").whole) == (5, 1)


def test_what_matches_all_weighs_each_word_also_where_it_is_older_than_what_was_looked_at():
    newest = Found(Source(FARM, ""), [8, 9], 4.0)
    both = Candidates(QUERY, [1, 9], [newest, Found(Source(DEBT, ""), [1, 9], 2.0)], entries=9)
    scored = scores_of(both, {})
    assert scored[1] == scored[9] < 0


def test_how_rare_a_common_word_is_is_told_by_how_far_back_its_newest_go(two_at_most):
    assert candidates._about([90, 70], 100, 1, 100) == pytest.approx(2 * 100 / 31)
    assert candidates._about([90], 100, 1, 100) == 1, "all of them"
    assert candidates._about([99, 100], 50, 1, 100) == 50, "never more than there are"


def test_bm25_is_asked_of_the_rarest_words_first_and_of_topics_last(monkeypatch):
    monkeypatch.setattr(scores, "SCORED", 3)
    common, rare = Found(Source(FARM, ""), [1, 2, 3], 50.0), Found(Source(DEBT, ""), [4, 5], 2.0)
    topic = Found(Source(DEBT, "", 2.5, is_even=True), [6], 1.0)
    other = Found(Source(FARM, "", 0.5), [7], 1.0)
    assert to_be_scored(Candidates(QUERY, [], [common, topic, rare, other], entries=100)) == [2, 3]
    monkeypatch.setattr(scores, "SCORED", 4)
    assert to_be_scored(Candidates(QUERY, [], [common, topic, rare, other], entries=100)) == [2, 3, 1]


def test_what_bm25_is_not_asked_of_weighs_as_a_word_that_stands_there_once(monkeypatch, found):
    monkeypatch.setattr(scores, "SCORED", 0)
    case_study(title="Quagga", what_happened="A quagga, a quagga, a quagga.")
    case_study(title="Newer", what_happened="A quagga once.")
    case_study(title="Else"), case_study(title="Nothing")
    assert found("quagga unheard") == ["Newer", "Quagga"]
    monkeypatch.setattr(scores, "SCORED", 2)
    assert found("quagga unheard") == ["Quagga", "Newer"]


def test_two_common_words_are_not_read_for_standing_close_together(monkeypatch):
    for _number in range(2):
        case_study(what_happened="The employer kept her passport and a quagga.")
    assert len(_pairs("employer passport quagga")) == 2
    assert len(_pairs('employer "passport" quagga')) == 0
    monkeypatch.setattr(candidates, "CANDIDATES", 1)
    assert _pairs("employer passport quagga") == []


def test_what_the_reader_may_not_see_takes_no_place_of_words_that_stand_close_together(monkeypatch, found):
    monkeypatch.setattr(listing, "SCORED", 2)
    between = "The hotel was small and the days in it were long"
    case_study(title="Older", what_happened=f"They found a kitchen cellar. {between}.")
    case_study(title="Newer", what_happened=f"They found a kitchen. {between}. Cellar.")
    for number in range(3):
        case_study(title=f"Hidden {number}", audience="network", what_happened="They found a kitchen cellar.")
    for number in range(12):
        case_study(title=f"Else {number}", what_happened="A quagga in a zoo.")
    assert found("kitchen cellar unheard") == ["Older", "Newer"]


def test_two_forms_of_a_word_are_no_neighbours():
    case_study(what_happened="A kitchen and a quagga.")
    assert _pairs("kitchen kitchens quagga") == _pairs("kitchens quagga")


def _pairs(text: str) -> list[Source]:
    (found,) = _of_anonymous(text)
    return list(near_sources(found, ["en"]))


def test_counting_stops_where_more_is_of_no_interest():
    for number in range(3):
        case_study(title=f"Employer {number}")
    searches = [(SearchParams(), Query((Word(word),), whole=True)) for word in ("employer", "unheard")]
    assert get_engine().totals(searches, anonymous_viewer(), most=1) == (1, 0)
    assert get_engine().totals(searches, anonymous_viewer()) == (3, 0)


@pytest.mark.parametrize("typed", ["pasports", "passpots", "bassports"])
def test_long_words_that_are_spelled_alike_are_found_by_their_letters(typed):
    case_study(what_happened="Their passports were kept.")
    with CaptureQueriesContext(connection) as asked:
        assert get_engine().corrections((typed,)) == {typed: ("passports",)}
    assert not any("length(term)" in one["sql"] for one in asked), "every place of every word with this letter is read"


@pytest.mark.parametrize("sort", ["best", "newest", "added"])
def test_an_empty_index_finds_nothing_in_any_order(search, sort):
    for text in ("employer passport", "employer", ""):
        assert search(text, sort=sort).total == 0
