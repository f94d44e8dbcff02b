"""A frozen report, read for showing: titles are those of today, of what everybody may read today; numbers are those of its day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from catalogue.models import CatalogueEntry
from catalogue.visibility import anonymous_viewer
from catalogue.vocabulary import Vocabulary

from ..breakdowns import ALL_EDITIONS, UNNAMED, Part, Table, tables_of
from ..dashboard import Headline, headlines_of, left_out_in_words
from ..figures import UNIQUE, Four, total
from ..models import Report, Restatement, Use
from ..models.days import FIGURES
from ..selectors.uses import ShownUse, day_of, with_items
from ..small_numbers import Told, Untold, in_words, order_of, told_of_parts, with_same_gaps


@dataclass(frozen=True, slots=True)
class ReportedItem:
    """An item of a report; `entry` is None if the report may not name it any more.

    `reference` is empty if everybody may read the item, but no longer beside the name of the organisation.
    """

    reference: str
    entry: CatalogueEntry | None
    year: int | None
    kind: str
    languages: tuple[str, ...]
    months: dict[date, Four]
    uses: int
    has_editions: bool
    # What is told of each figure of the whole period.
    sums: dict[str, Told]

    @property
    def downloads(self) -> str:
        """The unique downloads in words."""
        return in_words(self.sums["unique_requests"])

    @property
    def views(self) -> str:
        """The unique views in words."""
        return in_words(self.sums["unique_investigations"])

    def told(self, figure: str) -> dict[date, int]:
        """Return what is told of a figure, by month; small numbers are not there, and nothing of what is untold in the whole."""
        if isinstance(self.sums[figure], Untold):
            return {}
        unique = UNIQUE.get(figure, figure)
        months = {month: number for month, figures in self.months.items() if (number := getattr(figures, unique))}
        return {
            month: getattr(self.months[month], figure)
            for month, one in told_of_parts(months).items()
            if isinstance(one, int)
        }


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report in the words of today."""

    report: Report
    first: date
    last: date
    topic: str
    references: list[str]
    months: dict[date, Four]
    items: list[ReportedItem]
    uses: list[ShownUse]
    others: int
    # How many more items had too few views to be listed.
    few: int
    headlines: list[Headline]
    tables: list[Table]
    left_out: list[tuple[str, str]]
    double_clicks: str
    rules: list[dict[str, str]]
    missing: list[date]
    restatements: list[Restatement]

    @property
    def number(self) -> int:
        """The number under which the report can be asked for again."""
        return int(self.report.pk)

    @property
    def uses_accepted(self) -> int:
        """How many uses were accepted in the period."""
        return len(self.report.content["uses"])

    def table(self, name: str) -> Table:
        """Return the table of this name."""
        return next(table for table in self.tables if table.name == name)

    @property
    def note(self) -> Any:
        """What has to be known of the numbers of the items."""
        return ALL_EDITIONS if any(item.has_editions for item in self.items) else ""

    @property
    def made_at(self) -> datetime:
        """When it was made."""
        return self.report.made_at


@dataclass(frozen=True, slots=True)
class _Names:
    """What the items of a report are called today, and those that may no longer be named with its organisation."""

    entries: dict[str, CatalogueEntry]
    unnamed: set[str]

    def may_tell(self, reference: str) -> bool:
        """Whether the reference may stand in the report: that of a withdrawn item leads nowhere, that of an unnamed one to it."""
        return reference not in self.unnamed


def shown_report(report: Report, vocabulary: Vocabulary) -> ShownReport:
    """Return the report as it is shown today."""
    content = report.content
    months, days, rows, others = _months(content["months"]), content["days"], content["items"], content["others"]
    names = _names(report)
    items = _items(rows, names, others)
    listed = sorted(
        (item for item in items if item.sums["unique_investigations"] is not Untold.SMALL),
        key=lambda item: (order_of(item.sums["unique_requests"]), order_of(item.sums["unique_investigations"])),
    )
    first, last = date.fromisoformat(content["first"]), date.fromisoformat(content["last"])
    before = Four(**content["before"]) if content["before"] else None
    topic = vocabulary.concepts.get(content["topic"])
    parts = [_part(row, {name: tuple(found) for name, found in row["values"].items()}) for row in rows]
    if others["number"]:
        parts.append(_part(others, {"kind": (UNNAMED,)}))
    missing = [date.fromisoformat(day) for day in days["missing"]]
    changed = Restatement.objects.filter(day__range=(first, last), made_at__gt=report.made_at).order_by(
        "day", "made_at"
    )
    return ShownReport(
        report, first, last, topic.label() if topic else content["topic"],
        [reference for reference in content["references"] if names.may_tell(reference)], months, listed, _uses(report),
        others["number"], len(items) - len(listed), headlines_of(total(months.values()), before),
        tables_of(months, missing, parts, vocabulary), left_out_in_words(days["left_out"]), in_words(days["double_clicks"]),
        days["rules"], missing, list(changed),
    )  # fmt: skip


def _part(row: dict[str, Any], values: dict[str, tuple[str, ...]]) -> Part:
    """Return what was counted of an item, or of all that are not named."""
    figures = total(_months(row["months"]).values())
    return Part(figures.views, figures.downloads if row["has_files"] or figures.downloads else None, values)


def _uses(report: Report) -> list[ShownUse]:
    """Return the uses that everybody may know of today, what happened last first, with the items that the report may name."""
    found = Use.objects.shown_to(anonymous_viewer()).filter(pk__in=report.content["uses"])
    uses = with_items(sorted(found, key=lambda use: (day_of(use), use.pk), reverse=True), anonymous_viewer())
    if not report.content["organisation"]:
        return uses
    return [
        replace(one, items=[item for item in one.items if item.entry.organisation_id == report.organisation_id])
        for one in uses
    ]


def _names(report: Report) -> _Names:
    content = report.content
    references = [*content["references"], *(row["reference"] for row in content["items"])]
    entries = CatalogueEntry.objects.seen_by(anonymous_viewer()).filter(reference__in=references)
    found = {entry.reference: entry for entry in entries.select_related("organisation")}
    unnamed = {
        reference for reference, entry in found.items() if content["organisation"] and entry.organisation_id != report.organisation_id
    }  # fmt: skip
    return _Names({reference: entry for reference, entry in found.items() if reference not in unnamed}, unnamed)


def _items(rows: list[dict[str, Any]], names: _Names, others: dict[str, Any]) -> list[ReportedItem]:
    told = _told(rows, others)
    return [
        ReportedItem(
            row["reference"] if names.may_tell(row["reference"]) else "", names.entries.get(row["reference"]), row["year"],
            "".join(row["values"]["kind"]), tuple(row["values"].get("language", ())),
            _months(row["months"]), row["uses"], row["has_editions"], {name: found[row["reference"]] for name, found in told.items()},
        )
        for row in rows
    ]  # fmt: skip


def _told(rows: list[dict[str, Any]], others: dict[str, Any]) -> dict[str, dict[str, Told]]:
    """Return what is told of each figure of the items, beside what is in the sums and not named."""
    parts = {row["reference"]: _part(row, {}) for row in rows}
    rest = _part(others, {}) if others["number"] else None
    told = {
        "unique_investigations": told_of_parts(
            {key: one.views for key, one in parts.items()}, rest.views if rest else None
        ),
        "unique_requests": told_of_parts(
            {key: one.downloads for key, one in parts.items()}, rest.downloads if rest else None
        ),
    }
    for name, unique in UNIQUE.items():
        numbers = {row["reference"]: getattr(total(_months(row["months"]).values()), name) for row in rows}
        told[name] = with_same_gaps(told[unique], numbers)
    return told


def _months(months: Mapping[str, Mapping[str, int]]) -> dict[date, Four]:
    return {
        date.fromisoformat(f"{month}-01"): Four(**{name: figures[name] for name in FIGURES})
        for month, figures in sorted(months.items())
    }
