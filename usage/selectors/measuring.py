"""The figures of a period: of the whole collection, or of what an organisation shared, of a topic, or of some items.

They are read from the figures of days and never from events. What is counted is a work; it is described by its latest item that the
viewer may read. Of a work without such an item only its kind is known, and its numbers are in the sums.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import TruncMonth

from accounts.models import Organisation
from catalogue.kinds import ITEM_MODELS
from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer, anonymous_viewer
from catalogue.vocabulary import get_vocabulary

from ..codes import Scope
from ..figures import Four, total
from ..models import CountedItem, DailyFigure, Day
from ..models.days import FIGURES
from ..periods import Period


@dataclass(frozen=True, slots=True)
class Choice:
    """What is reported on; without an organisation, a topic or references all of the collection."""

    period: Period
    organisation_id: int | None = None
    topic: str = ""
    references: tuple[str, ...] = ()


@dataclass(slots=True)
class Work:
    """What was counted of a work; `entry` is None if the viewer may read none of its items."""

    work_id: int
    kind: str
    entry: CatalogueEntry | None
    months: dict[date, Four] = field(default_factory=dict)
    before: Four = field(default_factory=Four)
    has_files: bool = True
    # Whether it has more editions than the one by which it is described, whoever may read them: they are in its numbers.
    has_editions: bool = False

    @property
    def figures(self) -> Four:
        """The figures of the whole period."""
        return total(self.months.values())

    @property
    def views(self) -> int:
        """The unique views."""
        return self.figures.views

    @property
    def downloads(self) -> int | None:
        """The unique downloads; None if there was nothing to download."""
        return self.figures.downloads if self.has_files or self.figures.downloads else None


@dataclass(slots=True)
class DaysOfPeriod:
    """How the figures of a period came about. `left_out` is that of the whole site: a request is left out before it is of anybody."""

    missing: list[date]
    left_out: Counter[str]
    double_clicks: int
    rules: list[dict[str, str]]


@dataclass(slots=True)
class Usage:
    """What was counted in a period."""

    choice: Choice
    works: list[Work]
    days: DaysOfPeriod
    # Whether anything was counted in the period before.
    has_before: bool

    @property
    def figures(self) -> Four:
        """The figures of all works."""
        return total(work.figures for work in self.works)

    @property
    def before(self) -> Four:
        """Those of the period before."""
        return total(work.before for work in self.works)

    def by_month(self) -> dict[date, Four]:
        """Return the figures of each month."""
        return {
            month: total(work.months.get(month, Four()) for work in self.works) for month in self.choice.period.months()
        }


def nameable(owner: Organisation | None) -> "QuerySet[CatalogueEntry]":
    """Return what a report may name: what everybody may read; beside an organisation only what bears its name."""
    entries = CatalogueEntry.objects.seen_by(anonymous_viewer())
    return entries if owner is None else entries.filter(organisation=owner)


def measure(choice: Choice, viewer: Viewer) -> Usage:
    """Return what was counted; works of which nothing was, too."""
    works = _works(choice, viewer)
    period, before = choice.period, choice.period.before()
    by_month = _rows(period, choice).annotate(month=TruncMonth("day")).values_list("subject_id", "month")
    for work_id, month, *numbers in by_month.annotate(*_sums()):
        if work_id in works:
            works[work_id].months[month] = Four(*numbers)
    for work_id, *numbers in _rows(before, choice).values_list("subject_id").annotate(*_sums()):
        if work_id in works:
            works[work_id].before = Four(*numbers)
    return Usage(choice, sorted(works.values(), key=_most_used), days_of(period), _is_counted(before))


def _is_counted(period: Period) -> bool:
    return Day.objects.filter(day__range=(period.first, period.last)).exists()


def _most_used(work: Work) -> tuple[int, int, int]:
    figures = work.figures
    return (-figures.unique_requests, -figures.unique_investigations, work.work_id)


def _rows(period: Period, choice: Choice) -> QuerySet[DailyFigure]:
    rows = DailyFigure.objects.filter(scope=Scope.WORK, day__range=(period.first, period.last)).order_by()
    if choice.organisation_id is None:
        return rows
    return rows.filter(
        subject_id__in=CountedItem.objects.filter(organisation_id=choice.organisation_id).values("work_id")
    )


def _sums() -> list[Sum]:
    return [Sum(name) for name in FIGURES]


def _works(choice: Choice, viewer: Viewer) -> dict[int, Work]:
    counted = CountedItem.objects.order_by("item_id")
    if choice.organisation_id is not None:
        counted = counted.filter(organisation_id=choice.organisation_id)
    entries = CatalogueEntry.objects.seen_by(viewer).select_related("organisation").defer("words", "facts", "summary")
    described = {entry.item_id: entry for entry in entries}
    filed, works = _with_files(), dict[int, Work]()
    members: dict[int, list[CatalogueEntry]] = defaultdict(list)
    others = CountedItem.objects.filter(work_id=OuterRef("work_id")).exclude(item_id=OuterRef("item_id"))
    for item_id, work_id, kind, more in counted.values_list("item_id", "work_id", "kind", Exists(others)):
        work = works.setdefault(work_id, Work(work_id, kind, None, has_files=False, has_editions=more))
        work.has_files = work.has_files or item_id in filed
        if item_id in described:
            works[work_id].entry = described[item_id]
            members[work_id].append(described[item_id])
    return {pk: work for pk, work in works.items() if _is_chosen(members[pk], choice)}


def _with_files() -> set[int]:
    found = [
        model.objects.filter(**{f"{model.file_relation}__isnull": False}).order_by().values_list("pk")
        for model in ITEM_MODELS
    ]
    return {pk for (pk,) in found[0].union(*found[1:])}


def _is_chosen(entries: list[CatalogueEntry], choice: Choice) -> bool:
    """Whether a work with these items that may be read is of the topic, and among the items, that were asked for."""
    if choice.references and not any(entry.reference in choice.references for entry in entries):
        return False
    if not choice.topic:
        return True
    vocabulary = get_vocabulary()
    return any(choice.topic in vocabulary.with_broader(entry.topics) for entry in entries)


def days_of(period: Period) -> DaysOfPeriod:
    """Return how the days of a period were counted."""
    days = list(Day.objects.filter(day__range=(period.first, period.last)).order_by("day"))
    there = {day.day for day in days}
    left_out: Counter[str] = Counter()
    rules: list[dict[str, str]] = []
    for day in days:
        left_out.update(day.left_out)
        if day.rules and day.rules not in rules:
            rules.append(day.rules)
    missing = [day for day in period.each_day() if day not in there]
    return DaysOfPeriod(missing, left_out, sum(day.double_clicks for day in days), rules)
