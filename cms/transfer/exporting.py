"""Writes everything that a Casebook holds into one archive."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from .archive import new_archive
from .keys import last_key
from .manifest import Manifest, TablePart, migrations_that_ran
from .media import refuse_inside_media, write_files
from .progress import Progress
from .tables import Table, carried_tables


@dataclass(frozen=True, slots=True)
class Exported:
    """What went into the archive, and which files the database names that are not under MEDIA_ROOT."""

    rows: int
    files: int
    missing_files: list[str]


def export_archive(path: Path, begin: Progress) -> Exported:
    """Write an archive of the database, as it is at one moment, and of the files.

    Raises:
        TransferError: nothing was written; the message says why.
    """
    refuse_inside_media(path)
    named: set[str] = set()
    with new_archive(path) as archive, _one_moment():
        manifest = Manifest(timezone.now().isoformat(), connection.vendor, migrations_that_ran())
        tables = carried_tables()
        update = begin("Rows", sum(table.count() for table in tables), "rows")
        for table in tables:
            rows = _watched(table, named, update)
            number, digest = archive.add_rows(table.name, rows)
            columns = [column.name for column in table.columns]
            manifest.tables.append(TablePart(table.name, columns, number, last_key(table), digest))
        manifest.files.extend(write_files(archive, begin))
        archive.finish(manifest)
    missing = named - {part.name for part in manifest.files}
    return Exported(sum(part.rows for part in manifest.tables), len(manifest.files), sorted(missing))


def _watched(table: Table, named: set[str], update: Any) -> Iterator[list[Any]]:
    """Yield the rows of a table and note the files that they name."""
    places = [place for place, column in enumerate(table.columns) if column.holds_files]
    for row in table.rows():
        named.update(row[place] for place in places if row[place])
        update(1)
        yield row


@contextmanager
def _one_moment() -> Iterator[None]:
    """Let all statements see the same state of the database, while others go on writing."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # `atomic` would take the lock of writers.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
        else:
            with transaction.atomic(durable=True):
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield
