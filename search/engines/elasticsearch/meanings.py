"""Other words that mean the same, on Elasticsearch: each is looked for in the fields of its language.

All words of one meaning count as one word would: the one that matches best decides. As a sum, an entry with several of them would
come before one that has the word itself.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from elasticsearch.dsl.query import Query as EsQuery

from catalogue.recognition.everyday_words import SameMeaning

from ...query.language import Clause, Named, Word
from .analysis import field_of

# In the fields of the word's language.
FIELDS = ("title^2", "text", "files")
# What another word of the same meaning weighs beside the word itself.
WEIGHT = 1.2


class Written(EsQuery):
    """A query that is a dictionary already. A meaning has some fifty words: as objects of `elasticsearch.dsl` they take milliseconds."""

    name = "written"

    def __init__(self, written: dict[str, Any]) -> None:
        self._written = written

    def to_dict(self) -> dict[str, Any]:
        """Return the dictionary."""
        return self._written


def best_of_word(clause: Clause, weight: float) -> list[EsQuery]:
    """Return a query for the other words of a word, and not for itself once more; none where there are none."""
    return _best(_of_word(clause), weight)


def best_of_name(clause: Clause, weight: float) -> list[EsQuery]:
    """Return a query for the words that stand for all of a name; none where there are none."""
    return _best(_by_language(clause.others), weight) if isinstance(clause, Named) else []


def marked(clause: Clause, fields: tuple[str, ...]) -> list[EsQuery]:
    """Return queries for the other words of a word in fields that are marked, named without the language at their end."""
    return [_in_fields(" ".join(words), fields, language) for language, words in _of_word(clause).items()]


def _of_word(clause: Clause) -> dict[str, list[str]]:
    return _by_language(clause.others, clause.text) if isinstance(clause, Word) else {}


def _by_language(others: Iterable[SameMeaning], itself: str = "") -> dict[str, list[str]]:
    """Return the words but for the word itself, each once, by the language in whose fields they are looked for."""
    words: dict[str, dict[str, None]] = {}
    for other in others:
        words.setdefault(field_of(other.language), {}).update(dict.fromkeys(other.words))
    wanted = {language: [word for word in found if word != itself] for language, found in words.items()}
    return {language: found for language, found in wanted.items() if found}


def _best(words: dict[str, list[str]], weight: float) -> list[EsQuery]:
    queries = [_in_fields(word, FIELDS, language).to_dict() for language, found in words.items() for word in found]
    return [Written({"dis_max": {"queries": queries, "boost": weight}})] if queries else []


def _in_fields(words: str, fields: tuple[str, ...], language: str) -> Written:
    return Written({"multi_match": {"query": words, "fields": [_in(field, language) for field in fields]}})


@cache
def _in(field: str, language: str) -> str:
    """Return a field of a language; what follows ^ is its weight."""
    name, sign, weight = field.partition("^")
    return f"{name}_{language}{sign}{weight}"
