"""What is answered while the search engine does not: a search of the catalogue by title and filters, in the database alone.

It finds less (no words of texts, no inflections) and counts no facets; the page says so.
"""

import json
from collections.abc import Callable, Iterable

from django.db import connection
from django.db.models import F, Q

from catalogue.models import CatalogueEntry, EntryTopic
from catalogue.visibility import Viewer
from catalogue.vocabulary import Vocabulary
from catalogue.words import fold

from ..engines.base import Hit, SearchResults
from ..params import SearchParams, Sort
from ..query.language import AnyOf, Clause, Phrase, Query, Sequence, TopicWords, Word

_ORDERS = {
    Sort.NEWEST: [F("year").desc(nulls_last=True), "-published_at", "-id"],
    Sort.OLDEST: [F("year").asc(nulls_last=True), "-published_at", "-id"],
}
_NEWEST = ["-published_at", "-id"]


def browse(params: SearchParams, query: Query, viewer: Viewer, vocabulary: Vocabulary) -> SearchResults:
    """Return the entries whose title or identifiers have the words, and that the filters let through."""
    condition = _filters(params, vocabulary)
    for clause in query.required:
        condition &= _matches(clause, vocabulary)
    for clause in query.excluded:
        condition &= ~_matches(clause, vocabulary)
    entries = CatalogueEntry.objects.seen_by(viewer).filter(condition)
    wanted = entries.order_by(*_ORDERS.get(Sort(params.sort), _NEWEST)).values_list("pk", flat=True)
    keys = wanted[params.offset : params.offset + params.page_size]
    return SearchResults(total=entries.count(), hits=tuple(Hit(key) for key in keys))


def _matches(clause: Clause, vocabulary: Vocabulary) -> Q:
    match clause:
        case Word(text):
            return _in_title((text,))
        case Sequence(words):
            return _in_title(words)
        case Phrase(words):
            return _in_title(words, end=" ")
        case AnyOf(clauses):
            condition = Q(pk__in=())
            for part in clauses:
                condition |= _matches(part, vocabulary)
            return condition
        case TopicWords(clauses, topics):
            condition = Q()
            for part in clauses:
                condition &= _matches(part, vocabulary)
            return condition | _about(topics, vocabulary)
    raise TypeError(f"unknown clause {clause!r}")


def _in_title(words: Iterable[str], end: str = "") -> Q:
    """Return the condition that the words stand next to each other; the last may go on unless `end` closes it."""
    return Q(words__contains=f" {' '.join(map(fold, words))}{end}")


def _about(topics: Iterable[str], vocabulary: Vocabulary) -> Q:
    ids = {pk for slug in topics if slug in vocabulary.concepts for pk in vocabulary.branch_ids(slug)}
    return Q(pk__in=EntryTopic.objects.filter(topic__in=ids).values("entry"))


def _filters(params: SearchParams, vocabulary: Vocabulary) -> Q:
    condition = Q()
    for facet, chosen in params.chosen.items():
        if chosen:
            condition &= _CONDITIONS[facet](chosen, vocabulary)
    if params.year_from is not None:
        condition &= Q(year__gte=params.year_from)
    if params.year_to is not None:
        condition &= Q(first_year__lte=params.year_to)
    return condition


Condition = Callable[[tuple[str, ...], Vocabulary], Q]


def _one_of(column: str) -> Condition:
    return lambda chosen, _vocabulary: Q(**{f"{column}__in": chosen})


def _any(test: Callable[[str], Q]) -> Condition:
    def condition(chosen: tuple[str, ...], _vocabulary: Vocabulary) -> Q:
        found = Q(pk__in=())
        for value in chosen:
            found |= test(value)
        return found

    return condition


def _code_in(column: str, is_code: Callable[[str], bool]) -> Condition:
    # LIKE takes "nl" for "NL" on SQLite.
    return _any(lambda value: Q(**{f"{column}__contains": f" {value} "}) if is_code(value) else Q(pk__in=()))


def _topic(chosen: tuple[str, ...], vocabulary: Vocabulary) -> Q:
    return _about([slug for slug in chosen if slug not in vocabulary.forms()], vocabulary)


def _form(chosen: tuple[str, ...], vocabulary: Vocabulary) -> Q:
    return _about([slug for slug in chosen if slug in vocabulary.forms()], vocabulary)


def _in_year(value: str) -> Q:
    if len(value) == 4 and value.isascii() and value.isdigit():
        return Q(first_year__lte=int(value), year__gte=int(value))
    return Q(pk__in=())


def _of_instrument(value: str) -> Q:
    if connection.features.supports_json_field_contains:
        return Q(instruments__contains=[value])
    # SQLite keeps the list as a text in which all but ASCII is escaped.
    return Q(instruments__icontains=json.dumps(value))


# Every facet of `FACETS` has its condition here; a test walks them.
_CONDITIONS: dict[str, Condition] = {
    "kind": _one_of("kind"),
    "topic": _topic,
    "form": _form,
    "country": _code_in("countries", str.isupper),
    "origin": _code_in("origin_countries", str.isupper),
    "year": _any(_in_year),
    "outcome": _one_of("outcome"),
    "instrument": _any(_of_instrument),
    "language": _code_in("languages", str.islower),
    "organisation": _one_of("organisation__slug"),
}
