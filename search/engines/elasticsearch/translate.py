"""From a query to Elasticsearch's. Every word of the reader is a value, never syntax: no query string is ever parsed there.

The words of an entry are in two fields, as `search.engines.tokens` makes them: as they are, folded, and as stems with what else
stands for the entry. A word is looked for by its stem in each language, so it meets each text by the rules of the text's language.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings

from catalogue.words import fold, folded

from ...query.language import (
    AnyOf,
    Clause,
    Named,
    Phrase,
    Query,
    Sequence,
    Subject,
    Word,
    is_certain,
    leaves,
    meanings_of_whole,
    parts_of,
    words_in,
)
from ...query.nearness import MOST_BETWEEN, neighbours
from .. import weights
from ..tokens import LANGUAGES, forms, meaning_token, subject_tokens
from . import letters
from .mapping import MEANINGS, PAGES, STEMS, WORDS

# More than any word of a search adds to a score: what matches everything comes before what matches some of it.
WHOLE_FIRST = 250.0
Written = dict[str, Any]


class Fields(NamedTuple):
    """The names of the fields that have the stems of some texts, their words as they are, and what these mean."""

    stems: str = STEMS
    words: str = WORDS
    meanings: str = STEMS
    # Whether it is enough to know what matches.
    unscored: bool = False


ENTRY, PAGE = Fields(), Fields(f"{PAGES}.{STEMS}", f"{PAGES}.{WORDS}", f"{PAGES}.{MEANINGS}")
_WHETHER = Fields(unscored=True)


def all_of(clauses: Iterable[Clause], fields: Fields = ENTRY) -> list[Written]:
    """Return a query for each clause, in some fields."""
    return [_clause(clause, fields) for clause in clauses]


def _any_of(queries: list[Written], **more: Any) -> Written:
    """Return a query that wants one of some, of which each adds to the score."""
    if len(queries) == 1 and not more:
        return queries[0]
    return {"bool": {"should": queries, "minimum_should_match": 1, **more}}


def _clause(clause: Clause, fields: Fields) -> Written:
    match clause:
        case Word(text):
            return _stemmed((text,), fields)
        case Sequence(words):
            return _stemmed(words, fields)
        case Phrase(words):
            return _phrase(fields.words, map(fold, words))
        case AnyOf(clauses):
            return _any_of(all_of(clauses, fields))
        case Named(clauses):
            return _any_of([_every(all_of(clauses, fields)), *map(_about, clause.alike)])
    raise TypeError(f"unknown clause {clause!r}")


def _every(queries: list[Written]) -> Written:
    return queries[0] if len(queries) == 1 else {"bool": {"must": queries}}


def _stemmed(words: tuple[str, ...], fields: Fields) -> Written:
    if len(words) > 1:
        return _any_of([_phrase(fields.stems, stems) for stems in forms(words, LANGUAGES)])
    # One query with many words is read several times faster than a query for each of them.
    stems = [stem for (stem,) in forms(words, LANGUAGES)]
    if fields.unscored:
        return {"terms": {fields.stems: stems}}
    # Stems without accents stand beside the meanings.
    return _any_of([{"match": {field: " ".join(stems)}} for field in dict.fromkeys((fields.stems, fields.meanings))])


def _phrase(field: str, words: Iterable[str], **more: Any) -> Written:
    first, *others = words
    if others:
        return {"match_phrase": {field: {"query": " ".join([first, *others]), **more}}}
    return _term(first, field=field)


def _term(token: str, boost: float = 1.0, field: str = STEMS) -> Written:
    return {"term": {field: {"value": token, "boost": boost}}}


def _about(alike: list[Subject]) -> Written:
    """Return a query for subjects of one kind: for the words that stand for them, and for what texts call them."""
    named = [
        *(_term(token) for subject in alike for token in subject_tokens(subject)),
        *(_phrase(WORDS, folded(name)) for subject in alike for name in subject.names),
    ]
    return _any_of(named, boost=weights.of_subject(alike[0]))


def matching(query: Query, by_words: bool = True) -> Written:
    """Return the parts of the `bool` that matches and ranks; without words everything matches.

    Args:
        query: as read.
        by_words: whether the words and the reader's language decide the order, and not only whether all of them match.
    """
    must_not = all_of(query.excluded, _WHETHER)
    if not query.graded:
        wanted = all_of(query.required, ENTRY if by_words else _WHETHER)
        return {"must": _readers_first(wanted, query) if by_words else wanted, "must_not": must_not}
    some = {
        "bool": {
            "should": [_scored(clause, str(place), query.any_will_do) for place, clause in enumerate(query.required)],
            "minimum_should_match": query.enough(settings.SEARCH_SOME_SHARE),
        }
    }
    ranked = _readers_first([some], query) if by_words else [_constant(some, 0)]
    certain = [_constant(clause, 0) for clause in all_of(query.certain, _WHETHER)]
    return {
        "must": [*ranked, *certain],
        "should": [_constant(whole(query), WHOLE_FIRST * _words_of(query))],
        "must_not": must_not,
    }


def _words_of(query: Query) -> int:
    """Return how many words add to a score, those of phrases among them."""
    return sum(len(words_in(leaf)) for leaf in leaves(query.required))


def _constant(query: Written, score: float) -> Written:
    return {"constant_score": {"filter": query, "boost": score}}


def _readers_first(wanted: list[Written], query: Query) -> list[Written]:
    """Return what is wanted, with more weight for words close together and for the reader's language; nothing where nothing is wanted."""
    if not wanted:
        return []
    more = {"weight": weights.OWN_LANGUAGE, "filter": {"term": {"facets.language": query.reader}}}
    return [{"function_score": {"query": {"bool": {"must": wanted, "should": _near(query)}}, "functions": [more]}}]


def _scored(clause: Clause, name: str, close: bool) -> Written:
    """Return a clause as it matches and ranks where some of the query is enough.

    The best of all that speaks for it counts, and a part of the rest; and that it is there at all.
    """
    ways = [{"bool": {"must": all_of(parts_of(clause)), "boost": weights.of_words(clause)}}]
    if isinstance(clause, Named):
        ways += map(_about, clause.alike)
    if not is_certain(clause):
        for part in clause.clauses if isinstance(clause, AnyOf) else (clause,):
            ways += _alike(part, close)
            ways += _meant(part)
    best = {"dis_max": {"queries": ways, "tie_breaker": weights.FURTHER}}
    return {"bool": {"must": [best, {"match_all": {"boost": weights.MATCHED}}], "_name": name}}


def _alike(clause: Clause, close: bool) -> list[Written]:
    """Return a query for words that are spelled like a clause: of a name of several, for each of them or the word itself."""
    parts = parts_of(clause)
    found = [letters.alike(part, close) for part in parts]
    if len(parts) == 1:
        return [{"bool": {"must": found[0], "boost": weights.LETTERS}}] if found[0] else []
    own = [_constant(word, 0) for word in all_of(parts, _WHETHER)]
    either = [_any_of([word, *more]) for word, more in zip(own, found, strict=True)]
    return [{"bool": {"must": either, "boost": weights.LETTERS}}] if any(found) else []


def _meant(clause: Clause) -> list[Written]:
    """Return a query for each thing that a clause may mean: any word in any language is one of it."""
    parts = parts_of(clause)
    found = _by_meaning(clause, weights.MEANING)
    if len(parts) > 1 and any(by_part := [_by_meaning(part) for part in parts]):
        either = [_any_of([word, *more]) for word, more in zip(all_of(parts), by_part, strict=True)]
        found.append({"bool": {"must": either, "boost": weights.NAME_MEANT}})
    return found


def _by_meaning(clause: Clause, weight: float = 1.0, fields: Fields = ENTRY) -> list[Written]:
    """Return a query for each meaning of all of a clause."""
    return [_term(meaning_token(one.key), weight, fields.meanings) for one in meanings_of_whole(clause)]


def _near(query: Query) -> list[Written]:
    """Return a query for each two neighbouring words of a question: an entry that has them close together weighs more."""
    return [
        _any_of(
            [
                _phrase(STEMS, two, slop=MOST_BETWEEN)
                for two in forms((one, other), query.languages or LANGUAGES)
                if two[0] != two[1]
            ],
            boost=weights.NEAR,
        )
        for _first, one, _second, other in neighbours(query)
    ]


def whole(query: Query) -> Written:
    """Return the condition that an entry matches every clause."""
    return {"bool": {"filter": all_of(query.required, _WHETHER)}}


def in_page(query: Query) -> Written:
    """Return the query for the page of an entry's files, or the translation, that shows most of what is asked for."""
    wanted = [
        one for leaf in leaves(query.required) for one in (*all_of((leaf,), PAGE), *_by_meaning(leaf, fields=PAGE))
    ]
    return _any_of(wanted) if wanted else {"match_none": {}}
