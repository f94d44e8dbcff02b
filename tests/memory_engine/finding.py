"""A search: every document is asked in turn, by the rules that the pages mark words with. It has to match all that is asked for."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from catalogue.facets import FACETS
from catalogue.visibility import Viewer
from search.documents import SearchDocument
from search.engines.base import Hit, SearchResults
from search.engines.passages import marker_of, passages_for
from search.params import SearchParams, Sort
from search.query.language import AnyOf, Clause, Named, Query, Word
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
    found = [document for document in documents if _in_years(document, params) and _is_answer(document, query)]
    failed = {document.entry_id: _failed(document, params) for document in found}
    results = [document for document in found if not failed[document.entry_id]]
    results.sort(key=_order(params.sort, query))
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
    keys = [document.entry_id for document in page] if query.required and params.with_passages else []
    pages = [one.text_id for document in page for one in document.pages]
    passages = passages_for(keys, marker_of(query), pages)
    hits = tuple(Hit(document.entry_id, passages.get(document.entry_id)) for document in page)
    return SearchResults(total=len(results), hits=hits, facets=facets)


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


def _is_answer(document: Document, query: Query) -> bool:
    """Whether a document matches all that is asked for, and nothing that must not be there."""
    texts = [(document.text, document.language), *((title, language) for language, title in document.titles())]
    texts += [(page.text, page.language) for page in document.pages]
    return all(_matches(clause, document, texts) for clause in query.required) and not any(
        _matches(clause, document, texts) for clause in query.excluded
    )


def _matches(clause: Clause, document: Document, texts: list[tuple[str, str]]) -> bool:
    match clause:
        case AnyOf(clauses):
            return any(_matches(part, document, texts) for part in clauses)
        case Named(clauses):
            return _about(clause, document) or all(_matches(part, document, texts) for part in clauses)
        case Word(text):
            # Without what else means the same.
            clause = Word(text)
    marker = Marker([clause])
    return any(marker.marks(text, language) for text, language in texts)


def _about(named: Named, document: Document) -> bool:
    return bool(set(named.topics) & set(document.topics))


def _order(sort: str, query: Query) -> Callable[[Document], tuple[Any, ...]]:
    def newest(document: Document) -> tuple[Any, ...]:
        return (-document.published_at.timestamp(), -document.entry_id)

    def by_year(sign: int) -> Callable[[Document], tuple[Any, ...]]:
        # Entries without a year come last in both directions.
        return lambda document: (document.year is None, sign * (document.year or 0), *newest(document))

    def best(document: Document) -> tuple[Any, ...]:
        in_title = all(
            _matches(clause, document, [(title, language) for language, title in document.titles()])
            for clause in query.required
        )
        marks = Marker(query.required).marks(document.text, document.language)
        return (not in_title, -len(marks), *newest(document))

    orders = {Sort.NEWEST: by_year(-1), Sort.OLDEST: by_year(1), Sort.ADDED: newest}
    return orders.get(Sort(sort), best)
