"""The index, field by field. It is strict: a field that is not named here is refused by the server."""

import json
from functools import cache
from typing import Any

from elasticsearch.dsl import Date, Integer, Keyword, Long, Mapping, Nested, Object, Text
from elasticsearch.dsl.utils import DslBase

from catalogue.facets import FACETS

from ..shape import OF_DOCUMENTS, digest_of
from . import letters
from .analysis import EXACT, FIELDS, OTHER, analyzers

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


def build_mapping(made: dict[str, DslBase]) -> Mapping:
    """Return the mapping.

    A text goes into the field of its language, stemmed, and from there into the field without language, where its words
    are as they are. The pages of files, and translations, are documents of their own inside the entry's, so that a hit names its
    page; their words are the entry's words too (`files`). The letters of title and text are a field of their own.
    """
    exact = made[EXACT]
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    for name in ("entry_id", "published"):
        mapping.field(name, Long())
    for name in ("year", "first_year"):
        mapping.field(name, Integer())
    mapping.field("audience", Keyword())
    for name in ("shared_from", "shared_until"):
        mapping.field(name, Date(format="strict_date"))
    mapping.field("topics", Keyword(norms=False))
    mapping.field("court", Text(analyzer=exact, fields={"name": Keyword()}))
    facets = {name: Keyword(eager_global_ordinals=True) for name in FACETS}
    mapping.field("facets", Object(dynamic="strict", properties=facets))
    for name in ("title", "text", "files"):
        mapping.field(name, Text(analyzer=exact))
    mapping.field(letters.FIELD, Text(analyzer=made[letters.ANALYZER], index_options="freqs"))
    pages: dict[str, Any] = {
        "file_id": Long(index=False, doc_values=False),
        "file_name": Keyword(index=False, doc_values=False),
        "page": Integer(index=False, doc_values=False),
        "language": Keyword(index=False, doc_values=False),
    }
    for code in FIELDS:
        stemmed = made.get(code, made[OTHER])
        mapping.field(f"title_{code}", Text(analyzer=stemmed, copy_to=["title", letters.FIELD]))
        mapping.field(f"text_{code}", Text(analyzer=stemmed, copy_to=["text", letters.FIELD], index_options="offsets"))
        mapping.field(f"files_{code}", Text(analyzer=stemmed))
        pages[f"text_{code}"] = Text(analyzer=stemmed, copy_to=[f"files_{code}", "files"])
    mapping.field("pages", Nested(dynamic="strict", properties=pages))
    return mapping


def settings_with(mapping: Mapping) -> dict[str, Any]:
    """Return the settings of a new index: the fixed ones and the analyzers that the mapping uses."""
    return {"index": SETTINGS, "analysis": mapping._collect_analysis()}


def _built(has_plugins: bool) -> list[Any]:
    mapping = build_mapping(analyzers(lambda _kind, _name: has_plugins))
    return [mapping.to_dict(), settings_with(mapping)]


@cache
def shape_digest() -> str:
    """Return a digest of the fields, the analysis and the settings, with and without plugins of the server, and of the documents."""
    built = json.dumps([_built(True), _built(False)], sort_keys=True)
    return digest_of((*OF_DOCUMENTS, "search/engines/elasticsearch/writing.py"), built)
