"""What a dashboard shows of the figures: the sums with their change, tables, the items most read, and how it was counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.kinds import kind_label
from catalogue.models import CatalogueEntry
from catalogue.vocabulary import Vocabulary

from .breakdowns import ALL_EDITIONS, Part, Table, tables_of, values_of
from .codes import Reason
from .figures import UNIQUE, Four
from .selectors.measuring import DaysOfPeriod, Usage
from .small_numbers import Told, Untold, in_words, is_small, order_of, told_alone, told_of_parts

MOST_ITEMS = 20
_HEADLINES = (
    ("unique_requests", gettext_lazy("Downloads")),
    ("unique_investigations", gettext_lazy("Views")),
    ("total_requests", gettext_lazy("Downloads, repeated ones too")),
    ("total_investigations", gettext_lazy("Views, repeated ones too")),
)


@dataclass(frozen=True, slots=True)
class Headline:
    """A sum as far as it is told, and how it changed in words."""

    label: Any
    told: Told
    change: str

    @property
    def number(self) -> str:
        """The sum in words."""
        return in_words(self.told)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item and its figures in words; without an entry it is named by its kind alone."""

    entry: CatalogueEntry | None
    kind: str
    downloads: str
    views: str
    has_editions: bool


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What is shown."""

    usage: Usage
    headlines: list[Headline]
    tables: list[Table]
    items: list[ItemRow]
    unread: list[CatalogueEntry]
    left_out: list[tuple[str, str]]

    @property
    def days(self) -> DaysOfPeriod:
        """How the days were counted."""
        return self.usage.days

    @property
    def note(self) -> Any:
        """What has to be known of the numbers of the items most read."""
        return ALL_EDITIONS if any(row.has_editions for row in self.items) else ""


def dashboard_of(usage: Usage, vocabulary: Vocabulary) -> Dashboard:
    """Return what is shown of the figures."""
    downloads, views = (
        told_of_parts({work.work_id: getattr(work, name) for work in usage.works}) for name in ("downloads", "views")
    )
    parts = [Part(work.views, work.downloads, values_of(work.entry, work.kind, vocabulary)) for work in usage.works]
    read = [work for work in usage.works if not is_small(work.views)]
    read.sort(key=lambda work: (order_of(downloads[work.work_id]), order_of(views[work.work_id])))
    return Dashboard(
        usage,
        headlines_of(usage.figures, usage.before if usage.has_before else None),
        tables_of(usage.by_month(), usage.days.missing, parts, vocabulary),
        [
            ItemRow(
                work.entry, kind_label(work.kind), in_words(downloads[work.work_id]), in_words(views[work.work_id]),
                work.has_editions,
            )
            for work in read[:MOST_ITEMS]
        ],
        sorted((work.entry for work in usage.works if work.entry and is_small(work.views)), key=lambda entry: entry.reference),
        left_out_in_words(usage.days.left_out),
    )  # fmt: skip


def headlines_of(figures: Four, before: Four | None) -> list[Headline]:
    """Return the four sums, each with its change against the period before, if it was counted then."""
    return [
        Headline(
            label, _told(figures, name),
            _change(_told(figures, name), _told(before, name)) if before is not None else _("nothing was counted in the period before"),
        )
        for name, label in _HEADLINES
    ]  # fmt: skip


def _told(figures: Four, name: str) -> Told:
    """Return what is told of a sum: how often something small was repeated would tell that it was not nothing."""
    return Untold.SMALL if is_small(getattr(figures, UNIQUE.get(name, name))) else getattr(figures, name)


def _change(now: Told, before: Told) -> str:
    """Return how a number changed, with the one before: never a bare percentage. Of small ones nothing is said."""
    if isinstance(now, Untold) or isinstance(before, Untold):
        return _("too few to compare")
    then = {"number": in_words(abs(now - before)), "before": in_words(before)}
    if now > before:
        return _("%(number)s more than in the period before (%(before)s)") % then
    if now < before:
        return _("%(number)s fewer than in the period before (%(before)s)") % then
    return _("as many as in the period before")


def left_out_in_words(left_out: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return what was left out and how often, the most frequent first."""
    labels = dict(Reason.choices)
    ordered = sorted(left_out.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(str(labels.get(reason, reason)), in_words(told_alone(number))) for reason, number in ordered]
