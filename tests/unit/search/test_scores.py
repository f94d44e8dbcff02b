"""How the embedded engine adds up what its sources give."""

import pytest

from catalogue.recognition.everyday_words import Meaning
from search.engines import weights
from search.engines.sqlite.candidates import Candidates, Found
from search.engines.sqlite.match import Expression
from search.engines.sqlite.nearness import near_sources
from search.engines.sqlite.scores import MOST_OF_A_WORD, scores_of
from search.engines.sqlite.sources import Source, sources
from search.engines.tokens import SUBJECT, marked_stems
from search.query.language import Kind, Named, Query, Subject, Word

BOY, ZOO = Word("boy"), Word("zoo")


def total(query: Query, *found: tuple[Word, float], matching_all: bool = False) -> float:
    """Return what an entry is worth that so many sources found, each with its clause and BM25; higher is better."""
    sources = [Found(Source(clause, "", is_words=True), [1], 1) for clause, _score in found]
    by_place = {place: {1: -score} for place, (_clause, score) in enumerate(found)}
    whole, matched = ([1], {}) if matching_all else ([], {1: 1})
    return -scores_of(Candidates(query, whole, sources, matched, entries=9), by_place)[1]


THERE = weights.MATCHED * MOST_OF_A_WORD


def test_the_best_that_speaks_for_a_word_counts_and_a_part_of_the_rest():
    query = Query((BOY, ZOO))
    assert total(query, (BOY, 3.0)) == pytest.approx(THERE + 3)
    assert total(query, (BOY, 3.0), (BOY, 1.0)) == pytest.approx(THERE + 3 + weights.FURTHER)
    assert total(query, (BOY, 1.0), (BOY, 2.0), (BOY, 3.0)) == pytest.approx(THERE + 3 + 3 * weights.FURTHER)
    assert 0 < weights.FURTHER < 1


def test_each_word_of_a_search_counts_by_itself_and_that_it_is_there_at_all():
    assert total(Query((BOY, ZOO)), (BOY, 3.0), (ZOO, 1.0)) == pytest.approx(3 + 1 + 2 * THERE)
    assert weights.MATCHED > 0


def test_what_matches_all_has_each_word_also_where_only_newer_ones_were_looked_at():
    query = Query((BOY, ZOO))
    assert total(query, (BOY, 3.0), matching_all=True) == pytest.approx(3 + 2 * THERE)


def test_a_way_that_few_entries_match_tells_less_where_many_match_the_clause_in_another():
    def worth(others: list[int]) -> float:
        about = Found(Source(BOY, ""), [1], 1)
        words = Found(Source(BOY, "", is_words=True), others, len(others))
        candidates = Candidates(Query((BOY, ZOO)), [], [about, words], {1: 1}, entries=99)
        return -scores_of(candidates, {0: {1: -5.0}})[1] - THERE

    assert worth([]) == pytest.approx(5.0)
    assert worth([2, 3]) > worth(list(range(2, 40))) > 0


def test_neighbours_are_looked_for_in_the_languages_of_the_question():
    query = Query((BOY, ZOO), languages=("en", "nl"))
    found = [Found(Source(clause, "", is_words=True), [1], 1) for clause in query.required]
    (near,) = near_sources(Candidates(query, [], found, {1: 1}, entries=9), ["en", "de"])
    assert marked_stems(["boy"], "en")[0] in near.expression
    assert marked_stems(["boy"], "de")[0] not in near.expression


def test_a_name_whose_words_mean_nothing_is_not_looked_for_by_meanings():
    def by_meaning(word: Word) -> int:
        query = Query((Named((word, ZOO), ()), Word("quagga")))
        return sum(one.weight == weights.NAME_MEANT for one in sources(query, Expression(["en"]), {}))

    assert by_meaning(BOY) == 0
    assert by_meaning(Word("boy", (Meaning("1", {}),))) == 1


def test_what_a_name_means_and_its_words_do_are_asked_for():
    name = Named((Word("boy", (Meaning("1", {}),)), ZOO), (), (Meaning("2", {}),))
    found = list(sources(Query((name, Word("quagga"))), Expression(["en"]), {}))
    meant = [one.weight for one in found if one.clause == name and not one.is_words]
    assert meant == [weights.MEANING, weights.NAME_MEANT]


def test_what_an_entry_is_about_counts_as_often_as_in_the_index_and_a_court_as_a_word_of_the_text():
    def frequency(kind: Kind, value: str) -> float:
        named = Named((BOY,), (Subject(kind, value),))
        found = sources(Query((named, ZOO)), Expression(["en"]), {})
        (about,) = [one for one in found if one.clause == named and not one.is_words]
        return about.frequency

    assert frequency(Kind.TOPIC, "compensation") == frequency(Kind.COUNTRY, "PL") == SUBJECT
    assert frequency(Kind.COURT, "Supreme Court") == 1
