"""Takes an archive into an empty database, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction

from wagtail.images import get_image_model

from accounts.models import Organisation, User
from catalogue.kinds import ITEM_MODELS
from catalogue.vocabulary import vocabulary_changed
from files.models import RepositoryFile

from .archive import ArchiveReader, open_archive
from .errors import TransferError, reason
from .keys import set_last_key
from .manifest import Manifest, TablePart, migrations_that_ran, refuse_other_structure
from .media import files_in_place
from .progress import Progress
from .tables import BATCH, Table, carried_tables, clear_tables


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a table are in the archive, and how many in the database."""

    table: str
    archived: int
    found: int


def import_archive(path: Path, begin: Progress) -> list[Count]:
    """Take an archive into the database and MEDIA_ROOT; what migrations and `setup_site` put there gives way.

    Raises:
        TransferError: database and files are as they were; the message says why.
    """
    with open_archive(path) as archive:
        refuse_other_structure(archive.manifest.migrations, migrations_that_ran())
        pairs = _matched(archive.manifest)
        _refuse_content()
        try:
            with files_in_place(archive, begin), transaction.atomic(durable=True):
                # Files take their time, and somebody may have begun to work here meanwhile.
                _refuse_content()
                clear_tables()
                _load(archive, pairs, begin)
                return _finish(pairs)
        finally:
            # They hold keys of the one database or of the other.
            ContentType.objects.clear_cache()
            cache.clear()


def _matched(manifest: Manifest) -> list[tuple[TablePart, Table]]:
    """Return the tables of the archive, each with the one of the database that takes its rows."""
    parts = {part.name: part for part in manifest.tables}
    tables = carried_tables()
    there = {table.name: [column.name for column in table.columns] for table in tables}
    if there != {part.name: part.columns for part in manifest.tables}:
        raise TransferError("The archive has other tables or columns than this version of Casebook.")
    return [(parts[table.name], table) for table in tables]


def _refuse_content() -> None:
    models: tuple[Any, ...] = (User, *ITEM_MODELS, Organisation, RepositoryFile, get_image_model())
    held = [str(model._meta.verbose_name_plural) for model in models if model._default_manager.exists()]
    if held:
        raise TransferError(
            f"The database already holds {', '.join(held)}: an archive is taken into a fresh database only."
        )


def _load(archive: ArchiveReader, pairs: list[tuple[TablePart, Table]], begin: Progress) -> None:
    update = begin("Rows", sum(part.rows for part, _table in pairs), "rows")
    for part, table in pairs:
        rows = archive.rows(part)
        while batch := list(islice(rows, BATCH)):
            with _refusal_told(table, batch):
                table.insert(batch)
            update(len(batch))


def _finish(pairs: list[tuple[TablePart, Table]]) -> list[Count]:
    """Check what the database now holds, and let it go on after the last keys."""
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise TransferError(f"Rows of the archive point to rows that are not in it: {reason(error)}.") from error
    counts = [Count(part.name, part.rows, table.count()) for part, table in pairs]
    for count in counts:
        if count.archived != count.found:
            raise TransferError(f"{count.table}: {count.found} of {count.archived} rows are in the database.")
    for part, table in pairs:
        set_last_key(table, part.last_key)
    vocabulary_changed()
    return counts


@contextmanager
def _refusal_told(table: Table, rows: list[list[Any]]) -> Iterator[None]:
    """Name the value that the database does not take."""
    try:
        yield
    except (DatabaseError, ValueError, TypeError) as error:
        reasons = [
            f"“{column.name}” {refusal}"
            for row in rows
            for column, value in zip(table.columns, row, strict=True)
            if (refusal := column.refusal(value))
        ]
        raise TransferError(
            f"The database does not take a row of {table.name}: {reasons[0] if reasons else reason(error)}."
        ) from error
