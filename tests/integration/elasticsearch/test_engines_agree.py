"""The same searches on the same collection give the same totals and numbers of what matches all of them, on both engines.

The collection is the demo: the embedded engine is asked on SQLite, Elasticsearch on the database of the suite.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

import pytest
from pytest_django import DjangoDbBlocker

from tests.demo import Demo, demo

from .answers import FIRST, READERS, TABLE, Answers, answers

__all__ = ["demo"]

pytestmark = pytest.mark.xdist_group("engines")

# Whatever the suite runs on, the embedded engine is asked in a process of its own, on SQLite.
EMBEDDED = "import django; django.setup(); from tests.integration.elasticsearch import answers; answers.main()"


def embedded_answers(folder: Path) -> Answers:
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": f"sqlite:///{folder}/none.sqlite3",
        "SEARCH_URL": "sqlite://",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", EMBEDDED], cwd=settings.BASE_DIR, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    found: Answers = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def both(
    elasticsearch: None, demo: Demo, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, list[tuple[Any, Any]]]]:
    """Return for each kind of reader what both engines answer to each search."""
    embedded = embedded_answers(tmp_path_factory.mktemp("embedded"))
    with django_db_blocker.unblock(), demo.used():
        remote = answers()
    yield {asked: list(zip(embedded[asked], remote[asked], strict=True)) for asked in (*READERS, FIRST)}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("number", range(len(TABLE)), ids=lambda number: repr(TABLE[number].text or number))
def test_totals_and_numbers_are_the_same(both, reader, number):
    embedded, remote = both[reader][number]
    assert embedded == remote


def test_the_searches_are_no_empty_exercise(both):
    totals = [embedded["total"] for embedded, _remote in both["members"]]
    assert sum(total > 0 for total in totals) > 50
    assert max(totals) > min(total for total in totals if total)


def test_the_first_five_results_are_much_the_same(both):
    """Four of five for at least nine questions of ten: what differs are words that are spelled alike, and rounding."""
    shared = [
        len(set(embedded) & set(remote)) >= min(4, len(embedded), len(remote)) for embedded, remote in both[FIRST]
    ]
    assert len(shared) > 150
    assert sum(shared) / len(shared) >= 0.9
