"""Which tables an archive holds, in which order, and what is in their columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

from .values import Column

# What is derived from the content (`search_rebuild`), and who is signed in: of no use in another database.
LEFT_OUT = frozenset({"catalogue", "search", "wagtailsearch", "sessions"})
# What was recorded of single readers goes nowhere; the figures of each day are carried.
TABLES_LEFT_OUT = frozenset({"usage.Event", "usage.LeftOut", "usage.SpoolFile", "usage.EmptySearch"})
BATCH = 500


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a model; `name` is the model's, as "app.Model"."""

    name: str
    database_name: str
    columns: tuple[Column, ...]
    # The column of the key, and whether the database gives the keys.
    key: str
    numbered: bool

    def count(self) -> int:
        """Return the number of rows."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {_quoted(self.database_name)}")  # noqa: S608  a name of the schema
            return int(cursor.fetchone()[0])

    def rows(self) -> Iterator[list[Any]]:
        """Yield each row in the order of the keys, its values as JSON has them; needs a transaction on PostgreSQL."""
        names = ", ".join(_quoted(column.name) for column in self.columns)
        order = _quoted(self.key)
        statement = f"SELECT {names} FROM {_quoted(self.database_name)} ORDER BY {order}"  # noqa: S608  the same
        with connection.chunked_cursor() as cursor:
            cursor.execute(statement)
            while rows := cursor.fetchmany(BATCH):
                for row in rows:
                    yield [column.to_json(value) for column, value in zip(self.columns, row, strict=True)]

    def insert(self, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows whose values are as JSON has them."""
        names = ", ".join(_quoted(column.name) for column in self.columns)
        places = ", ".join(["%s"] * len(self.columns))
        statement = f"INSERT INTO {_quoted(self.database_name)} ({names}) VALUES ({places})"  # noqa: S608  the same
        adapted = [
            tuple(column.from_json(value) for column, value in zip(self.columns, row, strict=True)) for row in rows
        ]
        with connection.cursor() as cursor:
            cursor.executemany(statement, adapted)


def carried_tables() -> list[Table]:
    """Return the tables that an archive holds; what a row points to comes before it.

    Where tables point at each other in a circle there is no such order: foreign keys are checked at the end.
    """
    return [_table(model) for model in _in_order([model for model in _all_models() if not _is_left_out(model)])]


def clear_tables() -> None:
    """Delete all rows of all tables, also of those that an archive leaves out: they tell of content that is gone."""
    with connection.cursor() as cursor:
        for model in _all_models():
            cursor.execute(f"DELETE FROM {_quoted(model._meta.db_table)}")  # noqa: S608  the same


def _all_models() -> list[type[models.Model]]:
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def _is_left_out(model: type[models.Model]) -> bool:
    return model._meta.app_label in LEFT_OUT or model._meta.label in TABLES_LEFT_OUT


def _in_order(found: list[type[models.Model]]) -> list[type[models.Model]]:
    placed: dict[type[models.Model], None] = {}
    seen: set[type[models.Model]] = set()

    def place(model: type[models.Model]) -> None:
        if model in seen:
            return
        seen.add(model)
        for field in model._meta.local_concrete_fields:
            if isinstance(field.related_model, type) and field.related_model in wanted:
                place(field.related_model)
        placed[model] = None

    wanted = set(found)
    for model in sorted(found, key=lambda model: model._meta.label):
        place(model)
    return list(placed)


def _table(model: type[models.Model]) -> Table:
    key = model._meta.pk
    columns = tuple(Column.of(field, model._meta.db_table) for field in model._meta.local_concrete_fields)
    return Table(model._meta.label, model._meta.db_table, columns, key.column, isinstance(key, models.AutoField))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
