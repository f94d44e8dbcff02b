"""An engine outside the database for tests of the outbox: the suite's own where it is one, else the one in memory."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

import pytest

from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer, anonymous_viewer
from search.engines import get_engine
from search.engines.base import RemoteEngine
from search.params import SearchParams
from search.results.finding import find

from .memory_engine import SERVER, URL, MemoryEngine
from .memory_engine.server import MemoryServer


@contextmanager
def memory_in_use(path: str = "") -> Iterator[MemoryEngine]:
    """Let the site use the engine in memory, which is empty; `path` names a file by which other processes share it."""
    before = settings.SEARCH_URL
    settings.SEARCH_URL = f"{URL}{path}"
    get_engine.cache_clear()
    SERVER.reset()
    engine = get_engine()
    assert isinstance(engine, MemoryEngine)
    try:
        yield engine
    finally:
        # The demo may be made next, with the same server: it must not be hung any longer.
        SERVER.reset()
        settings.SEARCH_URL = before
        get_engine.cache_clear()


def is_remote() -> bool:
    """Whether the engine is outside the database."""
    return isinstance(get_engine(), RemoteEngine)


def found_titles(text: str = "", viewer: Viewer | None = None) -> list[str]:
    """Return the titles of what a search finds, in order."""
    hits = find(SearchParams(text=text), viewer or anonymous_viewer()).hits
    titles = dict(CatalogueEntry.objects.values_list("pk", "title"))
    return [titles[hit.entry_id] for hit in hits]


def _deliver_at_once(request: pytest.FixtureRequest) -> None:
    if not request.node.get_closest_marker("undelivered"):
        request.getfixturevalue("delivered_at_once")


@pytest.fixture
def in_memory(request: pytest.FixtureRequest) -> Iterator[MemoryServer]:
    """The server in memory, which the site uses for this test, whatever the suite runs on."""
    with memory_in_use():
        _deliver_at_once(request)
        yield SERVER


@pytest.fixture
def outside(request: pytest.FixtureRequest) -> Iterator[RemoteEngine]:
    """The engine outside the database that the suite runs on, else the one in memory."""
    if not is_remote():
        request.getfixturevalue("in_memory")
    engine = get_engine()
    assert isinstance(engine, RemoteEngine)
    yield engine
