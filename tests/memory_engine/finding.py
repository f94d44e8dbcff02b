"""A search: every document is asked in turn, by the rules that the pages mark words with."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings

from catalogue.facets import FACETS
from catalogue.visibility import Viewer
from search.documents import SearchDocument
from search.engines.base import Hit, Passage, SearchResults
from search.params import SearchParams, Sort
from search.query.language import AnyOf, Clause, Kind, Named, Query, Word
from search.query.marking import Marker

Document = SearchDocument


def sees(viewer: Viewer, document: Document) -> bool:
    """Whether the viewer may see the entry."""
    return (
        document.audience in viewer.audiences
        and (document.shared_from is None or document.shared_from <= viewer.day)
        and (document.shared_until is None or document.shared_until >= viewer.day)
    )


def search(documents: Sequence[Document], params: SearchParams, query: Query) -> SearchResults:
    """Return hits, total and facets of one pass."""
    whole = {document.entry_id for document in documents if _lacks(document, query, same_meaning=False) == ()}
    lacks = {document.entry_id: _lacks(document, query, same_meaning=query.graded) for document in documents}
    found = _enough([document for document in documents if _in_years(document, params)], whole, lacks, query)
    failed = {document.entry_id: _failed(document, params) for document in found}
    order = _order(params.sort, query)
    results = sorted(
        (document for document in found if not failed[document.entry_id]),
        key=lambda document: (document.entry_id not in whole, *order(document)),
    )
    page = results[params.offset : params.offset + params.page_size]
    facets = {
        facet: dict(
            Counter(
                value
                for document in found
                # The choice in a facet does not narrow the numbers of its own values.
                if failed[document.entry_id] <= {facet}
                for value in dict.fromkeys(document.facets.get(facet, ()))
            )
        )
        for facet in FACETS
    }
    marker = Marker(query.required) if query.required and params.with_passages else None
    hits = tuple(
        Hit(
            document.entry_id,
            _passage(document, marker) if marker else None,
            document.version,
            lacks[document.entry_id] or (),
        )
        for document in page
    )
    matching_all = sum(document.entry_id in whole for document in results) if query.graded else None
    return SearchResults(total=len(results), hits=hits, facets=facets, matching_all=matching_all)


def _in_years(document: Document, params: SearchParams) -> bool:
    first, last = document.first_year or document.year, document.year
    return (params.year_from is None or (last is not None and last >= params.year_from)) and (
        params.year_to is None or (first is not None and first <= params.year_to)
    )


def _failed(document: Document, params: SearchParams) -> set[str]:
    return {
        facet
        for facet in FACETS
        if params.values(facet) and not set(params.values(facet)) & set(document.facets.get(facet, ()))
    }


def _enough(
    documents: Sequence[Document], whole: set[int], lacks: dict[int, tuple[int, ...] | None], query: Query
) -> Sequence[Document]:
    """Return what matches all of the query, and where that is not enough what matches some of it."""
    all_of_it = [document for document in documents if document.entry_id in whole]
    if query.graded and len(all_of_it) < settings.SEARCH_ENOUGH:
        return [document for document in documents if lacks[document.entry_id] is not None]
    return all_of_it


def _lacks(document: Document, query: Query, *, same_meaning: bool) -> tuple[int, ...] | None:
    """Return the places of the clauses that a document does not match, or None if it is no answer.

    Args:
        document: what is looked into.
        query: what is asked for.
        same_meaning: whether another word of the same meaning matches as well.
    """
    texts = [(document.text, document.language), *((title, language) for language, title in document.titles())]
    texts += [(page.text, page.language) for page in document.pages]
    if any(_matches(clause, document, texts, True) for clause in query.excluded):
        return None
    lacked = [
        place
        for place, clause in enumerate(query.required)
        if not _matches(clause, document, texts, True, same_meaning=same_meaning)
    ]
    if len(query.required) - len(lacked) < query.enough(settings.SEARCH_SOME_SHARE):
        return None
    return None if any(query.required[place] in query.certain for place in lacked) else tuple(lacked)


def _matches(
    clause: Clause, document: Document, texts: list[tuple[str, str]], with_topics: bool, *, same_meaning: bool = False
) -> bool:
    match clause:
        case AnyOf(clauses):
            return any(_matches(part, document, texts, with_topics, same_meaning=same_meaning) for part in clauses)
        case Named(clauses):
            if with_topics and any(_matches(court, document, texts, False) for court in clause.courts):
                return True
            return (with_topics and _about(clause, document)) or all(
                _matches(part, document, texts, with_topics, same_meaning=same_meaning) for part in clauses
            )
        case Word(text) if not same_meaning:
            clause = Word(text)
    marker = Marker([clause])
    return any(marker.marks(text, language) for text, language in texts)


def _about(named: Named, document: Document) -> bool:
    countries = {*document.facets.get("country", ()), *document.facets.get("origin", ())}
    return bool(
        set(named.topics) & set(document.topics)
        or set(named.values(Kind.COUNTRY)) & countries
        or set(named.values(Kind.YEAR)) & set(document.facets.get("year", ()))
        or set(named.values(Kind.LAW)) & set(document.facets.get("instrument", ()))
    )


def _order(sort: str, query: Query) -> Callable[[Document], tuple[Any, ...]]:
    def newest(document: Document) -> tuple[Any, ...]:
        return (-document.published_at.timestamp(), -document.entry_id)

    def by_year(sign: int) -> Callable[[Document], tuple[Any, ...]]:
        # Entries without a year come last in both directions.
        return lambda document: (document.year is None, sign * (document.year or 0), *newest(document))

    def best(document: Document) -> tuple[Any, ...]:
        in_title = all(
            _matches(clause, document, [(title, language) for language, title in document.titles()], False)
            for clause in query.required
        )
        marks = Marker(query.required).marks(document.text, document.language)
        return (not in_title, -len(marks), *newest(document))

    orders = {Sort.NEWEST: by_year(-1), Sort.OLDEST: by_year(1), Sort.ADDED: newest}
    return orders.get(Sort(sort), best)


def _passage(document: Document, marker: Marker) -> Passage:
    pieces, most = marker.passage(document.text, document.language)
    best = Passage(pieces)
    for page in document.pages:
        pieces, distinct = marker.passage(page.text, page.language)
        if distinct > most:
            best, most = Passage(pieces, page.file_id, page.file_name, page.page or None, page.language), distinct
    return best
