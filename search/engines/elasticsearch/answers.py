"""From Elasticsearch's answer to `SearchResults`."""

from typing import Any

from django.conf import settings

from catalogue.facets import FACETS

from ...query.language import Query
from ..base import Hit, Passage, SearchResults
from .request import MARK_END, MARK_START, PAGES, WHOLE, WHOLE_CHOSEN


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


def _hit(hit: dict[str, Any], query: Query) -> Hit:
    matched = set(hit.get("matched_queries", ()))
    lacks = [place for place, _clause in enumerate(query.required) if str(place) not in matched] if query.graded else ()
    return Hit(int(hit["_id"]), _passage(hit), hit["_version"], tuple(lacks))


def _passage(hit: dict[str, Any]) -> Passage | None:
    """Return the passage of the entry's own text, or of a translation or the page of a file if it shows more of the words."""
    own = _fragment(hit)
    for page in hit.get("inner_hits", {}).get(PAGES, {}).get("hits", {}).get("hits", ()):
        marked = _fragment(page)
        if marked and _distinct(marked) > _distinct(own):
            source = page["_source"]
            place = source["file_id"], source["file_name"], source["page"] or None
            return Passage(pieces(marked), *place, source["language"])
    return Passage(pieces(own)) if own else None


def _fragment(hit: dict[str, Any]) -> str:
    return next((fragments[0] for fragments in hit.get("highlight", {}).values() if fragments), "")


def _distinct(fragment: str) -> int:
    """Return how many different words are marked, as they are written."""
    return len({text.lower() for text, hit in pieces(fragment) if hit})


def pieces(fragment: str) -> tuple[tuple[str, bool], ...]:
    """Return a fragment with marks as (text, is a hit) pieces, with an ellipsis where a sentence is cut."""
    found: list[tuple[str, bool]] = []
    for number, part in enumerate(fragment.split(MARK_START)):
        if number == 0:
            found.append((part, False))
            continue
        marked, _mark, rest = part.partition(MARK_END)
        found += [(marked, True), (rest, False)]
    if fragment[:1].islower():
        found.insert(0, ("… ", False))
    if fragment and fragment.rstrip()[-1:] not in ".!?…。؟":
        found.append((" …", False))
    return tuple(piece for piece in found if piece[0])
