"""Reads XLSX files: values only. Formulas are never computed; the value that the program stored beside one is taken."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..refusals import NotPossible

# What the parts may have together when they are unpacked, and how many there may be.
_MOST_UNPACKED = 60 * 1024 * 1024
_MOST_PARTS = 500


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell with a formula beside which no value is stored, or an error."""


def rows_of_workbook(content: bytes, *, most_rows: int, most_columns: int) -> Iterator[list[Any]]:
    """Yield the cells of the first sheet, row by row, without empty ones at the ends of rows; none beyond the most.

    Raises:
        NotPossible: it is no workbook, or unpacks to more than is read.
    """
    _check_size(content)
    try:
        # The same sheet twice, side by side: the library gives either the formulas or the values beside them.
        values = _cells(content, most_rows, most_columns, data_only=True)
        formulas = _cells(content, most_rows, most_columns, data_only=False)
        for pair in zip(values, formulas, strict=True):
            yield _without_end(map(_one, *pair))
    except NotPossible:
        raise
    # What a broken file raises inside of the library is not documented.
    except Exception as error:
        raise NotPossible(
            _("The file cannot be read as XLSX. Open it in your spreadsheet program and save it again.")
        ) from error


def _check_size(content: bytes) -> None:
    """Refuse what unpacks to too much; the library of Python reads no more of a part than its declared size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NotPossible(_("The file is damaged. Save it again as XLSX, or as “CSV UTF-8”.")) from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise NotPossible(_("The file holds too much. Remove pictures and other sheets, or divide it."))


def _cells(content: bytes, most_rows: int, most_columns: int, *, data_only: bool) -> Iterator[tuple[Any, ...]]:
    # Most processes never read a workbook.
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    try:
        sheet = book.worksheets[0]
        # What the file says of its own size is not believed.
        sheet.reset_dimensions()
        yield from sheet.iter_rows(max_row=most_rows, max_col=most_columns)
    finally:
        book.close()


def _one(value: Any, typed: Any) -> Any:
    # An error, such as #N/A, is what a formula came to, and nothing that a case says.
    has_none = value.data_type == "e" or (typed.data_type == "f" and value.value is None)
    return Formula() if has_none else value.value


def _without_end(cells: Iterable[Any]) -> list[Any]:
    found = list(cells)
    while found and found[-1] is None:
        found.pop()
    return found
