"""The judged questions: one file to tune with, one of further questions, and one that is set aside and looked at only to tell the result.

Items are named by the `key` of their row in the demo content, those without one (court cases) by their title. Only items that
everybody may read are judged, because the questions are asked by a visitor.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from catalogue.kinds import ITEM_MODELS
from cms.demo.loading import rows_of

from .measures import EXACT

HERE = Path(__file__).resolve().parent
TUNING, FURTHER, SET_ASIDE = (HERE / f"{name}.json" for name in ("tuning", "further", "set-aside"))
# What a question is like: a person and her work; what was done to her; what became of it or what should be; a name or number
# that somebody remembers; words that are spelt wrongly.
TYPES = ("person", "event", "issue", "name", "typo")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the grades of the items that answer it; `large` are those that only the large demo has."""

    text: str
    language: str
    type: str
    need: str
    judgements: Mapping[str, int]
    large: Mapping[str, int] = field(default_factory=dict)

    def grades(self, large: bool) -> Mapping[str, int]:
        """Return the grades that hold for the loaded demo."""
        return {**self.judgements, **self.large} if large else self.judgements

    def is_answered(self, large: bool) -> bool:
        """Whether something in the loaded demo is exactly what was asked for."""
        return EXACT in self.grades(large).values()


@dataclass(frozen=True, slots=True)
class Item:
    """What is known of an item of the demo without loading it."""

    key: str
    title: str
    language: str
    kind: str
    public: bool


def read_questions(path: Path) -> list[Question]:
    """Return the questions of a file."""
    return [Question(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def items(large: bool) -> dict[str, Item]:
    """Return the items of the demo by their key."""
    found = [_item(model.kind.code, row) for model in ITEM_MODELS for row in rows_of(model.kind.folder, large=large)]
    return {item.key: item for item in found}


def _item(kind: str, row: Mapping[str, Any]) -> Item:
    key, language = str(row.get("key", row["title"])), row.get("language", "en")
    return Item(key, row["title"], language, kind, row.get("audience", "public") == "public")


def best_of(question: Question, known: Mapping[str, Item], large: bool = False) -> Iterable[Item]:
    """Return the items that are exactly what was asked for."""
    grades = question.grades(large)
    highest = max(grades.values())
    return [known[key] for key, grade in grades.items() if grade == highest]


def crosses_languages(question: Question, known: Mapping[str, Item], large: bool = False) -> bool:
    """Whether none of the items that are exactly what was asked for is in the language of the question."""
    return all(item.language != question.language for item in best_of(question, known, large))
