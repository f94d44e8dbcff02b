"""What cannot be imported is refused with one sentence, and leaves database and files as they were."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import pytest
from pytest_django import DjangoDbBlocker

from accounts.models import User
from cms.transfer.errors import TransferError
from cms.transfer.importing import import_archive

from .conftest import Maker, used
from .places import Place
from .spoiling import with_manifest, with_members, with_rows

pytestmark = pytest.mark.xdist_group("transfer")


@pytest.fixture
def target(own_kind: Maker, django_db_blocker: DjangoDbBlocker, settings) -> Iterator[Place]:
    """A fresh place that this process uses."""
    place = own_kind()
    settings.MEDIA_ROOT = str(place.media)
    with django_db_blocker.unblock(), used(place.name):
        yield place


@contextmanager
def refused(target: Place, *sentences: str) -> Iterator[pytest.ExceptionInfo[CommandError]]:
    """Expect a refusal with these words that changes nothing."""
    before = target.rows(), target.files()
    with pytest.raises(CommandError) as error:
        yield error
    for sentence in sentences:
        assert sentence in str(error.value)
    assert (target.rows(), target.files()) == before


def take(archive: Path) -> None:
    call_command("import_data", str(archive), verbosity=0)


def test_a_missing_archive_is_refused(target: Place, tmp_path: Path):
    with refused(target, "cannot be read: No such file or directory"):
        take(tmp_path / "casebook.zip")


def test_what_is_no_archive_is_refused(target: Place, tmp_path: Path):
    (tmp_path / "casebook.zip").write_bytes(b"Dear all, please find attached")
    with refused(target, "The archive is damaged (the file)"):
        take(tmp_path / "casebook.zip")


def test_half_an_archive_is_refused(target: Place, archive: Path, tmp_path: Path):
    content = archive.read_bytes()
    (tmp_path / "half.zip").write_bytes(content[: len(content) // 2])
    with refused(target, "The archive is damaged"):
        take(tmp_path / "half.zip")


@pytest.mark.parametrize("part", ["tables/cases.TopicLabel.jsonl", "media/original_images/"])
def test_an_archive_with_a_wrong_byte_is_refused(target: Place, archive: Path, tmp_path: Path, part: str):
    content = bytearray(archive.read_bytes())
    # The name in front of the member, not the one in the list at the end.
    place = content.index(part.encode()) + len(part) + 500
    content[place] ^= 0xFF
    (tmp_path / "wrong.zip").write_bytes(content)
    with refused(target, f"The archive is damaged ({part}"):
        take(tmp_path / "wrong.zip")


@pytest.mark.parametrize(
    ("start", "old", "new"),
    [("tables/accounts.User.jsonl", b"coordinator@", b"coordinat0r@"), ("media/documents/", b"%PDF", b"%pdf")],
)
def test_an_archive_whose_member_was_changed_is_refused(
    target: Place, archive: Path, tmp_path: Path, *, start: str, old: bytes, new: bytes
):
    def change(members: dict[str, bytes]) -> None:
        member = next(name for name in members if name.startswith(start) and old in members[name])
        members[member] = members[member].replace(old, new)

    with refused(target, f"The archive is damaged ({start}"):
        take(with_members(archive, tmp_path / "changed.zip", change))


@pytest.mark.parametrize("start", ["manifest.json", "tables/wagtailcore.Page.jsonl", "media/"])
def test_an_archive_without_a_member_is_refused(target: Place, archive: Path, tmp_path: Path, start: str):
    def change(members: dict[str, bytes]) -> None:
        del members[next(name for name in members if name.startswith(start))]

    with refused(target, f"The archive is damaged ({start}"):
        take(with_members(archive, tmp_path / "without.zip", change))


def test_an_archive_of_another_format_is_refused(target: Place, archive: Path, tmp_path: Path):
    other = with_manifest(archive, tmp_path / "other.zip", lambda manifest: manifest.update(format=2))
    with refused(target, "The archive has format 2 and this version of Casebook reads format 1"):
        take(other)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda names: names.append("cases.0009_later"),
            "has cases.0009_later, which this version of Casebook does not",
        ),
        (lambda names: names.remove("cases.0001_initial"), "the archive is older than cases.0001_initial"),
    ],
)
def test_an_archive_of_another_version_is_refused(
    target: Place, archive: Path, tmp_path: Path, change: Callable[[list[str]], object], sentence: str
):
    other = with_manifest(archive, tmp_path / "other.zip", lambda manifest: change(manifest["migrations"]))
    with refused(target, "comes from another version of Casebook", sentence):
        take(other)


def test_an_archive_with_other_columns_is_refused(target: Place, archive: Path, tmp_path: Path):
    other = with_manifest(archive, tmp_path / "o.zip", lambda manifest: manifest["tables"][0]["columns"].reverse())
    with refused(target, "other tables or columns"):
        take(other)


def test_a_database_that_is_not_up_to_date_is_refused(target: Place, archive: Path):
    MigrationRecorder.Migration.objects.filter(app="search", name="0002_embedded_index").delete()
    with refused(target, "run `manage.py migrate` first"):
        take(archive)


def test_a_database_with_content_is_refused(target: Place, archive: Path):
    User.objects.create_user(email="first@example.org")
    with refused(target, "The database already holds users"):
        take(archive)
    begun: list[str] = []
    with pytest.raises(TransferError):
        import_archive(archive, lambda what, total, unit: begun.append(what))
    # Before files are copied, which takes its time.
    assert begun == []


def test_a_database_that_gets_content_meanwhile_is_refused(target: Place, archive: Path):
    def begin(what: str, total: int, unit: str) -> Callable[[int], object]:
        if what == "Files":
            with target.read() as using:
                User.objects.using(using).bulk_create([User(email="first@example.org")])
        return lambda number: None

    with pytest.raises(TransferError, match="The database already holds users"):
        import_archive(archive, begin)
    assert [user.email for user in User.objects.all()] == ["first@example.org"]
    assert target.files() == {}


def test_a_database_that_loses_rows_is_refused(target: Place, archive: Path):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER lossy BEFORE INSERT ON accounts_membership BEGIN SELECT RAISE(IGNORE); END"
            if connection.vendor == "sqlite"
            else "CREATE RULE lossy AS ON INSERT TO accounts_membership DO INSTEAD NOTHING"
        )
    with refused(target, "accounts.Membership: 0 of 4 rows are in the database"):
        take(archive)


def test_rows_that_point_nowhere_are_refused(target: Place, archive: Path, tmp_path: Path):
    other = with_rows(archive, tmp_path / "other.zip", "accounts.Organisation", lambda rows: rows.pop(0))
    with refused(target, "point to rows that are not in it", "organisation"):
        take(other)


def test_rows_that_the_database_does_not_take_are_refused(target: Place, archive: Path, tmp_path: Path):
    def change(rows: list[dict[str, Any]]) -> None:
        rows[0]["slug"] = rows[1]["slug"]

    with refused(target, "The database does not take a row of accounts.Organisation: ") as error:
        take(with_rows(archive, tmp_path / "twice.zip", "accounts.Organisation", change))
    assert "slug" in str(error.value)
    # PostgreSQL's second line quotes the values.
    assert "\n" not in str(error.value)


def test_another_file_in_the_place_of_one_is_refused(target: Place, source: Place, archive: Path):
    name = next(iter(source.files()))
    (target.media / name).parent.mkdir(parents=True)
    (target.media / name).write_bytes(b"mine")
    with refused(target, "There is another file", name):
        take(archive)


def test_the_same_file_in_its_place_is_welcome(target: Place, source: Place, archive: Path):
    name, content = next(iter(source.files().items()))
    (target.media / name).parent.mkdir(parents=True)
    (target.media / name).write_bytes(content)
    import_archive(archive, nothing)
    assert target.files() == source.files()


@pytest.mark.parametrize("name", ["../settings.py", "/etc/passwd", "a/../../b"])
def test_a_file_outside_the_folder_of_files_is_refused(target: Place, archive: Path, tmp_path: Path, name: str):
    def change(manifest: Any) -> None:
        manifest["files"][0]["name"] = name

    with refused(target, "names a file outside MEDIA_ROOT"):
        take(with_manifest(archive, tmp_path / "other.zip", change))


def nothing(what: str, total: int, unit: str) -> Callable[[int], object]:
    return lambda number: None


@pytest.mark.parametrize("part", ["Rows", "Files"])
def test_an_interrupted_import_changes_nothing(target: Place, archive: Path, monkeypatch, part: str):
    def begin(what: str, total: int, unit: str) -> Callable[[int], object]:
        def update(number: int) -> None:
            if what == part:
                raise KeyboardInterrupt

        return update

    before = target.rows(), target.files()
    with pytest.raises(KeyboardInterrupt):
        import_archive(archive, begin)
    assert (target.rows(), target.files()) == before


KILLED = """
import os, sys, django
from pathlib import Path
django.setup()
from cms.transfer.errors import TransferError
from cms.transfer.importing import import_archive
left = 5000
def begin(what, total, unit):
    def update(number):
        global left
        left -= number if what == "Rows" else 0
        if left < 0:
            os.kill(os.getpid(), 9)
    return update
import_archive(Path(sys.argv[1]), begin)
"""


@pytest.mark.parametrize("kind", ["own_kind", "other_kind"])
def test_a_killed_import_leaves_the_database_as_it_was_and_can_be_repeated(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker, source: Place, archive: Path, kind: str
):
    place: Place = request.getfixturevalue(kind)()
    with django_db_blocker.unblock():
        before = place.rows()
        assert place.run("-c", KILLED, str(archive)).returncode == -signal.SIGKILL
        assert place.rows() == before
        place.manage("import_data", str(archive))
        assert (place.rows(), place.files()) == (source.rows(), source.files())


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("n" * 151, "“last_name” holds 151 characters and has room for 150"),
        ("Ann\0a", "“last_name” holds the character NUL"),
    ],
)
def test_what_only_sqlite_can_hold_is_named(
    on_postgresql: Maker, target: Place, archive: Path, tmp_path: Path, *, name: str, sentence: str
):
    def change(rows: list[dict[str, Any]]) -> None:
        rows[-1]["last_name"] = name

    place = on_postgresql()
    done = place.manage("import_data", str(with_rows(archive, tmp_path / "long.zip", "accounts.User", change)))
    assert done.returncode == 1
    assert f"The database does not take a row of accounts.User: {sentence}" in done.stderr
    assert place.rows()["accounts.User"] == []
    assert not place.files()
