"""A frozen report, read for showing: titles are those of today, of what everybody may read today; numbers are those of its day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from catalogue.models import CatalogueEntry
from catalogue.visibility import anonymous_viewer
from catalogue.vocabulary import Vocabulary

from ..breakdowns import UNNAMED, Part, Table, tables_of
from ..dashboard import Headline, headlines_of, left_out_in_words
from ..figures import Four, total
from ..models import Report, Restatement, Use
from ..models.days import FIGURES
from ..selectors.uses import ShownUse, day_of, with_items
from ..small_numbers import in_words, of_items, without_small


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
    # What is told of each figure of the whole period.
    sums: dict[str, int | None]

    @property
    def figures(self) -> Four:
        """The figures of the whole period."""
        return total(self.months.values())

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
        if self.sums[figure] is None:
            return {}
        told = without_small({month: getattr(figures, figure) for month, figures in self.months.items()})
        return {month: number for month, number in told.items() if number}


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
    unread: int
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
    months, days = _months(content["months"]), content["days"]
    others = total(_months(content["others"]["months"]).values())
    names = _names(report)
    items = _items(content["items"], names, others)
    first, last = date.fromisoformat(content["first"]), date.fromisoformat(content["last"])
    before = Four(**content["before"]) if content["before"] else None
    topic = vocabulary.concepts.get(content["topic"])
    parts = [
        Part(item.figures, {name: tuple(found) for name, found in row["values"].items()})
        for item, row in zip(items, content["items"], strict=True)
    ]
    parts.append(Part(others, {"kind": (UNNAMED,)}))
    changed = Restatement.objects.filter(day__range=(first, last), made_at__gt=report.made_at).order_by(
        "day", "made_at"
    )
    return ShownReport(
        report, first, last, topic.label() if topic else content["topic"],
        [reference for reference in content["references"] if names.may_tell(reference)], months, items, _uses(content["uses"]),
        content["others"]["number"], content["unread"], headlines_of(total(months.values()), before), tables_of(months, parts, vocabulary),
        left_out_in_words(days["left_out"]), in_words(days["double_clicks"]), days["rules"],
        [date.fromisoformat(day) for day in days["missing"]], list(changed),
    )  # fmt: skip


def _uses(keys: list[int]) -> list[ShownUse]:
    """Return the uses that everybody may know of today, what happened last first."""
    found = Use.objects.shown_to(anonymous_viewer()).filter(pk__in=keys)
    return with_items(sorted(found, key=lambda use: (day_of(use), use.pk), reverse=True), anonymous_viewer())


def _names(report: Report) -> _Names:
    content = report.content
    references = [*content["references"], *(row["reference"] for row in content["items"])]
    entries = CatalogueEntry.objects.seen_by(anonymous_viewer()).filter(reference__in=references)
    found = {entry.reference: entry for entry in entries.select_related("organisation")}
    unnamed = {
        reference for reference, entry in found.items() if content["organisation"] and entry.organisation_id != report.organisation_id
    }  # fmt: skip
    return _Names({reference: entry for reference, entry in found.items() if reference not in unnamed}, unnamed)


def _items(rows: list[dict[str, Any]], names: _Names, others: Four) -> list[ReportedItem]:
    references = [row["reference"] for row in rows]
    months = {row["reference"]: _months(row["months"]) for row in rows}
    whole = {reference: total(found.values()) for reference, found in months.items()}
    told = {
        name: of_items({key: getattr(one, name) for key, one in whole.items()}, getattr(others, name))
        for name in FIGURES
    }
    return [
        ReportedItem(
            key if names.may_tell(key) else "", names.entries.get(key), row["year"],
            "".join(row["values"]["kind"]), tuple(row["values"].get("language", ())),
            months[key], row["uses"], {name: found[key] for name, found in told.items()},
        )
        for key, row in zip(references, rows, strict=True)
    ]  # fmt: skip


def _months(months: Mapping[str, Mapping[str, int]]) -> dict[date, Four]:
    return {
        date.fromisoformat(f"{month}-01"): Four(**{name: figures[name] for name in FIGURES})
        for month, figures in sorted(months.items())
    }
