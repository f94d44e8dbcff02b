"""How the embedded engine adds up what its sources give."""

from catalogue.recognition.everyday_words import Meaning
from search.engines.sqlite.candidates import Candidates, Found
from search.engines.sqlite.match import Expression
from search.engines.sqlite.nearness import near_sources
from search.engines.sqlite.scores import scores_of
from search.engines.sqlite.sources import Source, sources
from search.engines.tokens import marked_stems
from search.query.language import AnyOf, Query, Word

BOY, ZOO = Word("boy"), Word("zoo")


def test_of_the_meanings_of_a_word_the_best_counts_and_those_of_alternatives_add_up():
    query = Query((BOY, ZOO))

    def total(*alternatives: int) -> float:
        found = [Found(Source(BOY, "", one_of=one), [1], 1) for one in alternatives]
        return scores_of(Candidates(query, [], found, {1: 1}, entries=9), {0: {1: -1.0}, 1: {1: -3.0}})[1]

    assert total(0, 0) == -3.0
    assert total(0, 1) == -4.0


def test_each_alternative_has_a_best_meaning_of_its_own():
    either = AnyOf((Word("boy", (Meaning("1", {}),)), Word("zoo", (Meaning("2", {}), Meaning("3", {})))))
    found = sources(Query((either, Word("quagga"))), Expression(["en"]), {})
    assert [source.one_of for source in found if source.one_of is not None] == [0, 1, 1]


def test_neighbours_are_looked_for_in_the_languages_of_the_question():
    query = Query((BOY, ZOO), languages=("en", "nl"))
    found = [Found(Source(clause, "", is_words=True), [1], 1) for clause in query.required]
    (near,) = near_sources(Candidates(query, [], found, {1: 1}, entries=9), ["en", "de"])
    assert marked_stems(["boy"], "en")[0] in near.expression
    assert marked_stems(["boy"], "de")[0] not in near.expression
