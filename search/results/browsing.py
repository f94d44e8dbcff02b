"""What is answered while the search engine does not: a search of the catalogue by title and filters, in the database alone.

It finds less (no words of texts, no inflections) and counts no facets; the page says so.
"""

from django.db.models import F, Q

from ..engines.base import Hit, SearchResults
from ..models import CatalogueEntry, EntryTopic
from ..params import SearchParams, Sort
from ..query.language import AnyOf, Clause, Phrase, Query, Sequence, TopicWords, Word
from ..visibility import Viewer
from ..vocabulary import Vocabulary

_ORDERS = {
    Sort.NEWEST: [F("year").desc(nulls_last=True), "-published_at", "-id"],
    Sort.OLDEST: [F("year").asc(nulls_last=True), "-published_at", "-id"],
}
_NEWEST = ["-published_at", "-id"]


def browse(params: SearchParams, query: Query, viewer: Viewer, vocabulary: Vocabulary) -> SearchResults:
    """Return the entries whose title or reference has the words, and that the filters let through."""
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
            return _in_title(text)
        case Sequence(words) | Phrase(words):
            condition = Q()
            for word in words:
                condition &= _in_title(word)
            return condition
        case AnyOf(clauses):
            condition = Q()
            for part in clauses:
                condition |= _matches(part, vocabulary)
            return condition
        case TopicWords(clauses, topics):
            condition = Q()
            for part in clauses:
                condition &= _matches(part, vocabulary)
            return condition | _about(topics, vocabulary)
    raise TypeError(f"unknown clause {clause!r}")


def _in_title(word: str) -> Q:
    return Q(title__icontains=word) | Q(reference__icontains=word)


def _about(topics: tuple[str, ...], vocabulary: Vocabulary) -> Q:
    ids = {pk for slug in topics if slug in vocabulary.concepts for pk in vocabulary.branch_ids(slug)}
    return Q(pk__in=EntryTopic.objects.filter(topic__in=ids).values("entry"))


def _filters(params: SearchParams, vocabulary: Vocabulary) -> Q:
    condition = Q()
    for facet, chosen in params.chosen.items():
        if chosen:
            condition &= _facet(facet, chosen, vocabulary)
    if params.year_from is not None:
        condition &= Q(year__gte=params.year_from)
    if params.year_to is not None:
        condition &= Q(first_year__lte=params.year_to)
    return condition


_LISTS = {"country": "countries", "origin": "origin_countries", "language": "languages", "instrument": "instruments"}
_COLUMNS = {"kind": "kind", "outcome": "outcome", "organisation": "organisation__slug"}


def _facet(facet: str, chosen: tuple[str, ...], vocabulary: Vocabulary) -> Q:
    if facet in {"topic", "form"}:
        return _about(chosen, vocabulary)
    if facet in _COLUMNS:
        return Q(**{f"{_COLUMNS[facet]}__in": chosen})
    condition = Q(pk__in=())
    for value in chosen:
        if facet == "year":
            condition |= Q(first_year__lte=value, year__gte=value) if value.isdecimal() else Q(pk__in=())
        elif facet == "instrument":
            # Written as JSON: the name stands between quotation marks.
            condition |= Q(instruments__icontains=f'"{value}"')
        else:
            condition |= Q(**{f"{_LISTS[facet]}__contains": f" {value} "})
    return condition
