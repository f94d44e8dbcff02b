"""Sixty questions in ten languages, with the items that answer them: does the search bring them up?

`judged_queries.json` has for each question the words, the need behind them, and the beginnings of the titles of the items that
answer it. They were chosen by reading the demo's items and their topics, before the search was asked; what the search found and
was right about was not added later.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from django.utils import translation

import pytest
from pytest_django import DjangoDbBlocker

from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer, anonymous_viewer
from search.params import SearchParams
from search.results.finding import find
from tests.demo import Demo, demo

__all__ = ["demo"]

pytestmark = pytest.mark.xdist_group("engines")

QUERIES = json.loads(Path(__file__).with_name("judged_queries.json").read_text(encoding="utf-8"))
# The languages of the interface; readers of the others use it in English.
INTERFACE = {"en", "fr", "nl"}


@pytest.fixture(scope="module")
def judged(demo: Demo, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[list[str], list[float]]]:
    """Return all titles, and for each question how much of what answers it is among the first ten results of a member."""
    member = Viewer(frozenset({"public", "network"}), anonymous_viewer().day)
    with django_db_blocker.unblock(), demo.used():
        titles = list(CatalogueEntry.objects.values_list("title", flat=True))
        yield titles, [_recall(query, member) for query in QUERIES]
    translation.activate("en")


@pytest.fixture(scope="module")
def recalls(judged: tuple[list[str], list[float]]) -> list[float]:
    """Return the recall of each question."""
    return judged[1]


def _recall(query: dict, member: Viewer) -> float:
    translation.activate(query["language"] if query["language"] in INTERFACE else "en")
    hits = find(SearchParams(text=query["text"], page_size=10), member).hits
    titles = CatalogueEntry.objects.in_bulk([hit.entry_id for hit in hits])
    found = [titles[hit.entry_id].title for hit in hits]
    return mean(any(title.startswith(wanted) for title in found) for wanted in query["relevant"])


def by_language(recalls: list[float]) -> dict[str, float]:
    """Return the mean recall of each language."""
    groups: dict[str, list[float]] = defaultdict(list)
    for query, recall in zip(QUERIES, recalls, strict=True):
        groups[query["language"]].append(recall)
    return {language: mean(values) for language, values in groups.items()}


def test_every_item_of_the_questions_is_in_the_demo(judged):
    titles, _recalls = judged
    for wanted in {title for query in QUERIES for title in query["relevant"]}:
        assert sum(title.startswith(wanted) for title in titles) >= 1, wanted


def test_sixty_questions_six_in_each_of_ten_languages():
    languages = [query["language"] for query in QUERIES]
    assert len(languages) == 60
    assert {language: languages.count(language) for language in languages} == dict.fromkeys(set(languages), 6)


@pytest.mark.parametrize("number", range(len(QUERIES)), ids=lambda number: QUERIES[number]["text"])
def test_something_that_answers_the_question_is_among_the_first_ten(recalls, number):
    assert recalls[number] > 0


def test_recall_among_the_first_ten_by_language(recalls, record_property):
    table = by_language(recalls)
    for language, recall in sorted(table.items()):
        record_property(f"recall@10 {language}", round(recall, 2))
    assert min(table.values()) >= 0.8, table
    assert mean(recalls) >= 0.9
