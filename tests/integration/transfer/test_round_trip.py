"""An archive loses nothing on its way to another database, of the same kind or of the other."""

import stat
from collections.abc import Iterator
from pathlib import Path

from django.db import models, transaction

from wagtail.models import ModelLogEntry

import pytest
from pytest_django import DjangoDbBlocker

from accounts.models import Organisation

from .conftest import Maker
from .places import Place

pytestmark = pytest.mark.xdist_group("transfer")


@pytest.fixture(autouse=True)
def committed(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let the tests read databases of their own."""
    with django_db_blocker.unblock():
        yield


def take(archive: Path, place: Place) -> str:
    """Import the archive; return what the command told."""
    done = place.manage("import_data", str(archive))
    if place.is_sqlite:
        assert done.returncode == 0, done.stderr
        # One page is restricted.
        assert "The catalogue and the index hold 82 items." in done.stdout
    else:
        # No search engine answers there: what is imported stays, and the command says what is left to do.
        assert (done.returncode, done.stderr.count("Traceback")) == (1, 0), done.stderr
        assert "Everything is imported, but cannot be found yet" in done.stderr
        assert "search_rebuild" in done.stderr
    return done.stdout


@pytest.fixture(scope="session", params=["own_kind", "other_kind"])
def arrived(request: pytest.FixtureRequest, archive: Path) -> tuple[Place, str]:
    """A place that has taken the archive, and what the command told; tests leave it as it is."""
    place: Place = request.getfixturevalue(request.param)()
    return place, take(archive, place)


def assert_same(here: Place, there: Place) -> None:
    """Compare every row as the models read it, and every file."""
    expected, found = here.rows(), there.rows()
    assert expected.keys() == found.keys()
    for table, rows in expected.items():
        assert found[table] == rows, table
    assert here.files() == there.files()


def test_every_table_that_moves_has_a_row_to_lose(source: Place):
    assert [table for table, rows in source.rows().items() if not rows] == []
    assert len(source.files()) > 10


def test_every_row_and_file_arrives(source: Place, arrived: tuple[Place, str]):
    target, told = arrived
    assert_same(source, target)
    rows = sum(len(rows) for rows in source.rows().values())
    assert f"All {rows} {rows}" in " ".join(told.split())


def test_every_row_and_file_comes_back(source: Place, arrived: tuple[Place, str], own_kind: Maker, tmp_path: Path):
    done = arrived[0].manage("export_data", str(tmp_path / "back.zip"))
    assert done.returncode == 0, done.stderr
    back = own_kind()
    take(tmp_path / "back.zip", back)
    assert_same(source, back)


def test_keys_of_deleted_rows_are_not_given_again(source: Place, arrived: tuple[Place, str]):
    keys = [row["id"] for row in source.rows()["accounts.Organisation"]]
    with arrived[0].read() as using, transaction.atomic(using):
        new = Organisation(name="New", slug="new", country="NL")
        Organisation.objects.using(using).bulk_create([new])
        transaction.set_rollback(True, using)
    # max(keys) + 1 was that of the organisation that was deleted.
    assert new.pk == max(keys) + 2


def test_the_json_value_null_is_not_taken_for_nothing(arrived: tuple[Place, str]):
    with arrived[0].read() as using:
        assert ModelLogEntry.objects.using(using).filter(data__isnull=True).count() == 0
        assert ModelLogEntry.objects.using(using).filter(data=models.Value(None, models.JSONField())).count() == 1


def test_only_the_owner_can_read_the_archive(archive: Path):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert list(archive.parent.iterdir()) == [archive]
