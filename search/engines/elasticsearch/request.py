"""The one request of a result page: hits, their best pages, the number of results and every facet."""

from typing import Any

from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import Bool
from elasticsearch.dsl.query import Query as EsQuery

from catalogue.facets import FACETS
from catalogue.visibility import Viewer

from ...params import SearchParams, Sort
from ...query.language import Query
from . import filters, translate
from .mapping import PAGES, WINDOW

# More values than any facet has: a shorter list would not be counted to the end.
FACET_VALUES = 1_000
# The key of a page of a file, or of a translation.
TEXT_ID = f"{PAGES}.text_id"
# The numbers of what matches every clause of a graded query: all of it, and what the choices in facets leave.
WHOLE, WHOLE_CHOSEN = "whole", "whole_chosen"

_ORDERS: dict[str, list[Any]] = {
    Sort.BEST: ["_score", {"published": "desc"}, {"entry_id": "desc"}],
    Sort.NEWEST: [{"year": {"order": "desc", "missing": "_last"}}, {"published": "desc"}, {"entry_id": "desc"}],
    Sort.OLDEST: [{"year": {"order": "asc", "missing": "_last"}}, {"published": "desc"}, {"entry_id": "desc"}],
    Sort.ADDED: [{"published": "desc"}, {"entry_id": "desc"}],
}


def search_body(params: SearchParams, query: Query, viewer: Viewer, pending: list[int]) -> dict[str, Any]:
    """Return the body of the request."""
    chosen = filters.chosen(params)
    matching = _matching(params, query, viewer, pending, by_words=params.sort == Sort.BEST)
    if query.required and params.with_passages and params.page_size > 0:
        matching["should"] = [*matching.get("should", []), _pages(query)]
    search = Search().extra(track_total_hits=True).source(False).sort(*_order(params, query))
    search = search[params.offset : min(params.offset + params.page_size, WINDOW)]
    if chosen:
        search = search.post_filter(Bool(filter=list(chosen.values())))
    _count_facets(search.aggs, chosen)
    if query.graded:
        _count_facets(_count_whole(search.aggs, query, chosen), chosen)
    # Not by `search.query()`: it goes through all that a query has once more to write it.
    return {**search.to_dict(), "query": {"bool": matching}}


def total_body(params: SearchParams, query: Query, viewer: Viewer, pending: list[int]) -> dict[str, Any]:
    """Return the body of the request for the number of results alone."""
    chosen = filters.chosen(params)
    matching = _matching(params, query, viewer, pending, by_words=False)
    search = Search().extra(track_total_hits=True, size=0)
    if chosen:
        search = search.post_filter(Bool(filter=list(chosen.values())))
    if query.graded:
        _count_whole(search.aggs, query, chosen)
    return {**search.to_dict(), "query": {"bool": matching}}


def _matching(
    params: SearchParams, query: Query, viewer: Viewer, pending: list[int], *, by_words: bool
) -> dict[str, Any]:
    """Return the parts of the `bool` that matches what is asked for, as far as the viewer may see it."""
    seen = [*filters.seen_by(viewer, pending), *filters.in_years(params)]
    return {**translate.matching(query, by_words), "filter": [one.to_dict() for one in seen]}


def _count_whole(counted: Any, query: Query, chosen: dict[str, EsQuery]) -> Any:
    """Ask for the numbers of what matches every clause, before and after the choices in facets; return the place of the former."""
    whole = Ready(translate.whole(query))
    counted.bucket(WHOLE_CHOSEN, A("filter", filter=Bool(filter=[whole, *chosen.values()])))
    return counted.bucket(WHOLE, A("filter", filter=whole))


def _order(params: SearchParams, query: Query) -> list[Any]:
    if params.sort == Sort.BEST:
        return _ORDERS[Sort.BEST if query.required else Sort.ADDED]
    # Whatever the order, what matches everything comes first.
    return ["_score", *_ORDERS[params.sort]] if query.graded else _ORDERS[params.sort]


def _count_facets(counted: Any, chosen: dict[str, EsQuery]) -> None:
    """Ask for the numbers of every facet. The choice in a facet does not narrow the numbers of its own values."""
    for facet in FACETS:
        others = [condition for name, condition in chosen.items() if name != facet]
        if others:
            counted.bucket(facet, A("filter", filter=Bool(filter=others))).bucket("values", _values(facet))
        else:
            counted.bucket(facet, _values(facet))


def _values(facet: str) -> Any:
    return A("terms", field=f"facets.{facet}", size=FACET_VALUES)


class Ready(EsQuery):
    """A query that is a dictionary already: as objects of `elasticsearch.dsl` so many take milliseconds."""

    name = "ready"

    def __init__(self, written: dict[str, Any]) -> None:
        self._written = written

    def to_dict(self) -> dict[str, Any]:
        """Return the dictionary."""
        return self._written


def _pages(query: Query) -> dict[str, Any]:
    """Return a clause that changes nothing but brings the best page of each hit's files along."""
    best = {"name": PAGES, "size": 1, "_source": False, "docvalue_fields": [TEXT_ID]}
    words = translate.in_page(query)
    return {"nested": {"path": PAGES, "query": words, "score_mode": "none", "boost": 0, "inner_hits": best}}
