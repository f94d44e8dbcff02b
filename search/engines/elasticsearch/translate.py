"""From a query to Elasticsearch's. Every word of the reader is a value, never syntax: no query string is ever parsed there."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise

from django.conf import settings

from elasticsearch.dsl.function import SF
from elasticsearch.dsl.query import Bool, ConstantScore, FunctionScore, MatchNone, MultiMatch, Term
from elasticsearch.dsl.query import Query as EsQuery

from catalogue.recognition.everyday_words import SameMeaning
from catalogue.words import is_unspaced

from ...query.language import AnyOf, Clause, Kind, Named, Phrase, Query, Sequence, Subject, Word, is_certain
from . import letters
from .analysis import field_of

# Stemmed in every language, and as written. A word in the title weighs more than one in the text.
STEMMED = ("title_*^4", "text_*", "files_*", "title^4", "text", "files")
# By words of one language, in the fields of that.
BY_LANGUAGE = ("title^4", "text", "files")
EXACT = ("title^4", "text", "files")
# For the marks in passages, which are cut from these.
TEXT_MARKED = ("text_*",)
PAGE_MARKED = ("pages.text_*",)
# The fields that have what words may name, and what it weighs there, beside how rare it is.
ABOUT = {
    Kind.TOPIC: {"topics": 3.0},
    Kind.COUNTRY: {"facets.country": 2.0, "facets.origin": 1.0},
    Kind.YEAR: {"facets.year": 1.0},
    Kind.LAW: {"facets.instrument": 2.0},
}
# What another word of the same meaning weighs beside the word itself.
MEANING_WEIGHT = 0.7
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
    """Return what is wanted, with more weight for what is in the reader's language; nothing where nothing is wanted."""
    if not wanted:
        return []
    more = SF({"weight": OWN_LANGUAGE, "filter": {"term": {"facets.language": query.reader}}})
    return [FunctionScore(query=Bool(must=wanted), functions=[more])]


def _scored(clause: Clause, name: str) -> EsQuery:
    """Return a clause as it matches and ranks where some of the query is enough: also by words that are spelled alike."""
    further: list[EsQuery] = []
    if not is_certain(clause):
        further += _in_place(clause, letters.alike, letters.WEIGHT, once=True)
        further += meaning_the_same(clause, BY_LANGUAGE, MEANING_WEIGHT)
    return Bool(should=[*_EVERYWHERE.all_of((clause,)), *further], minimum_should_match=1, _name=name)


def meaning_the_same(clause: Clause, fields: tuple[str, ...], weight: float) -> list[EsQuery]:
    """Return queries for other words that mean the same as all of a clause, in the fields of their language.

    Args:
        clause: whose words know them.
        fields: to look into, without the language at their end.
        weight: what such a word weighs.
    """
    if isinstance(clause, AnyOf):
        return [one for part in clause.clauses for one in meaning_the_same(part, fields, weight)]
    of_name = _in_languages(clause.others, fields, weight) if isinstance(clause, Named) else []
    return [*_in_place(clause, lambda part, weight: _others(part, fields, weight), weight), *of_name]


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
    if isinstance(clause, AnyOf):
        return [one for part in clause.clauses for one in _in_place(part, others, weight, once=once)]
    parts = clause.clauses if isinstance(clause, Named) else (clause,)
    if len(parts) == 1:
        return others(parts[0], weight)
    found = [others(part, 1) for part in parts]
    own = _EVERYWHERE.all_of(parts)
    if once:
        own = [ConstantScore(filter=word, boost=0) for word in own]
    either = [Bool(should=[word, *more]) for word, more in zip(own, found, strict=True)]
    return [Bool(must=either, boost=weight)] if any(found) else []


def _others(part: Clause, fields: tuple[str, ...], weight: float) -> list[EsQuery]:
    """Return queries for the other words of a word, and not for itself once more."""
    if not isinstance(part, Word):
        return []
    others = (replace(other, words=tuple(word for word in other.words if word != part.text)) for other in part.others)
    return _in_languages(others, fields, weight)


def _in_languages(others: Iterable[SameMeaning], fields: tuple[str, ...], weight: float) -> list[EsQuery]:
    words: dict[str, dict[str, None]] = {}
    for other in others:
        words.setdefault(field_of(other.language), {}).update(dict.fromkeys(other.words))
    return [
        MultiMatch(query=" ".join(found), fields=[_in(field, language) for field in fields], boost=weight)
        for language, found in words.items()
        if found
    ]


def _in(field: str, language: str) -> str:
    """Return a field of a language; what follows ^ is its weight."""
    name, sign, weight = field.partition("^")
    return f"{name}_{language}{sign}{weight}"


def whole(query: Query) -> Bool:
    """Return the condition that an entry matches every clause."""
    return Bool(filter=_EVERYWHERE.all_of(query.required))


def marking(clauses: Iterable[Clause], fields: tuple[str, ...]) -> EsQuery:
    """Return the query whose words are marked in a text: phrases by their stems as well, since texts are cut by stems."""
    clauses = list(clauses)
    if not clauses:
        return MatchNone()
    by_language = tuple(field.removesuffix("_*") for field in fields)
    same = [one for clause in clauses for one in meaning_the_same(clause, by_language, 1)]
    return Bool(should=[Translator(fields, fields, topics=False).any_of(clauses), *same], minimum_should_match=1)
