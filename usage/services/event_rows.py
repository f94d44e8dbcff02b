"""Writes events by the thousand: one statement for all of them, past the ORM, which takes ten times as long to make rows of them.

An event that is there already stays as it is.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from ..lines import CountedLine

_COLUMNS = "id, day, at, kind, item_id, file_id, address, actor"
_ON_SQLITE = f"""
    INSERT INTO usage_event ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING
"""  # noqa: S608  names of columns; every value is a parameter
_ON_POSTGRESQL = f"""
    INSERT INTO usage_event ({_COLUMNS})
    SELECT * FROM unnest(
        %s::uuid[], %s::date[], %s::bigint[], %s::smallint[], %s::bigint[], %s::bigint[], %s::text[], %s::bytea[]
    )
    ON CONFLICT (id) DO NOTHING
"""  # noqa: S608  the same


def insert_events(lines: Sequence[CountedLine]) -> None:
    """Insert the events of these lines that are not there yet."""
    if not lines:
        return
    rows = [
        (
            line.id.hex,
            line.day.isoformat(),
            line.at,
            line.kind.value,
            line.item_id,
            line.file_id,
            line.address,
            line.actor,
        )
        for line in lines
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ON_POSTGRESQL, [list(column) for column in zip(*rows, strict=True)])
        else:
            cursor.executemany(_ON_SQLITE, rows)


# How the databases are asked and told whether a commit waits for the disk, and the value with which it does.
_SAFETY = {
    "sqlite": ("PRAGMA synchronous", "PRAGMA synchronous = {}", "FULL"),
    "postgresql": ("SHOW synchronous_commit", "SET synchronous_commit = {}", "on"),
}


@contextmanager
def on_disk() -> Iterator[None]:
    """Let a commit be on the disk when it returns: what it holds is about to be deleted elsewhere.

    PostgreSQL does so unless it is set up otherwise. SQLite as it is set up here would wait for its next checkpoint, so that a
    power cut could undo the commit and not the deletion.
    """
    if connection.in_atomic_block:
        yield
        return
    ask, tell, safe = _SAFETY[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(ask)
        before = cursor.fetchone()[0]
        cursor.execute(tell.format(safe))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(tell.format(before))
