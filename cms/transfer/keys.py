"""The last key that a table has given to a row, which may be of a row deleted since.

Keys are not given twice: the history of a deleted page names its key, and would become that of a new page.
"""

from typing import Any

from django.db import connection

from .tables import Table


def last_key(table: Table) -> int | None:
    """Return the last key given, or nothing where there was none yet or another table gives the keys."""
    if not table.numbered:
        return None
    highest = _value(f"SELECT MAX({_quoted(table.key)}) FROM {_quoted(table.database_name)}")  # noqa: S608  names of the schema
    # SQLite says 0 where it has given none.
    return max(highest or 0, _last_given(table) or 0) or None


def set_last_key(table: Table, value: int | None) -> None:
    """Let the table go on after this key."""
    if value is None:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.database_name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.database_name, value])
        else:
            cursor.execute("SELECT setval(%s, %s)", [_sequence(table), value])


def _last_given(table: Table) -> Any:
    if connection.vendor == "sqlite":
        return _value("SELECT seq FROM sqlite_sequence WHERE name = %s", table.database_name)
    return _value(f"SELECT CASE WHEN is_called THEN last_value END FROM {_sequence(table)}")  # noqa: S608  the same


def _sequence(table: Table) -> Any:
    return _value("SELECT pg_get_serial_sequence(%s, %s)", _quoted(table.database_name), table.key)


def _value(statement: str, *arguments: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        row = cursor.fetchone()
    return row[0] if row else None


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
