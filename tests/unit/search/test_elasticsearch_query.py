"""What a query becomes on Elasticsearch, as far as it can be told without a server."""

from collections.abc import Iterator
from typing import Any

import pytest

from catalogue.recognition.everyday_words import SameMeaning
from search.engines.elasticsearch.meanings import best_of_word, marked
from search.engines.elasticsearch.translate import matching
from search.query.language import Word
from search.query.parse import parse


def dictionaries(query: Any) -> Iterator[dict[str, Any]]:
    """Yield every dictionary of a query."""
    if isinstance(query, dict):
        yield query
    for part in query.values() if isinstance(query, dict) else query if isinstance(query, list) else ():
        yield from dictionaries(part)


def close_together(text: str) -> list[str]:
    """Return the words that weigh more where they stand close together."""
    return [part["query"] for part in dictionaries(matching(parse(text)).to_dict()) if "slop" in part]


@pytest.mark.parametrize(
    ("typed", "pairs"),
    [
        ("kitchen cellar night", ["kitchen cellar", "cellar night"]),
        ("kitchen AND cellar", ["kitchen cellar"]),
        ("kitchen", []),
        ('kitchen "cellar night" van', []),
        ("kitchen OR cellar night", []),
        ("kitchen -cellar", []),
    ],
)
def test_neighbouring_words_weigh_more_where_they_stand_close_together(typed, pairs):
    assert close_together(typed) == pairs


def test_where_words_do_not_decide_the_order_nobody_looks_how_close_they_are():
    body = matching(parse("kitchen cellar"), by_words=False).to_dict()
    assert not [part for part in dictionaries(body) if "slop" in part]


BOY = Word("boy", (SameMeaning("en", ("boy", "lad")), SameMeaning("de", ("Junge", "Bub"))))


def test_of_the_words_of_one_meaning_the_best_decides_each_in_its_language_and_never_the_word_itself():
    (query,) = best_of_word(BOY, 1.5)
    best = query.to_dict()["dis_max"]
    assert best["boost"] == 1.5
    asked = [(part["multi_match"]["query"], part["multi_match"]["fields"]) for part in best["queries"]]
    german = ["title_de^2", "text_de", "files_de"]
    assert asked == [("lad", ["title_en^2", "text_en", "files_en"]), ("Junge", german), ("Bub", german)]
    assert best_of_word(Word("quagga"), 1.5) == []


def test_marks_are_of_all_words_of_one_meaning():
    asked = [query.to_dict()["multi_match"] for query in marked(BOY, ("text",))]
    assert asked == [{"query": "lad", "fields": ["text_en"]}, {"query": "Junge Bub", "fields": ["text_de"]}]
