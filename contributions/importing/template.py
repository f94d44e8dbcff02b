"""Makes the files that people fill in: a column for each question, a row of hints, and a sheet of the answers that may be given."""

import csv
import io
from itertools import zip_longest

from django.utils.translation import gettext as _

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .columns import ID, Column, columns_of_template
from .reading import NOTE

_WIDTH = 28


def template_as_xlsx(kind: str) -> bytes:
    """Return a workbook without cases."""
    columns = columns_of_template(kind)
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = "cases"
    sheet.append([ID, *[column.name for column in columns]])
    sheet.append(_hints(columns))
    sheet.freeze_panes = "B3"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(cell.column)].width = _WIDTH
    for cell in sheet[2]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(italic=True)
    _add_answers(book.create_sheet("answers"), columns)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def template_as_csv(kind: str) -> bytes:
    """Return the same columns as CSV; the mark at its beginning has spreadsheet programs read it as UTF-8."""
    columns = columns_of_template(kind)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[ID, *[column.name for column in columns]], _hints(columns)])
    return text.getvalue().encode("utf-8-sig")


def _hints(columns: list[Column]) -> list[str]:
    first = _("This row is not read. Give each case an id of your own, such as its number in your files.")
    return [f"{NOTE} {first}", *[_hint(column) for column in columns]]


def _hint(column: Column) -> str:
    parts = [str(column.field.label)]
    if column.needed:
        parts.append(_("(needed)"))
    parts.append(str(column.field.help_text))
    if column.choices:
        parts.append(_("The answers are on the second sheet."))
    if column.takes_several:
        parts.append(_("Several are separated by commas."))
    return " ".join(part for part in parts if part)


def _add_answers(sheet: Worksheet, columns: list[Column]) -> None:
    """List the answers, two columns for each question: the code, and what it means. Either may stand in a cell."""
    heads: list[str] = []
    lists: list[list[str]] = []
    for column in columns:
        if pairs := column.choices:
            heads += [column.name, str(column.field.label)]
            lists += [[code for code, _label in pairs], [label for _code, label in pairs]]
    sheet.append(heads)
    for row in zip_longest(*lists, fillvalue=""):
        sheet.append(row)
    for place, head in enumerate(heads, start=1):
        cell = sheet.cell(1, place, head)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTH
