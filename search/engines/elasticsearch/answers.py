"""From Elasticsearch's answer to `SearchResults`."""

from typing import Any

from django.conf import settings

from catalogue.facets import FACETS

from ...query.language import Query
from ..base import Hit, SearchResults
from .mapping import PAGES
from .request import TEXT_ID, WHOLE, WHOLE_CHOSEN


def read_results(answer: dict[str, Any], query: Query) -> SearchResults:
    """Return the results of an answer to a query; where enough entries match all of it, those that match some are left out."""
    counted = answer["aggregations"]
    total = answer["hits"]["total"]["value"]
    hits = [_hit(hit, query) for hit in answer["hits"]["hits"]]
    matching_all = None
    if query.graded:
        matching_all = counted[WHOLE_CHOSEN]["doc_count"]
        if counted[WHOLE]["doc_count"] >= settings.SEARCH_ENOUGH:
            total, counted = matching_all, counted[WHOLE]
            hits = [hit for hit in hits if not hit.lacks]
    return SearchResults(total, tuple(hits), {facet: _counts(counted[facet]) for facet in FACETS}, matching_all)


def read_total(answer: dict[str, Any], query: Query) -> int:
    """Return the number of results of an answer to a query."""
    counted = answer.get("aggregations", {})
    if query.graded and counted[WHOLE]["doc_count"] >= settings.SEARCH_ENOUGH:
        return int(counted[WHOLE_CHOSEN]["doc_count"])
    return int(answer["hits"]["total"]["value"])


def _counts(counted: dict[str, Any]) -> dict[str, int]:
    buckets = counted.get("values", counted)["buckets"]
    return {bucket["key"]: bucket["doc_count"] for bucket in buckets}


def best_pages(answer: dict[str, Any]) -> list[int]:
    """Return the keys of the texts of files and translations that show most of what was asked for, at most one of a hit."""
    return [
        key
        for hit in answer["hits"]["hits"]
        for page in hit.get("inner_hits", {}).get(PAGES, {}).get("hits", {}).get("hits", ())
        for key in page["fields"][TEXT_ID]
    ]


def _hit(hit: dict[str, Any], query: Query) -> Hit:
    matched = set(hit.get("matched_queries", ()))
    lacks = [place for place, _clause in enumerate(query.required) if str(place) not in matched] if query.graded else ()
    return Hit(int(hit["_id"]), lacks=tuple(lacks))
