"""Requests beside the result page: suggestions while typing, words spelled alike, and entries like another."""

from typing import Any

from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import Bool, MatchBoolPrefix, MoreLikeThis, Term
from elasticsearch.dsl.query import Query as EsQuery
from elasticsearch.dsl.types import LikeDocument

from catalogue.visibility import Viewer

from ..base import Suggested
from .filters import seen_by
from .translate import joined

MOST_TOPICS = 12
MOST_CORRECTIONS = 5
# Below this many letters nearly every word is spelled like another.
SHORTEST_CORRECTED = 3
_SPELLED_IN = ("title", "text", "files")


def suggestion_body(words: tuple[str, ...], viewer: Viewer, pending: list[int], limit: int) -> dict[str, Any]:
    """Return the request for titles and courts; the last word may be the beginning of one."""
    title, court = (MatchBoolPrefix(field, {"query": joined(words), "operator": "and"}) for field in ("title", "court"))
    search = Search().query(Bool(should=[title, court], minimum_should_match=1, filter=seen_by(viewer, pending)))
    search = search.post_filter(title).sort("-published", "-entry_id").source(False)
    search = search.extra(track_total_hits=False, size=limit)
    names = A("terms", field="court.name", size=limit, order={"newest": "desc"})
    names.metric("newest", "max", field="published")
    search.aggs.bucket("courts", A("filter", filter=court)).bucket("names", names)
    return search.to_dict()


def read_suggestions(answer: dict[str, Any]) -> Suggested:
    """Return what the answer to `suggestion_body` says."""
    names = answer["aggregations"]["courts"]["names"]["buckets"]
    hits = answer["hits"]["hits"]
    return Suggested(tuple(int(hit["_id"]) for hit in hits), tuple(bucket["key"] for bucket in names))


def spelling_body(words: tuple[str, ...]) -> dict[str, Any]:
    """Return the request for words spelled like others, from every text and title."""
    suggesters = {
        f"{number} {field}": {
            "text": word,
            "term": {
                "field": field,
                "suggest_mode": "always",
                "prefix_length": 0,
                "size": MOST_CORRECTIONS,
                "max_edits": 1 if len(word) <= 5 else 2,
                "min_word_length": SHORTEST_CORRECTED,
            },
        }
        for number, word in enumerate(words)
        if len(word) >= SHORTEST_CORRECTED
        for field in _SPELLED_IN
    }
    return {"size": 0, "track_total_hits": False, "suggest": suggesters}


def read_spellings(words: tuple[str, ...], answer: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the words spelled alike, the closest first and of these the most frequent."""
    found: dict[str, dict[str, tuple[float, int]]] = {word: {} for word in words}
    for name, suggested in answer.get("suggest", {}).items():
        known = found[words[int(name.split()[0])]]
        for part in suggested:
            for option in part["options"]:
                score, number = known.get(option["text"], (0.0, 0))
                known[option["text"]] = (max(score, option["score"]), number + option["freq"])
    return {word: _best(options) for word, options in found.items() if options}


def _best(options: dict[str, tuple[float, int]]) -> tuple[str, ...]:
    return tuple(sorted(options, key=lambda text: options[text], reverse=True)[:MOST_CORRECTIONS])


def similar_body(
    entry_id: int, topics: tuple[str, ...], viewer: Viewer, pending: list[int], limit: int
) -> dict[str, Any]:
    """Return the request for entries that share topics, a rare one weighing more, and then words."""
    shared: list[EsQuery] = [Term("topics", {"value": slug}) for slug in topics[:MOST_TOPICS]]
    words = MoreLikeThis(
        fields=["title", "text"], like=LikeDocument(_id=str(entry_id)), min_term_freq=1, min_doc_freq=2, max_query_terms=12,
        boost=0.01,
    )  # fmt: skip
    query = Bool(
        must=[Bool(should=shared, minimum_should_match=1)],
        should=[words],
        filter=seen_by(viewer, [*pending, entry_id]),
    )
    search = Search().query(query).sort("_score", "-published", "-entry_id").source(False)
    return search.extra(track_total_hits=False, size=limit).to_dict()
