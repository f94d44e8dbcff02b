"""The one request of a result page: hits, passages, the number of results and every facet."""

from typing import Any

from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import Bool, Nested
from elasticsearch.dsl.query import Query as EsQuery

from catalogue.facets import FACETS
from catalogue.visibility import Viewer

from ...params import SearchParams, Sort
from ...query.language import Query, leaves
from . import filters, translate
from .mapping import WINDOW
from .meanings import Written

# Around a hit in a passage; signs of no script, which texts do not have.
MARK_START, MARK_END = "\ue000", "\ue001"
PASSAGE_LENGTH = 280
# More values than any facet has: a shorter list would not be counted to the end.
FACET_VALUES = 1_000
PAGES = "pages"
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
    matching = translate.matching(query, by_words=params.sort == Sort.BEST)
    matching.filter = [*filters.seen_by(viewer, pending), *filters.in_years(params)]
    with_passages = bool(query.required) and params.with_passages and params.page_size > 0
    if with_passages:
        matching.should = [*matching.should, _pages(query)]
    search = Search().extra(track_total_hits=True, version=True).source(False).sort(*_order(params, query))
    search = search[params.offset : min(params.offset + params.page_size, WINDOW)]
    if chosen:
        search = search.post_filter(Bool(filter=list(chosen.values())))
    _count_facets(search.aggs, chosen)
    if query.graded:
        _count_facets(_count_whole(search.aggs, query, chosen), chosen)
    # Not by `search.query()`: it goes through all that a query has once more to write it.
    body = {**search.to_dict(), "query": matching.to_dict()}
    if with_passages:
        body["highlight"] = _highlight(_marked(query, translate.TEXT_MARKED), "text_*")
    return body


def total_body(params: SearchParams, query: Query, viewer: Viewer, pending: list[int]) -> dict[str, Any]:
    """Return the body of the request for the number of results alone."""
    chosen = filters.chosen(params)
    matching = translate.matching(query, by_words=False)
    matching.filter = [*filters.seen_by(viewer, pending), *filters.in_years(params)]
    search = Search().extra(track_total_hits=True, size=0)
    if chosen:
        search = search.post_filter(Bool(filter=list(chosen.values())))
    if query.graded:
        _count_whole(search.aggs, query, chosen)
    return {**search.to_dict(), "query": matching.to_dict()}


def _count_whole(counted: Any, query: Query, chosen: dict[str, EsQuery]) -> Any:
    """Ask for the numbers of what matches every clause, before and after the choices in facets; return the place of the former."""
    whole = translate.whole(query)
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


def _marked(query: Query, fields: tuple[str, ...]) -> dict[str, Any]:
    return translate.marking(leaves(query.required), fields).to_dict()


def _highlight(words: dict[str, Any], field: str) -> dict[str, Any]:
    return {
        "pre_tags": [MARK_START],
        "post_tags": [MARK_END],
        "highlight_query": words,
        "number_of_fragments": 1,
        "fragment_size": PASSAGE_LENGTH,
        "order": "score",
        "no_match_size": PASSAGE_LENGTH,
        "max_analyzed_offset": 900_000,
        "fields": {field: {}},
    }


def _pages(query: Query) -> EsQuery:
    """Return a clause that changes nothing but brings the best page of each hit's files along."""
    words = _marked(query, translate.PAGE_MARKED)
    marks = {**_highlight(words, "pages.text_*"), "no_match_size": 0}
    inner = {
        "name": PAGES,
        "size": 1,
        "_source": ["pages.file_id", "pages.file_name", "pages.page", "pages.language"],
        "highlight": marks,
    }
    return Nested(path=PAGES, query=Written(words), score_mode="none", boost=0, inner_hits=inner)
