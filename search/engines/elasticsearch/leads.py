"""Requests beside the result page: suggestions while typing, words spelled alike, and entries like another."""

from typing import Any

from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import Bool, MatchBoolPrefix, Term
from elasticsearch.dsl.query import Query as EsQuery

from catalogue.visibility import Viewer
from catalogue.words import fold

from ..base import MOST_ALIKE, Suggested
from ..tokens import SHORTEST_CORRECTED
from .filters import seen_by
from .mapping import WORDS

MOST_TOPICS = 12


def suggestion_body(words: tuple[str, ...], viewer: Viewer, pending: list[int], limit: int) -> dict[str, Any]:
    """Return the request for titles and courts; the last word may be the beginning of one."""
    typed = {"query": " ".join(map(fold, words)), "operator": "and"}
    title, court = (MatchBoolPrefix(field, typed) for field in ("title", "court_words"))
    search = Search().query(Bool(should=[title, court], minimum_should_match=1, filter=seen_by(viewer, pending)))
    search = search.post_filter(title).sort("-published", "-entry_id").source(False)
    search = search.extra(track_total_hits=False, size=limit)
    names = A("terms", field="court", size=limit, order={"newest": "desc"})
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
        str(number): {
            "text": fold(word),
            "term": {
                "field": WORDS,
                "suggest_mode": "always",
                "prefix_length": 0,
                # A word that many entries have may be meant to be another as well: what is left out would tell of hidden ones.
                "max_term_freq": 1_000_000_000,
                "size": MOST_ALIKE,
                "max_edits": 1 if len(word) <= 5 else 2,
                "min_word_length": SHORTEST_CORRECTED,
            },
        }
        for number, word in enumerate(words)
        if len(word) >= SHORTEST_CORRECTED
    }
    return {"size": 0, "track_total_hits": False, "suggest": suggesters}


def read_spellings(words: tuple[str, ...], answer: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the words spelled alike, the closest first and of these the most frequent."""
    found = {
        words[int(number)]: tuple(option["text"] for part in suggested for option in part["options"])
        for number, suggested in answer.get("suggest", {}).items()
    }
    return {word: others for word, others in found.items() if others}


def similar_body(
    entry_id: int, topics: tuple[str, ...], viewer: Viewer, pending: list[int], limit: int
) -> dict[str, Any]:
    """Return the request for entries that share topics, a rare one weighing more."""
    shared: list[EsQuery] = [Term("topics", {"value": slug}) for slug in topics[:MOST_TOPICS]]
    query = Bool(should=shared, minimum_should_match=1, filter=seen_by(viewer, [*pending, entry_id]))
    search = Search().query(query).sort("_score", "-published", "-entry_id").source(False)
    return search.extra(track_total_hits=False, size=limit).to_dict()
