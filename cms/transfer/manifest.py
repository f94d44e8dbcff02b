"""What an archive says of itself: its format, the state of the database's structure, its tables and files."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from .errors import TransferError
from .tables import LEFT_OUT

FORMAT = 1
# "app.migration" of all that have run.
Migrations = list[str]


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table of the archive."""

    name: str
    columns: list[str]
    rows: int
    last_key: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file of the archive; `name` is its path under MEDIA_ROOT."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All parts of an archive."""

    made_at: str
    database: str
    migrations: Migrations
    tables: list[TablePart] = field(default_factory=list)
    files: list[FilePart] = field(default_factory=list)
    format: int = FORMAT

    def to_json(self) -> str:
        """Return the text that the archive holds."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Manifest":
        """Read what `to_json` wrote.

        Raises:
            TransferError: it is of another format.
            ValueError, TypeError, KeyError: it is no manifest.
        """
        values: dict[str, Any] = json.loads(text)
        if values["format"] != FORMAT:
            raise TransferError(
                f"The archive has format {values['format']} and this version of Casebook reads format {FORMAT}:"
                " import it with the version that made it."
            )
        values["tables"] = [TablePart(**part) for part in values["tables"]]
        values["files"] = [FilePart(**part) for part in values["files"]]
        return cls(**values)


def migrations_that_ran() -> Migrations:
    """Return the migrations of the tables that an archive holds.

    Raises:
        TransferError: some are still to run.
    """
    loader = MigrationLoader(connection)
    missing = sorted(set(loader.graph.nodes) - set(loader.applied_migrations))
    if missing:
        raise TransferError("The database is not up to date: run `manage.py migrate` first.")
    return sorted(f"{app}.{name}" for app, name in loader.graph.nodes if app not in LEFT_OUT)


def refuse_other_structure(archive: Migrations, here: Migrations) -> None:
    """Raise if the archive is of a database with another structure."""
    differences = [
        *_named(set(archive) - set(here), "the archive has {}, which this version of Casebook does not know"),
        *_named(set(here) - set(archive), "the archive is older than {}"),
    ]
    if differences:
        raise TransferError(
            f"The archive comes from another version of Casebook: {'; '.join(differences)}."
            " Export and import with the same version, and upgrade afterwards."
        )


def _named(migrations: Iterable[str], sentence: str) -> list[str]:
    names = sorted(migrations)
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return [sentence.format(shown)] if names else []
