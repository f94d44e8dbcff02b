"""Reads a file that somebody brought: XLSX or CSV, told by what is in it and not by its name."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from ..refusals import NotPossible
from .columns import ID, known_header
from .workbook import Formula, rows_of_workbook

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 2_000
# Notes and empty rows count here: each cell of them costs as much as one of a case.
MOST_READ = 3_000
MOST_COLUMNS = 200
# One text of a workbook can stand in all of its cells: a small file may say more than anybody can store.
MOST_CHARACTERS = 20_000_000
# A row whose id begins with this is a note, such as the row of hints in the template.
NOTE = "#"
_SEPARATORS = ";,\t"
# The module's own limit is lower than what an answer may have; the size of the file is a limit already.
csv.field_size_limit(MOST_BYTES)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it stands in the file: its number there, and its cells by the names of the columns."""

    number: int
    cells: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """What is in a file: its rows, and the numbers of those that were left out as notes."""

    rows: list[ReadRow] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)


def read_table(content: bytes, kind: str) -> Table:
    """Return the rows of a file, those that are empty or notes left out.

    Raises:
        NotPossible: it cannot be read, or is too large; the message says what to do.
    """
    if not content.strip():
        raise NotPossible(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise NotPossible(_("The file is larger than 10 MB. Divide it and bring the parts one after the other."))
    if content.startswith(b"PK"):
        # One row and one column more than are taken show that there are more.
        rows = rows_of_workbook(content, most_rows=MOST_READ + 1, most_columns=MOST_COLUMNS + 1)
        return _named(rows, kind)
    return _named(_rows_of_text(content), kind)


def _named(rows: Iterable[list[Any]], kind: str) -> Table:
    names: list[str] | None = None
    found = Table()
    left = MOST_CHARACTERS
    for number, cells in enumerate(rows, start=1):
        if number > MOST_READ:
            raise NotPossible(
                _("The file goes on below row 3,000. Delete notes and empty rows, also below your cases, or divide it.")
            )
        left -= sum(len(cell) for cell in cells if isinstance(cell, str))
        if left < 0:
            raise NotPossible(_("The file holds too much. Remove pictures and other sheets, or divide it."))
        if names is None:
            names = _header(cells, kind)
            continue
        if not any(_filled(cell) for cell in cells):
            continue
        if any(_filled(cell) for cell in cells[len(names) :]) or any(
            _filled(cell) for name, cell in zip(names, cells, strict=False) if not name
        ):
            raise NotPossible(
                _("Row %(number)s has something in a column without a name. Name the column, or empty it."),
                params={"number": number},
            )
        # A row ends with its last cell that is filled; the columns behind it are empty, and not left out.
        row = {name: cell for name, cell in zip_longest(names, cells[: len(names)]) if name}
        if str(row.get(ID) or "").strip().startswith(NOTE):
            found.notes.append(number)
        else:
            found.rows.append(ReadRow(number, row))
        if len(found.rows) > MOST_ROWS:
            raise NotPossible(_("There are more than 2,000 rows. Divide the file and bring the parts one by one."))
    if not found.rows:
        raise NotPossible(_("There is no case in the file: only the names of the columns, or nothing at all."))
    return found


def _header(cells: list[Any], kind: str) -> list[str]:
    if len(cells) > MOST_COLUMNS:
        raise NotPossible(_("There are more than 200 columns. Take the template: it has a column for each question."))
    names = known_header([str(cell if _filled(cell) else "") for cell in cells], kind)
    while names and not names[-1]:
        names.pop()
    return names


def _filled(cell: Any) -> bool:
    return isinstance(cell, Formula) or bool(str("" if cell is None else cell).strip())


def _rows_of_text(content: bytes) -> Iterable[list[Any]]:
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise NotPossible(_("The file cannot be read as CSV. Save it again as “CSV UTF-8”, or as XLSX.")) from error


def _decoded(content: bytes) -> str:
    message = _("This is neither an XLSX nor a CSV file with UTF-8. Save it as XLSX, or as “CSV UTF-8”.")
    if content.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")) or b"\x00" in content:
        raise NotPossible(message)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotPossible(message) from error
