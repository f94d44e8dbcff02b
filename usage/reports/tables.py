"""The numbers of a report as a tidy table (one number a row), in CSV and in a workbook. No cell is taken for a formula."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO

from django.conf import settings
from django.utils.translation import gettext as _

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from catalogue.kinds import kind_label
from catalogue.spreadsheets import harmless

from ..breakdowns import unnamed_of
from ..models.days import FIGURES
from ..small_numbers import Told, Untold, in_words
from .reading import ShownReport

HEADINGS = ("month", "reference", "title", "kind", "languages", "metric", "value", "period_total")
Cell = str | int


def tidy_rows(shown: ShownReport) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each number that is told, under `HEADINGS`; what is missing was nothing or too small to be told.

    Months and totals of the period stand in columns of their own, so that neither is added to the other.
    """
    period = f"{shown.first:%Y-%m}/{shown.last:%Y-%m}"
    for item in shown.items:
        title = item.entry.title if item.entry else _("An item that is no longer shared")
        described = (item.reference, title, kind_label(item.kind), " ".join(item.languages))
        for figure in FIGURES:
            for month, number in item.told(figure).items():
                yield (f"{month:%Y-%m}", *described, figure, number, "")
            if isinstance(told := item.sums[figure], int):
                yield (period, *described, figure, "", told)
    for row in unnamed_of(shown.table("kind")):
        for figure, told in (("unique_investigations", row.views), ("unique_requests", row.downloads)):
            if isinstance(told, int):
                yield (period, "", row.label, "", "", figure, "", told)


def as_csv(shown: ShownReport) -> bytes:
    """Return the table as CSV, below what it is about and an empty line, as COUNTER's reports begin."""
    text = StringIO()
    writer = csv.writer(text)
    for row in (*about(shown), (), HEADINGS, *tidy_rows(shown)):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    # Spreadsheets read UTF-8 only with this mark at the start.
    return ("\ufeff" + text.getvalue()).encode()


def as_workbook(shown: ShownReport) -> bytes:
    """Return a workbook: what the report is about, the table, and the sums of each month."""
    book = Workbook(write_only=True)
    _fill(book, _("About"), about(shown))
    _fill(book, _("Months"), _month_rows(shown))
    _fill(book, _("Numbers"), [HEADINGS, *tidy_rows(shown)])
    _fill(book, _("Uses"), _use_rows(shown))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def about(shown: ShownReport) -> list[tuple[Cell, ...]]:
    """Return what a table of numbers needs to be understood."""
    content = shown.report.content
    return [
        (_("Report"), shown.number),
        (_("Site"), settings.SITE_NAME),
        (_("First day"), content["first"]),
        (_("Last day"), content["last"]),
        (_("Organisation"), content["organisation"]),
        (_("Topic"), shown.topic),
        (_("Made"), f"{shown.made_at:%Y-%m-%d %H:%M} UTC"),
        ("SHA-256", shown.report.checksum),
        (_("Rules"), "COUNTER 5.1; " + _("not audited")),
        (_("Days on which nothing was counted"), len(shown.missing)),
        (_("Small numbers"), _("What is below %(number)s is not told.") % {"number": settings.USAGE_SMALLEST_SHOWN}),
        (_("Numbers that are not told"), _("With them a small number could be worked out.")),
        *([(_("Editions"), str(shown.note))] if shown.note else []),
        *((str(heading.label), _cell(heading.told)) for heading in shown.headlines),
    ]


def _month_rows(shown: ShownReport) -> list[tuple[Cell, ...]]:
    return [
        (_("Month"), _("Downloads"), _("Views")),
        *((row.label, _cell(row.downloads), _cell(row.views)) for row in shown.table("month").rows),
    ]


def _use_rows(shown: ShownReport) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [
        (
            _("Where it was used"),
            _("When"),
            _("Country or court"),
            _("What it was used for"),
            _("What changed"),
            _("Items"),
            _("Link"),
        )
    ]
    for one in shown.uses:
        use, references = one.use, ", ".join(item.entry.reference for item in one.items)
        where = str(use.get_kind_display())
        rows.append((where, use.when, use.jurisdiction, use.account, use.what_changed, references, use.evidence_url))
    return rows


def _cell(number: Told) -> Cell:
    if number is Untold.SMALL:
        return f"<{settings.USAGE_SMALLEST_SHOWN}"
    return number if isinstance(number, int) else in_words(number)


def _fill(book: Workbook, name: str, rows: list[tuple[Cell, ...]]) -> None:
    sheet = book.create_sheet(name)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value if isinstance(value, int) else str(value))
            if not isinstance(value, int):
                # A text stays one, whatever it begins with.
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
