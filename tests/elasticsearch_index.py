"""Tests on Elasticsearch: an index of its own for each process, made empty again after each test that wrote to it.

The suite runs on the engine that SEARCH_URL names. Tests about Elasticsearch itself run where it is that one, and nowhere
else: `make test-elasticsearch` and `make test-production`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

import pytest

from catalogue.models import CatalogueEntry
from search.engines import get_engine
from search.services import outbox

from .database import is_sqlite

if TYPE_CHECKING:
    from search.engines.elasticsearch.engine import ElasticsearchEngine

MISSING = "about Elasticsearch itself: make test-elasticsearch runs it"


def own_url(url: str) -> str:
    """Return the address with an index for this test process alone."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return urlsplit(url)._replace(path=f"/casebook-test-{worker}-{os.getpid()}").geturl()


def engine_of_suite() -> ElasticsearchEngine | None:
    """Return the engine if it is Elasticsearch: on the embedded one nobody waits for its client to be loaded."""
    if not settings.SEARCH_URL.startswith("elasticsearch+"):
        return None
    from search.engines.elasticsearch.engine import ElasticsearchEngine  # noqa: PLC0415  see above

    engine = get_engine()
    assert isinstance(engine, ElasticsearchEngine)
    return engine


def empty_index(engine: ElasticsearchEngine) -> None:
    """Put an empty index in the place of whatever there is."""
    with engine.indexes.fresh(engine.own_shape()) as name:
        engine.indexes.put_in_place(name)


def delete_indexes() -> None:
    """Delete everything that is behind the alias of the engine that SEARCH_URL names, or was to be."""
    engine = engine_of_suite()
    assert engine
    engine.indexes.delete_unfinished()
    if current := engine.indexes.current():
        engine.indexes.delete(current)


# The indexes of this process, and how many writes each had seen when it was last left empty.
_WRITES: dict[str, int] = {}


def _is_in_step(engine: ElasticsearchEngine) -> bool:
    present = engine.indexes.present()
    return present is not None and present[1] == engine.own_shape()


def was_written(engine: ElasticsearchEngine) -> bool:
    """Whether anything was written to the present index since it was last left empty, or it is not one of the running code."""
    if not _is_in_step(engine):
        return True
    index = engine.indexes.current()
    assert index is not None
    done = engine.writing.indices.stats(index=index, metric="indexing")["_all"]["total"]["indexing"]
    before, _WRITES[index] = _WRITES.get(index, 0), done["index_total"] + done["delete_total"]
    return bool(_WRITES[index] != before)


def take_for_written() -> None:
    """Take the present index for written to: a server that was started again counts its writes from nothing."""
    if (engine := engine_of_suite()) and (index := engine.indexes.current()):
        _WRITES[index] = -1


def renew_index() -> None:
    """Put an empty index in the place of the suite's, where it runs on Elasticsearch.

    For a database that gives keys again: the server remembers for a while in which version a key was deleted.
    """
    if engine := engine_of_suite():
        empty_index(engine)


# How many databases of this process have given keys so far.
_databases = count(1)


def begin_with_new_keys() -> None:
    """Have a database of a test's own begin with keys that no other one gives, where the suite runs on Elasticsearch."""
    if engine_of_suite():
        if is_sqlite():
            renew_index()
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
                [CatalogueEntry._meta.db_table, next(_databases) * 1_000_000],
            )


# After so many writes an index is made anew: the server knows the words of what was deleted, and counts them, until it merges its files.
_MOST_WRITES = 200


def leave_empty(engine: ElasticsearchEngine) -> None:
    """Take out what a test has written: quicker by far than a new index, where no key is ever given again.

    A sequence of SQLite is rolled back with the test.
    """
    if is_sqlite() or not _is_in_step(engine) or _WRITES.get(engine.indexes.current() or "", 0) > _MOST_WRITES:
        empty_index(engine)
        return
    engine.remove([key for key, _version in engine.versions()])
    was_written(engine)


@contextmanager
def index_of_this_process(url: str) -> Iterator[None]:
    """Use an index at this server and delete it at the end."""
    before = settings.SEARCH_URL
    settings.SEARCH_URL = own_url(url)
    get_engine.cache_clear()
    engine = engine_of_suite()
    assert engine
    empty_index(engine)
    try:
        yield
    finally:
        delete_indexes()
        settings.SEARCH_URL = before
        get_engine.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def suite_index() -> Iterator[None]:
    """Prepare the index if the whole suite runs on Elasticsearch."""
    if not settings.SEARCH_URL.startswith("elasticsearch+"):
        yield
        return
    with index_of_this_process(settings.SEARCH_URL):
        yield


@pytest.fixture
def delivered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deliver inside the test's transaction, which never commits."""
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: outbox.deliver(get_engine()))


@pytest.fixture(autouse=True)
def index_in_step(request: pytest.FixtureRequest) -> Iterator[None]:
    """Deliver at once, unless the test is about delivery; leave an empty index."""
    if not settings.SEARCH_URL.startswith("elasticsearch+"):
        yield
        return
    if not request.node.get_closest_marker("undelivered"):
        request.getfixturevalue("delivered_at_once")
    yield
    if (engine := engine_of_suite()) and was_written(engine):
        leave_empty(engine)


@pytest.fixture
def no_words_of_before() -> None:
    """Begin with an index without words of entries that earlier tests have taken out.

    A server may offer them in the place of the one that is wanted, and counts them among what makes a word rare.
    """
    renew_index()


@pytest.fixture(scope="module")
def elasticsearch() -> None:
    """Say why the tests of a module do not run on another engine."""
    if not settings.SEARCH_URL.startswith("elasticsearch+"):
        pytest.skip(MISSING)
