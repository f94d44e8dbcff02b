"""Fixtures for all tests."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

# Playwright keeps an event loop alive in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from django.core.cache import cache
from django.utils import translation

import pytest
from pytest_django import DjangoDbBlocker

from catalogue import vocabulary
from cms.limits import counter
from search.engines import get_engine

from .database import database_in_use, discard, fresh_copy, use_database
from .elasticsearch_index import (
    begin_with_new_keys,
    delivered_at_once,
    elasticsearch,
    index_in_step,
    no_words_of_before,
    suite_index,
)
from .outside import in_memory, outside

__all__ = [
    "delivered_at_once",
    "elasticsearch",
    "in_memory",
    "index_in_step",
    "no_words_of_before",
    "outside",
    "suite_index",
]


# The topics of the prepared database, read once for all tests that do not change them.
_PREPARED: dict[UUID, vocabulary.Vocabulary] = {}


def pytest_collection_finish() -> None:
    """Look for garbage more rarely, and not in what is there for good: a sixth of the time of the tests otherwise."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 50, 50)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give each worker its own copy of the prepared database."""
    with django_db_blocker.unblock():
        before = database_in_use()
        own = fresh_copy(tmp_path_factory.mktemp("database"))
        use_database(own)
        vocabulary.get_vocabulary()
        _PREPARED.update(vocabulary._held)
    yield
    with django_db_blocker.unblock():
        use_database(before)
        discard(own)


@pytest.fixture(autouse=True)
def no_memory(index_in_step: None) -> Iterator[None]:
    """Forget what processes keep in memory: a rolled-back test must not be remembered."""
    yield
    translation.activate("en")
    get_engine.cache_clear()
    vocabulary._held.clear()
    vocabulary._held.update(_PREPARED)
    cache.clear()
    counter.forget()


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Use a database in which transactions are committed, and which is thrown away."""
    shared = database_in_use()
    with django_db_blocker.unblock():
        own = fresh_copy(tmp_path)
        use_database(own)
        begin_with_new_keys()
        try:
            yield
        finally:
            use_database(shared)
            discard(own)


@pytest.fixture
def media(settings, tmp_path: Path) -> Path:
    """Store files in a folder of the test's own."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"
