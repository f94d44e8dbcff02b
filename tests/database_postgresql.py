"""Prepared databases in a PostgreSQL cluster: templates that the server copies by itself."""

import os
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.conf import settings

import psycopg
from psycopg import sql

_TEMPLATE = "casebook_template"


def _own() -> dict[str, Any]:
    found: dict[str, Any] = settings.DATABASES["default"]
    return found


def _run(statement: str, *names: str) -> list[Any]:
    """Run a statement outside every transaction, in the database that is always there; `{}` stands for a name."""
    own = _own()
    options = {"host": own["HOST"], "port": own["PORT"], "user": own["USER"], "password": own["PASSWORD"]}
    with psycopg.connect(
        dbname="postgres", autocommit=True, **{name: value for name, value in options.items() if value}
    ) as link:
        cursor = link.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
        return cursor.fetchall() if cursor.description else []


def template(name: str, digest: str, fill: Callable[[str], None], start: str | None) -> str:
    """Return the database with this content, filled now if it is not there; `start` is another to begin with."""
    made = f"{_TEMPLATE}_{name}_{digest}"
    there = [row[0] for row in _run("SELECT datname FROM pg_database")]
    if made not in there:
        for old in there:
            if old.startswith(f"{_TEMPLATE}_{name}_"):
                drop(old)
        draft = f"{_TEMPLATE}_{name}_draft"
        drop(draft)
        _run("CREATE DATABASE {} TEMPLATE {}", draft, start or "template1")
        fill(draft)
        _run("ALTER DATABASE {} RENAME TO {}", draft, made)
    return made


def migrated(digest: str) -> str | None:
    """Return the database that is migrated and no more, where the tests of the transfer have left one in this cluster."""
    name = migrated_name(digest)
    return name if (name,) in _run("SELECT datname FROM pg_database") else None


def migrated_name(digest: str) -> str:
    """Return what that database is called."""
    return f"{_TEMPLATE}_migrated_{digest}"


def copy_of(source: str) -> str:
    """Return a copy for this process."""
    made = f"casebook_test_{os.getpid()}_{uuid4().hex[:8]}"
    _run("CREATE DATABASE {} TEMPLATE {}", made, source)
    return made


def drop(name: str) -> None:
    """Drop a database, whoever uses it."""
    _run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def address_of(name: str) -> str:
    """Return DATABASE_URL for another process."""
    own = _own()
    password = f":{own['PASSWORD']}" if own["PASSWORD"] else ""
    return f"postgres://{own['USER']}{password}@{own['HOST']}:{own['PORT']}/{name}"
