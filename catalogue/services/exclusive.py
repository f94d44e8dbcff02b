"""Lets one process at a time do a long piece of work, on whatever machine; the lock of a killed process is gone with it."""

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


class AlreadyRunning(Exception):
    """Another process is at this work."""


@contextmanager
def exclusive(work: str) -> Iterator[None]:
    """Hold the lock of some work.

    Args:
        work: a name, the same in every process.

    Raises:
        AlreadyRunning: somebody else holds it.
    """
    if connection.vendor == "postgresql":
        with _held_by_server(work):
            yield
    else:
        with _held_by_file(work):
            yield


@contextmanager
def _held_by_server(work: str) -> Iterator[None]:
    """Hold an advisory lock of the session: it belongs to the database, and ends with the connection."""
    key = zlib.crc32(work.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        if not cursor.fetchone()[0]:
            raise AlreadyRunning(f"{work} is running in another process.")
    try:
        yield
    finally:
        # A connection that was lost meanwhile has given up the lock.
        if connection.connection is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@contextmanager
def _held_by_file(work: str) -> Iterator[None]:
    """Hold the lock of a file beside the database, which is on this machine."""
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    with database.with_name(f"{database.name}.{work}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(f"{work} is running in another process.") from error
        yield
