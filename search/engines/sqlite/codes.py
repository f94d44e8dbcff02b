"""Facet values as single characters."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import connection

from ...documents import SearchDocument
from ..base import SearchUnavailable
from ..shape import Shape
from .schema import CODE, SHAPE, WRITTEN_IN, shape_digest

# Plane 2 and above: every character there takes four bytes, and there are more than any vocabulary has values.
_BASE = 0x20000


def symbol(code: int) -> str:
    """Return the character that stands for a code."""
    return chr(_BASE + code)


class FacetCodes:
    """The meaning of each symbol, read from the database and kept. `refresh` before each search keeps it true."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[str, str]] = {}
        self._symbols: dict[tuple[str, str], str] = {}

    def refresh(self, also: str = "", arguments: Sequence[str] = ()) -> list[tuple[Any, Any]]:
        """Read the table again if another process has added to it; one short statement where it has not.

        Args:
            also: a SELECT of two columns that is asked in the same statement; its rows are returned.
            arguments: its arguments.

        Raises:
            SearchUnavailable: the words of the index look otherwise than this code makes them.
        """
        with connection.cursor() as cursor:
            first = f"SELECT (SELECT digest FROM {SHAPE}), MAX(code) FROM {CODE}"
            cursor.execute(f"{first}{f' UNION ALL {also}' if also else ''}", list(arguments))
            (digest, newest), *rows = cursor.fetchall()
        if Shape(digest or "").words != Shape(shape_digest()).words:
            raise SearchUnavailable(
                "The search index has other words than this version asks for; it is made again soon."
            )
        if newest and symbol(newest) not in self._values:
            self.load()
        return rows

    def load(self) -> None:
        """Read the table."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT code, facet, value FROM {CODE}")
            rows = cursor.fetchall()
        self._values = {symbol(code): (facet, value) for code, facet, value in rows}
        self._symbols = {pair: sign for sign, pair in self._values.items()}

    def symbols(self, facet: str, values: tuple[str, ...]) -> list[str]:
        """Return the symbols of some values; a value that no entry ever had has none."""
        return [self._symbols[facet, value] for value in values if (facet, value) in self._symbols]

    def languages(self) -> list[str]:
        """Return every language in which a text of the index is or was written."""
        return [value for name, value in self._symbols if name == WRITTEN_IN]

    def count(self, codes: list[str]) -> dict[str, dict[str, int]]:
        """Return for each facet how many entries have each value; `codes` holds the symbols of each entry."""
        counted = Counter("".join(codes))
        facets: dict[str, dict[str, int]] = {}
        for sign, number in counted.items():
            if sign not in self._values:
                # Written by another process after `refresh`.
                self.load()
            facet, value = self._values[sign]
            facets.setdefault(facet, {})[value] = number
        return facets


class CodeWriter:
    """Gives codes to values while documents are written. Lives no longer than the transaction that it writes in."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        cursor.execute(f"SELECT facet, value, code FROM {CODE}")
        self._symbols = {(facet, value): symbol(code) for facet, value, code in cursor.fetchall()}

    def codes(self, document: SearchDocument) -> str:
        """Return the symbols of the document's facet values."""
        return "".join(
            self._symbol(facet, value) for facet, values in document.facets.items() for value in dict.fromkeys(values)
        )

    def note_languages(self, document: SearchDocument) -> None:
        """Note the languages by whose rules the words of the document are in the index."""
        for language in {document.language, *(page.language for page in document.pages)}:
            self._symbol(WRITTEN_IN, language)

    def _symbol(self, facet: str, value: str) -> str:
        known = self._symbols.get((facet, value))
        if known is None:
            self._cursor.execute(f"INSERT OR IGNORE INTO {CODE} (facet, value) VALUES (%s, %s)", [facet, value])
            # Another process may have been first while an index is built beside the old one.
            self._cursor.execute(f"SELECT code FROM {CODE} WHERE facet = %s AND value = %s", [facet, value])
            known = self._symbols[facet, value] = symbol(self._cursor.fetchone()[0])
        return known
