"""An export holds one moment, is read by its owner only, and leaves nothing half done."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from django.core.management import CommandError, call_command
from django.db import models

import pytest
from pytest_django import DjangoDbBlocker

from accounts.models import Organisation
from cms.transfer.archive import open_archive
from cms.transfer.errors import TransferError
from cms.transfer.exporting import export_archive
from cms.transfer.tables import carried_tables
from cms.transfer.values import Column

from .conftest import Maker, used
from .places import Place, moving_models

pytestmark = pytest.mark.xdist_group("transfer")


@pytest.fixture
def place(own_kind: Maker, django_db_blocker: DjangoDbBlocker, settings) -> Iterator[Place]:
    """A place that this process uses, with one file."""
    made = own_kind()
    settings.MEDIA_ROOT = str(made.media)
    made.media.mkdir()
    (made.media / "text.pdf").write_bytes(b"%PDF")
    with django_db_blocker.unblock(), used(made.name):
        yield made


def doing(action: Callable[[], object]) -> Callable[[str, int, str], Callable[[int], object]]:
    """Return a progress that does something at the first row."""
    waiting = [action]

    def update(number: int) -> None:
        if waiting:
            waiting.pop()()

    return lambda what, total, unit: update


def test_what_is_written_during_an_export_waits_for_nobody_and_is_not_in_it(place: Place, tmp_path: Path):
    def write() -> None:
        with place.read() as using:
            Organisation.objects.using(using).bulk_create([Organisation(name="New", slug="new", country="NL")])

    export_archive(tmp_path / "casebook.zip", doing(write))
    assert Organisation.objects.filter(slug="new").exists()
    with open_archive(tmp_path / "casebook.zip") as archive:
        (part,) = [part for part in archive.manifest.tables if part.name == "accounts.Organisation"]
        assert (part.rows, list(archive.rows(part))) == (0, [])


def test_it_names_nothing_of_what_is_derived_so_that_another_version_may_have_other_tables_for_it(
    place: Place, tmp_path: Path
):
    export_archive(tmp_path / "casebook.zip", doing(lambda: None))
    with open_archive(tmp_path / "casebook.zip") as archive:
        tables = [table.name for table in archive.manifest.tables]
        assert {"catalogue", "search"}.isdisjoint(
            name.partition(".")[0] for name in [*archive.manifest.migrations, *tables]
        )


def test_an_interrupted_export_leaves_nothing(place: Place, tmp_path: Path):
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_archive(tmp_path / "casebook.zip", doing(interrupt))
    assert list(tmp_path.iterdir()) == []
    # The connection is free again.
    call_command("export_data", str(tmp_path / "casebook.zip"), verbosity=0)


def test_nobody_but_the_owner_can_read_it_while_it_is_written(place: Place, tmp_path: Path):
    modes: list[int] = []
    export_archive(
        tmp_path / "casebook.zip",
        doing(lambda: modes.extend(stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir())),
    )
    assert modes == [0o600]


def test_a_file_that_is_there_is_not_overwritten(place: Place, tmp_path: Path):
    (tmp_path / "casebook.zip").write_text("mine")
    with pytest.raises(CommandError, match=r"There is a file .*casebook\.zip already"):
        call_command("export_data", str(tmp_path / "casebook.zip"))
    assert (tmp_path / "casebook.zip").read_text() == "mine"


def test_what_a_killed_export_left_is_told_of(place: Place, tmp_path: Path):
    (tmp_path / "casebook.zip.part").touch()
    with pytest.raises(CommandError, match="or one was killed: then delete that file"):
        call_command("export_data", str(tmp_path / "casebook.zip"))


def test_a_folder_that_is_not_there_is_told_of(place: Place, tmp_path: Path):
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("export_data", str(tmp_path / "nowhere" / "casebook.zip"))


def test_an_archive_is_not_one_of_the_files_that_go_into_it(place: Place):
    with pytest.raises(CommandError, match="lies in MEDIA_ROOT, whose files go into the archive"):
        call_command("export_data", str(place.media / "casebook.zip"))
    assert [path.name for path in place.media.iterdir()] == ["text.pdf"]


FULL = """
import resource, sys
from django.core.management import execute_from_command_line
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
execute_from_command_line(["manage.py", "export_data", sys.argv[1]])
"""


def test_a_disk_that_is_full_leaves_nothing(source: Place, tmp_path: Path):
    done = source.run("-c", FULL, str(tmp_path / "casebook.zip"))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "CommandError: The archive cannot be written: File too large."
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_deleted_during_the_export_is_passed_over(place: Place, tmp_path: Path):
    def begin(what: str, total: int, unit: str) -> Callable[[int], object]:
        if what == "Files":
            (place.media / "text.pdf").unlink()
        return lambda number: None

    assert export_archive(tmp_path / "casebook.zip", begin).files == 0


def test_files_that_only_the_database_knows_are_told_of(source: Place, tmp_path: Path):
    done = source.manage("export_data", str(tmp_path / "casebook.zip"))
    assert done.returncode == 0
    assert "The database names files that are not under MEDIA_ROOT" in done.stderr


def test_files_behind_a_link_to_another_disk_are_in_it(place: Place, tmp_path: Path):
    disk = tmp_path / "disk"
    disk.mkdir()
    (disk / "far.pdf").write_bytes(b"%PDF far")
    (disk / "loop").symlink_to(disk)
    (place.media / "documents").symlink_to(disk)
    export_archive(tmp_path / "casebook.zip", doing(lambda: None))
    with open_archive(tmp_path / "casebook.zip") as archive:
        assert [part.name for part in archive.manifest.files] == ["documents/far.pdf", "text.pdf"]


def test_what_a_row_points_to_comes_before_it(place: Place):
    order = {table.name: number for number, table in enumerate(carried_tables())}
    late = {
        (model._meta.label, field.related_model._meta.label)
        for model in moving_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is not model
        if order[field.related_model._meta.label] > order[model._meta.label]
    }
    # These two point at each other.
    assert late <= {
        ("wagtailcore.WorkflowState", "wagtailcore.TaskState"),
        ("wagtailcore.TaskState", "wagtailcore.WorkflowState"),
    }
    assert len(order) == len(moving_models())


def test_a_kind_of_column_that_nobody_thought_of_is_refused():
    field = models.BinaryField(db_column="secret")
    field.set_attributes_from_name("secret")
    field.model = Organisation
    with pytest.raises(TransferError, match=r"a_table\.secret is a BinaryField"):
        Column.of(field, "a_table")
