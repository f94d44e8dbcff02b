"""Runs the questions over the loaded demo and tells the figures: as a table, and in bench/relevance.json."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from catalogue.models import CatalogueEntry

from .asking import ask
from .measures import DEPTH, FIRST, Scores, means, score
from .questions import Question, best_of, crosses_languages, items

RESULTS = Path(__file__).resolve().parent.parent / "relevance.json"


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, what was found (keys, best first) and the scores."""

    question: Question
    found: list[str]
    scores: Scores


def answers(
    questions: Sequence[Question],
    large: bool,
    progress: Callable[[], object] = lambda: None,
    asked: Callable[[str, str, int], list[str]] = ask,
) -> list[Answer]:
    """Ask every question and score what was found. Each answer's keys say which items the first page shows.

    Args:
        questions: what to ask.
        large: whether the large demo is loaded.
        progress: called after each question.
        asked: gives the references for a text, its language and its number; without it the search page does.
    """
    keys = {(item.kind, item.title): item.key for item in items(large).values()}
    entries = CatalogueEntry.objects.values_list("reference", "kind", "title")
    by_reference = {reference: keys[kind, title] for reference, kind, title in entries}
    told = []
    for number, question in enumerate(questions):
        found = [by_reference[reference] for reference in asked(question.text, question.language, number)]
        told.append(Answer(question, found, score(found, question.grades(large))))
        progress()
    return told


def groups(told: Iterable[Answer], large: bool) -> dict[str, dict[str, list[Scores]]]:
    """Return the scores by what the questions have in common; an answer may be in several groups of a kind."""
    known = items(large)
    found: dict[str, dict[str, list[Scores]]] = defaultdict(lambda: defaultdict(list))
    for answer in told:
        question = answer.question
        found["all"]["all"].append(answer.scores)
        found["language"][question.language].append(answer.scores)
        found["type of question"][question.type].append(answer.scores)
        crosses = crosses_languages(question, known, large)
        found["language of the item"]["another" if crosses else "the same"].append(answer.scores)
        for kind in {item.kind for item in best_of(question, known, large)}:
            found["kind of item"][kind].append(answer.scores)
    return found


def figures(told: Sequence[Answer], large: bool) -> dict[str, Any]:
    """Return the means by group, with the number of questions."""
    return {
        group: {
            name: {"questions": len(scores), **{key: round(value, 3) for key, value in asdict(means(scores)).items()}}
            for name, scores in sorted(names.items())
        }
        for group, names in groups(told, large).items()
    }


def table(told: dict[str, Any]) -> str:
    """Return the figures as a table to read."""
    head = f"{'':<34}{'questions':>10}{f'success@{FIRST}':>11}{f'nDCG@{DEPTH}':>9}{f'MRR@{DEPTH}':>8}{'empty':>7}"
    lines = [head]
    for group, names in told.items():
        for name, row in names.items():
            label = "all questions" if group == "all" else f"{group}: {name}"
            lines.append(
                f"{label:<34}{row['questions']:>10}{row['success']:>11.2f}{row['ndcg']:>9.2f}{row['mrr']:>8.2f}{row['empty']:>7.2f}"
            )
    return "\n".join(lines)


def write(name: str, told: dict[str, Any]) -> None:
    """Put the figures of a run into the file; those of other runs stay."""
    held = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    held[name] = told
    RESULTS.write_text(json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
