"""The values of a column as JSON has them: what the database holds, below the model fields and what they make of it.

A column of codes is the text that is stored, a JSON column is its text too: so nothing is read or written anew by a field,
and the JSON value `null` is not taken for an empty column.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, models

from .errors import TransferError

_AS_TEXT: dict[str, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    "DateTimeField": (datetime.isoformat, datetime.fromisoformat),
    "DateField": (date.isoformat, date.fromisoformat),
    "DecimalField": (str, Decimal),
    "UUIDField": (str, UUID),
}
_NUMBERS = {
    "AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField",
    "PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField", "FloatField",
}  # fmt: skip
_TEXTS = {"CharField", "TextField", "SlugField", "FileField", "JSONField", "GenericIPAddressField"}
_KINDS = frozenset({*_AS_TEXT, *_NUMBERS, *_TEXTS, "BooleanField"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `kind` says what the database holds, `field` is the one that a foreign key leads to in the end."""

    name: str
    kind: str
    holds_files: bool
    field: models.Field
    converters: tuple[Callable[..., Any], ...]
    expression: Any

    @classmethod
    def of(cls, field: models.Field, table: str) -> "Column":
        """Return the column of a field.

        Raises:
            TransferError: it is of a kind that nobody has thought of yet.
        """
        expression = field.get_col(table)
        plain = expression.output_field
        if plain.get_internal_type() not in _KINDS:
            raise TransferError(
                f"{table}.{field.column} is a {plain.get_internal_type()}, which no archive can hold yet."
            )
        return cls(
            name=field.column,
            kind=plain.get_internal_type(),
            holds_files=isinstance(field, models.FileField),
            field=plain,
            # The database's own, not those of the field.
            converters=tuple(connection.ops.get_db_converters(expression)),
            expression=expression,
        )

    def to_json(self, value: Any) -> Any:
        """Return the value that the database gave, as JSON has it."""
        for convert in self.converters:
            value = convert(value, self.expression, connection)
        if value is None or self.kind not in _AS_TEXT:
            return value
        return _AS_TEXT[self.kind][0](value)

    def from_json(self, value: Any) -> Any:
        """Return the value as the database takes it."""
        if value is None or self.kind == "JSONField":
            return value
        if self.kind in _AS_TEXT:
            value = _AS_TEXT[self.kind][1](value)
        return self.field.get_db_prep_value(value, connection, prepared=True)

    def refusal(self, value: Any) -> str:
        """Return why PostgreSQL does not take a value that SQLite took, or nothing."""
        if not isinstance(value, str):
            return ""
        if "\0" in value or (self.kind == "JSONField" and "\\u0000" in value):
            return "holds the character NUL"
        size = re.fullmatch(r"varchar\((\d+)\)", self.field.db_type(connection) or "")
        if size and self.kind in _TEXTS and len(value) > int(size[1]):
            return f"holds {len(value)} characters and has room for {size[1]}"
        return ""
