"""The index, field by field. It is strict: a field that is not named here is refused by the server."""

import json
from functools import cache
from typing import Any

from elasticsearch.dsl import Date, Integer, Keyword, Long, Mapping, Nested, Object, Text

from catalogue.facets import FACETS

from ..shape import OF_WORDS, VERSIONS, digest_of
from ..tokens import form_of_words
from .analysis import CUT, LETTERS

# What a search looks into: the stems of an entry's words and what else stands for it, and the words as they are.
STEMS, WORDS = "stems", "words"
# The runs of letters of the words of title and text, and the texts of files and translations, each a document inside the entry's.
RUNS, PAGES = "letters", "pages"
# What the words of a page mean. What those of an entry do is among its stems.
MEANINGS = "meanings"
# The number of results that can be counted off and exported; the server's own default.
WINDOW = 10_000
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    # On several nodes a copy is made by itself.
    "auto_expand_replicas": "0-1",
    "max_result_window": WINDOW,
    # How long a deletion is remembered, so that a late write of an older version cannot undo it.
    "gc_deletes": "1h",
}


def build_mapping() -> Mapping:
    """Return the mapping.

    The index has no text, only words: passages are cut from the catalogue's texts. The pages of files, and translations, are documents
    of their own inside the entry's, so that a hit names its page; their words are the entry's words too.
    """
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    # What was sent of the words is not kept beside the words.
    mapping.meta("_source", excludes=[STEMS, WORDS, RUNS, PAGES])
    for name in ("entry_id", "published"):
        mapping.field(name, Long())
    for name in ("year", "first_year"):
        mapping.field(name, Integer())
    mapping.field("audience", Keyword())
    for name in ("shared_from", "shared_until"):
        mapping.field(name, Date(format="strict_date"))
    mapping.field("topics", Keyword(norms=False))
    mapping.field("court", Keyword())
    facets = {name: Keyword(eager_global_ordinals=True) for name in FACETS}
    mapping.field("facets", Object(dynamic="strict", properties=facets))
    # For suggestions.
    for name in ("title", "court_words"):
        mapping.field(name, Text(analyzer=CUT, norms=False))
    for name in (STEMS, WORDS):
        # A text goes on in the next value, the next page of a file, unless that begins with a gap.
        mapping.field(name, Text(analyzer=CUT, position_increment_gap=0))
    mapping.field(RUNS, Text(analyzer=LETTERS, index_options="freqs"))
    of_page: dict[str, Any] = {name: Text(analyzer=CUT, copy_to=[name]) for name in (STEMS, WORDS)}
    of_page |= {"text_id": Long(index=False), MEANINGS: Text(analyzer=CUT)}
    mapping.field(PAGES, Nested(dynamic="strict", properties=of_page))
    return mapping


def settings_with(mapping: Mapping) -> dict[str, Any]:
    """Return the settings of a new index: the fixed ones and the analyzers that the mapping uses."""
    return {"index": SETTINGS, "analysis": mapping._collect_analysis()}


@cache
def words_digest() -> str:
    """Return a digest of what the words look like and in which fields they are; those of facets may be others."""
    mapping = build_mapping()
    fields = {name: field for name, field in mapping.to_dict()["properties"].items() if name != "facets"}
    return digest_of((), form_of_words(), json.dumps([fields, mapping._collect_analysis()], sort_keys=True))


@cache
def shape_digest() -> str:
    """Return a digest of what the words look like, and one of fields, analysis and settings, and of the documents with their words."""
    mapping = build_mapping()
    built = json.dumps([mapping.to_dict(), settings_with(mapping)], sort_keys=True)
    made = digest_of((*OF_WORDS, "search/engines/elasticsearch/writing.py"), built, *VERSIONS)
    return f"{words_digest()}_{made}"
