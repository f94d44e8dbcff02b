"""From a query to Elasticsearch's. Every word of the reader is a value, never syntax: no query string is ever parsed there."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from django.conf import settings

from elasticsearch.dsl.function import SF
from elasticsearch.dsl.query import Bool, ConstantScore, FunctionScore, MatchNone, MultiMatch, Term
from elasticsearch.dsl.query import Query as EsQuery

from catalogue.words import is_unspaced

from ...query.language import AnyOf, Clause, Kind, Named, Phrase, Query, Sequence, Subject, Word, is_certain
from ...query.nearness import MOST_BETWEEN, neighbours
from . import letters, meanings

# Stemmed in every language, and as written. A word in the title weighs more than one in the text, also because a title is short. A
# word as it is written is rarer than its stem and would outweigh it: "pickers" the "picker" of another text.
STEMMED = ("title_*^2", "text_*", "files_*", "title", "text^0.5", "files^0.5")
EXACT = ("title^2", "text", "files")
# For the marks in passages, which are cut from these.
TEXT_MARKED = ("text_*",)
PAGE_MARKED = ("pages.text_*",)
# The fields that have what words may name, and what it weighs there, beside how rare it is.
ABOUT = {
    Kind.TOPIC: {"topics": 2.5},
    Kind.COUNTRY: {"facets.country": 2.0, "facets.origin": 1.0},
    Kind.YEAR: {"facets.year": 1.0},
    Kind.LAW: {"facets.instrument": 2.0},
}
# Where words that stand close together in the question may do so, and what that weighs beside the words.
CLOSE = ["title_*", "text_*", "files_*"]
NEAR_WEIGHT = 0.1
# By what the score of an item in the reader's language is multiplied: so much parts what is nearly equally good.
OWN_LANGUAGE = 1.05
# More than any sum of word scores: what matches everything comes before what matches some of it.
WHOLE_FIRST = 1000.0


class Translator:
    """Writes queries that look into some fields."""

    def __init__(self, stemmed: tuple[str, ...] = STEMMED, exact: tuple[str, ...] = EXACT, topics: bool = True) -> None:
        self.stemmed, self.exact, self.topics = list(stemmed), list(exact), topics

    def all_of(self, clauses: Iterable[Clause]) -> list[EsQuery]:
        """Return a query for each clause."""
        return [self._clause(clause) for clause in clauses]

    def any_of(self, clauses: Iterable[Clause]) -> EsQuery:
        """Return a query that wants one of the clauses."""
        return Bool(should=self.all_of(clauses), minimum_should_match=1)

    def _clause(self, clause: Clause) -> EsQuery:
        match clause:
            case Word(text):
                return MultiMatch(query=text, fields=self.stemmed)
            case Sequence(words):
                return MultiMatch(query=joined(words), fields=self.stemmed, type="phrase")
            case Phrase(words):
                return MultiMatch(query=joined(words), fields=self.exact, type="phrase")
            case AnyOf(clauses):
                return self.any_of(clauses)
            case Named(clauses, subjects):
                all_words = Bool(must=self.all_of(clauses))
                if not self.topics:
                    return all_words
                courts = self.all_of(clause.courts)
                return Bool(should=[all_words, *about(subjects), *courts], minimum_should_match=1)
        raise TypeError(f"unknown clause {clause!r}")


def about(subjects: Iterable[Subject]) -> list[EsQuery]:
    """Return a query for each subject and field that has it; courts are in the texts."""
    return [
        Term(field, {"value": value, "boost": weight * subject.strength})
        for subject in subjects
        for field, weight in ABOUT.get(subject.kind, {}).items()
        for value in subject.values
    ]


def joined(words: tuple[str, ...]) -> str:
    """Return words as they stood: with blanks between them, but not between signs of scripts that have none."""
    text = words[0]
    for before, word in pairwise(words):
        text += word if is_unspaced(before) and is_unspaced(word) else f" {word}"
    return text


_EVERYWHERE = Translator()


def matching(query: Query, by_words: bool = True) -> Bool:
    """Return the part of the request that matches and ranks; without words everything matches.

    Args:
        query: as read.
        by_words: whether the words and the reader's language decide the order, and not only whether all of them match.
    """
    must_not = _EVERYWHERE.all_of(query.excluded)
    if not query.graded:
        wanted = _EVERYWHERE.all_of(query.required)
        return Bool(must=_readers_first(wanted, query) if by_words else wanted, must_not=must_not)
    some: list[EsQuery] = [
        Bool(
            should=[_scored(clause, str(place)) for place, clause in enumerate(query.required)],
            minimum_should_match=query.enough(settings.SEARCH_SOME_SHARE),
        )
    ]
    ranked = _readers_first(some, query) if by_words else [ConstantScore(filter=some[0], boost=0)]
    certain = [ConstantScore(filter=clause, boost=0) for clause in _EVERYWHERE.all_of(query.certain)]
    return Bool(
        must=[*ranked, *certain], should=[ConstantScore(filter=whole(query), boost=WHOLE_FIRST)], must_not=must_not
    )


def _readers_first(wanted: list[EsQuery], query: Query) -> list[EsQuery]:
    """Return what is wanted, with more weight for words close together and for the reader's language; nothing where nothing is wanted."""
    if not wanted:
        return []
    more = SF({"weight": OWN_LANGUAGE, "filter": {"term": {"facets.language": query.reader}}})
    return [FunctionScore(query=Bool(must=wanted, should=_near(query)), functions=[more])]


def _scored(clause: Clause, name: str) -> EsQuery:
    """Return a clause as it matches and ranks where some of the query is enough: also by words that are spelled alike or mean the same."""
    further: list[EsQuery] = []
    if not is_certain(clause):
        for part in clause.clauses if isinstance(clause, AnyOf) else (clause,):
            further += _in_place(part, letters.alike, letters.WEIGHT, once=True)
            further += _in_place(part, meanings.best_of_word, meanings.WEIGHT)
            further += meanings.best_of_name(part, meanings.WEIGHT)
    return Bool(should=[*_EVERYWHERE.all_of((clause,)), *further], minimum_should_match=1, _name=name)


def _in_place(
    clause: Clause, others: Callable[[Clause, float], list[EsQuery]], weight: float, *, once: bool = False
) -> list[EsQuery]:
    """Return queries for what may stand in place of a clause: of a name of several words, for each of them or the word itself.

    Args:
        clause: of which no half may count as the whole.
        others: what may stand in place of a word, and what it weighs there.
        weight: what all of it weighs beside the clause.
        once: whether words of a name that are in a text as they are count with the clause alone.
    """
    parts = clause.clauses if isinstance(clause, Named) else (clause,)
    if len(parts) == 1:
        return others(parts[0], weight)
    found = [others(part, 1) for part in parts]
    own = _EVERYWHERE.all_of(parts)
    if once:
        own = [ConstantScore(filter=word, boost=0) for word in own]
    either = [Bool(should=[word, *more]) for word, more in zip(own, found, strict=True)]
    return [Bool(must=either, boost=weight)] if any(found) else []


def _near(query: Query) -> list[EsQuery]:
    """Return a query for each two neighbouring words of a question: an entry that has them close together weighs more."""
    pairs = [joined((one, other)) for _first, one, _second, other in neighbours(query)]
    return [MultiMatch(query=two, fields=CLOSE, type="phrase", slop=MOST_BETWEEN, boost=NEAR_WEIGHT) for two in pairs]


def whole(query: Query) -> Bool:
    """Return the condition that an entry matches every clause."""
    return Bool(filter=_EVERYWHERE.all_of(query.required))


def marking(clauses: Iterable[Clause], fields: tuple[str, ...]) -> EsQuery:
    """Return the query whose words are marked in a text: phrases by their stems as well, since texts are cut by stems."""
    clauses = list(clauses)
    if not clauses:
        return MatchNone()
    by_language = tuple(field.removesuffix("_*") for field in fields)
    same = [one for clause in clauses for one in meanings.marked(clause, by_language)]
    return Bool(should=[Translator(fields, fields, topics=False).any_of(clauses), *same], minimum_should_match=1)
