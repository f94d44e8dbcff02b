"""What is answered while the search engine does not: a search of the catalogue by title and filters, in the database alone.

It finds less (no words of texts, no inflections) and counts no facets; the page says so.
"""

from collections.abc import Iterable

from django.db.models import F, Q

from catalogue.facet_values import about
from catalogue.facets import FACETS
from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer
from catalogue.vocabulary import Vocabulary
from catalogue.words import fold

from ..engines.base import Hit, SearchResults
from ..params import SearchParams, Sort
from ..query.language import AnyOf, Clause, Kind, Named, Phrase, Query, Sequence, Word

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
        case Named(clauses):
            condition = Q()
            for part in clauses:
                condition &= _matches(part, vocabulary)
            return condition | _about(clause, vocabulary)
    raise TypeError(f"unknown clause {clause!r}")


def _about(named: Named, vocabulary: Vocabulary) -> Q:
    condition = about(named.topics, vocabulary)
    for facet, kind in (
        ("country", Kind.COUNTRY),
        ("origin", Kind.COUNTRY),
        ("year", Kind.YEAR),
        ("instrument", Kind.LAW),
    ):
        if values := named.values(kind):
            condition |= FACETS[facet].source.condition(values, vocabulary)
    return condition


def _in_title(words: Iterable[str], end: str = "") -> Q:
    """Return the condition that the words stand next to each other; the last may go on unless `end` closes it."""
    return Q(words__contains=f" {' '.join(map(fold, words))}{end}")


def _filters(params: SearchParams, vocabulary: Vocabulary) -> Q:
    condition = Q()
    for facet, chosen in params.chosen.items():
        if chosen:
            condition &= FACETS[facet].source.condition(chosen, vocabulary)
    if params.year_from is not None:
        condition &= Q(year__gte=params.year_from)
    if params.year_to is not None:
        condition &= Q(first_year__lte=params.year_to)
    return condition
