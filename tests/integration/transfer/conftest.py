"""A source with something in every table, its archive, and places to import it into."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings

import psycopg
import pytest
from pytest_django import DjangoDbBlocker

from accounts.models import Organisation
from tests.database import (
    MIGRATIONS,
    address_of,
    database_in_use,
    discard,
    fingerprint,
    fresh_copy,
    is_sqlite,
    use_database,
)
from tests.database_postgresql import migrated_name
from tests.demo import Demo, demo
from tests.ports import free_port

from .filling import fill_empty_tables
from .places import Place

__all__ = ["demo"]

START = Path(settings.BASE_DIR) / "tests" / "postgresql" / "start"
Maker = Callable[[], Place]


@contextmanager
def used(database: str) -> Iterator[None]:
    """Let this process use another database for a while."""
    before = database_in_use()
    use_database(database)
    try:
        yield
    finally:
        use_database(before)


@pytest.fixture(scope="session")
def source(demo: Demo, django_db_blocker: DjangoDbBlocker) -> Place:
    """The demo, with a row in every table, and a key that was given to a row deleted since."""
    with django_db_blocker.unblock(), used(demo.database):
        fill_empty_tables()
        # Without signals: the index of the test process knows nothing of this database.
        Organisation.objects.bulk_create([Organisation(name="Gone", slug="gone", country="NL")])
        Organisation.objects.filter(slug="gone")._raw_delete("default")
    return Place(address_of(demo.database), demo.folder)


@pytest.fixture(scope="session")
def archive(source: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the source."""
    path = tmp_path_factory.mktemp("archive") / "casebook.zip"
    done = source.manage("export_data", str(path))
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="session")
def own_kind(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Maker]:
    """Makes fresh places of the kind that the suite runs on, with the site set up but no content."""
    made = []

    def make() -> Place:
        folder = tmp_path_factory.mktemp("place")
        with django_db_blocker.unblock():
            made.append(fresh_copy(folder))
        return Place(address_of(made[-1]), folder)

    yield make
    with django_db_blocker.unblock():
        for database in made:
            discard(database)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that POSTGRESQL_URL names, else one of our own."""
    if given := os.environ.get("POSTGRESQL_URL"):
        yield given.rpartition("/")[0]
        return
    # Not below pytest's folder, which the server's user may not enter.
    home = Path(tempfile.mkdtemp(prefix="casebook-postgresql-"))
    done = subprocess.run([str(START), str(home), str(free_port())], capture_output=True, text=True, check=False)
    try:
        if "not installed" in done.stderr and not os.environ.get("CI"):
            pytest.skip("needs PostgreSQL's server (Debian: apt install postgresql)")
        assert done.returncode == 0, done.stderr
        port = (home / "data" / "postmaster.pid").read_text().splitlines()[3]
        yield f"postgres://casebook@127.0.0.1:{port}"
    finally:
        if done.returncode == 0:
            _stop(int(done.stdout))
        shutil.rmtree(home, ignore_errors=True)


def _stop(pid: int) -> None:
    os.kill(pid, signal.SIGQUIT)
    # It is no child of ours.
    while Path(f"/proc/{pid}").exists():
        time.sleep(0.05)


@pytest.fixture(scope="session")
def other_kind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    """Makes fresh places of the kind that the suite does not run on, as `migrate` leaves them."""
    if is_sqlite():
        with _postgresql(request.getfixturevalue("cluster"), tmp_path_factory) as make:
            yield make
    else:
        yield _sqlite(tmp_path_factory)


@contextmanager
def _postgresql(cluster: str, folders: pytest.TempPathFactory) -> Iterator[Maker]:
    names: list[str] = []
    migrated = migrated_name(fingerprint(MIGRATIONS))

    def run(statement: str) -> bool:
        with psycopg.connect(f"{cluster}/postgres", autocommit=True) as link:
            return link.execute(statement).rowcount > 0

    def make(template: str = migrated) -> Place:
        names.append(f"casebook_place_{uuid4().hex}")
        run(f"CREATE DATABASE {names[-1]} TEMPLATE {template}")
        return Place(f"{cluster}/{names[-1]}", folders.mktemp("place"))

    try:
        # Left in the cluster, for who runs on it next: to migrate takes half a minute.
        if not run(f"SELECT 1 FROM pg_database WHERE datname = '{migrated}'"):
            _migrate(make("template0"))
            run(f"ALTER DATABASE {names.pop()} RENAME TO {migrated}")
        yield make
    finally:
        for name in names:
            run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _sqlite(folders: pytest.TempPathFactory) -> Maker:
    migrated = folders.mktemp("migrated") / "casebook.sqlite3"
    _migrate(Place(f"sqlite:///{migrated}", migrated.parent))

    def make() -> Place:
        folder = folders.mktemp("place")
        shutil.copyfile(migrated, folder / migrated.name)
        return Place(f"sqlite:///{folder / migrated.name}", folder)

    return make


def _migrate(place: Place) -> None:
    done = place.manage("migrate", "-v0")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def on_postgresql(request: pytest.FixtureRequest) -> Maker:
    """Makes fresh places on PostgreSQL, whatever the suite runs on."""
    maker: Maker = request.getfixturevalue("other_kind" if is_sqlite() else "own_kind")
    return maker
