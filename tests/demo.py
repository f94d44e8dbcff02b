"""The demo's content, loaded once for the present sources and copied for each test process that asks for it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

import pytest
from pytest_django import DjangoDbBlocker

from search.engines import get_engine
from search.engines.base import RemoteEngine
from search.services.outbox import wait_for_delivery
from search.services.rebuild import rebuild_index
from tests.database import (
    SOURCES,
    copy_of,
    database_in_use,
    discard,
    is_sqlite,
    locked,
    prepared_site,
    template,
    use_database,
)
from tests.elasticsearch_index import renew_index
from tests.memory_engine import URL

DEMO_SOURCES = (
    *SOURCES,
    "cms/demo/**/*",
    "catalogue/**/*.py",
    "search/**/*.py",
    "cases/models/*.py",
    "publications/*.py",
    "files/**/*.py",
    "contributions/**/*.py",
    "usage/services/uses.py",
)


@dataclass(frozen=True, slots=True)
class Demo:
    """A database with the demo in it, and the folder with its files."""

    database: str
    folder: Path

    @contextmanager
    def used(self) -> Iterator[None]:
        """Let this process read the demo; an engine outside the database is told of it first, and left empty."""
        with self.filled():
            yield
        renew_index()

    @contextmanager
    def filled(self) -> Iterator[None]:
        """Do the same, but leave the demo in the index."""
        before = database_in_use()
        use_database(self.database)
        get_engine.cache_clear()
        try:
            if isinstance(get_engine(), RemoteEngine):
                rebuild_index(lambda number: None)
            yield
        finally:
            use_database(before)
            get_engine.cache_clear()


def media_folder() -> Path:
    """Return the folder with the files of the prepared demo."""
    return Path(settings.TEST_TEMPLATE_DIR) / f"demo-media-{connection.vendor}"


def prepared_demo() -> str:
    """Return the name of a database with the demo in it, made now if there is none for the present sources.

    Its index is the embedded one where that works. Any other is filled by who uses the demo, and the outbox is empty.
    """
    media = media_folder()

    def prepare() -> None:
        shutil.rmtree(media, ignore_errors=True)
        media.mkdir()
        with override_settings(MEDIA_ROOT=str(media), SEARCH_URL="sqlite://" if is_sqlite() else URL):
            get_engine.cache_clear()
            call_command("load_demo", verbosity=0)
            wait_for_delivery()
        get_engine.cache_clear()

    with locked(media.parent, "demo"):
        # A database whose files somebody has cleared away is made again. Asked here, because another process may just be at it.
        if is_sqlite() and not media.exists():
            for old in media.parent.glob("demo-*.sqlite3"):
                old.unlink()
    return template("demo", DEMO_SOURCES, prepare, start=prepared_site())


@pytest.fixture(scope="session")
def demo(
    django_db_setup: None,
    suite_index: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Demo]:
    """Return the demo; made once for the present sources."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock():
        database = copy_of(prepared_demo(), folder)
    shutil.copytree(media_folder(), folder / "media")
    yield Demo(database, folder)
    with django_db_blocker.unblock():
        discard(database)
