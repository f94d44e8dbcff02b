"""Makes the figures of a UTC day of its events: deleted and made anew in one transaction, so that twice is the same as once.

The rules are COUNTER's. First double clicks go: of clicks on one address by one actor, each within 30 seconds of the next, the last
stays (7.2). Then each actor counts once an hour for what is unique (7.3). A day has a salt of its own, so it needs no neighbour.
"""

import hashlib
import json
import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from ..agents import list_versions
from ..codes import Scope
from ..models import DailyFigure, Day, Event, ItemTotal, LeftOut, Restatement
from ..models.days import FIGURES
from .works import note_new_items

logger = logging.getLogger(__name__)

RULES_VERSION = "COUNTER 5.1, Casebook 1"
DOUBLE_CLICK_MS = 30_000
HOUR_MS = 3_600_000
# Today is made anew this often at most; nobody needs it by the minute.
PAUSE = timedelta(minutes=10)
# A day that is over for so long is closed: what changes it afterwards is told as a restatement.
CLOSED_AFTER = timedelta(days=2)

_KEPT = """
    SELECT {subject} AS subject, actor, at / %s AS hour, CASE WHEN clicks.kind = 2 THEN 1 ELSE 0 END AS request
    FROM (
        SELECT item_id, file_id, actor, at, kind,
               LEAD(at) OVER (PARTITION BY actor, address ORDER BY at, id) AS following
        FROM usage_event WHERE day = %s
    ) AS clicks {join}
    WHERE (following IS NULL OR following - at > %s) {condition}
"""
_INSERT = f"""
    INSERT INTO usage_dailyfigure (day, scope, subject_id, {", ".join(FIGURES)})
    SELECT %s, %s, subject, SUM(number), COUNT(*), SUM(requests), SUM(CASE WHEN requests > 0 THEN 1 ELSE 0 END)
    FROM (
        SELECT subject, actor, hour, COUNT(*) AS number, SUM(request) AS requests
        FROM ({{kept}}) AS kept GROUP BY subject, actor, hour
    ) AS sessions
    GROUP BY subject
"""  # noqa: S608  names of columns; every value is a parameter
# What is counted for each scope: the subject, what it is joined with, and which events are of it.
_SCOPES = {
    Scope.FILE: ("file_id", "", "AND file_id IS NOT NULL"),
    Scope.ITEM: ("clicks.item_id", "", ""),
    Scope.WORK: ("works.work_id", "JOIN usage_counteditem AS works ON works.item_id = clicks.item_id", ""),
}


def days_due(at_once: bool = False) -> list[date]:
    """Return the days whose figures are to be made, the oldest first; today now and then, unless it is to be at once."""
    now = timezone.now()
    stale = Day.objects.filter(stale=True, events_deleted=False).order_by("day")
    return [
        day.day
        for day in stale
        if at_once or day.rolled_up_at is None or day.day < now.date() or now - day.rolled_up_at >= PAUSE
    ]


@transaction.atomic
def roll_up(day: date, reason: str = "") -> Day:
    """Make the figures of a day, and its manifest; the change of a closed day is logged with the reason.

    Raises:
        ValueError: the events of the day are deleted, so its figures stand.
    """
    Day.objects.get_or_create(day=day)
    manifest = Day.objects.select_for_update().get(day=day)
    if manifest.events_deleted:
        raise ValueError(f"The events of {day} are deleted; its figures stand.")
    events = Event.objects.filter(day=day).count()
    if events < manifest.events:
        # The database is a copy that holds the figures and not what they were made of.
        Day.objects.filter(day=day).update(stale=False, events_deleted=True)
        logger.error("Some events of %s are no longer here, so its figures stand as they are.", day)
        return manifest
    before = manifest.totals if manifest.checksum else None
    touched = _items_of(day) if manifest.checksum else set()
    note_new_items(Event.objects.filter(day=day).values_list("item_id", flat=True).distinct())
    DailyFigure.objects.filter(day=day).delete()
    for scope in _SCOPES:
        _insert(day, scope)
    _add_up(touched | _items_of(day))
    _describe(manifest, day, events)
    if before is not None and before != manifest.totals and _is_closed(day, manifest):
        Restatement.objects.create(
            day=day, reason=reason or "Requests came in late.", before=before, after=manifest.totals
        )
    manifest.stale, manifest.rolled_up_at = False, timezone.now()
    manifest.save()
    return manifest


def _insert(day: date, scope: Scope) -> None:
    subject, join, condition = _SCOPES[scope]
    statement = _INSERT.format(kept=_KEPT.format(subject=subject, join=join, condition=condition))
    with connection.cursor() as cursor:
        cursor.execute(statement, [day, scope.value, HOUR_MS, day, DOUBLE_CLICK_MS])


def _items_of(day: date) -> set[int]:
    return set(DailyFigure.objects.filter(day=day, scope=Scope.ITEM).values_list("subject_id", flat=True))


def _add_up(items: Iterable[int]) -> None:
    """Make the totals of some items anew."""
    keys = sorted(items)
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        ItemTotal.objects.filter(item_id__in=some).delete()
        sums = DailyFigure.objects.filter(scope=Scope.ITEM, subject_id__in=some).values_list("subject_id")
        rows = sums.annotate(*[Sum(name) for name in FIGURES]).order_by("subject_id")
        ItemTotal.objects.bulk_create(
            ItemTotal(item_id=row[0], **dict(zip(FIGURES, row[1:], strict=True))) for row in rows
        )


def _describe(manifest: Day, day: date, events: int) -> None:
    """Write down how the figures came about."""
    rows = list(
        DailyFigure.objects.filter(day=day).order_by("scope", "subject_id").values_list("scope", "subject_id", *FIGURES)
    )
    works = [row for row in rows if row[0] == Scope.WORK]
    manifest.totals = {name: sum(row[place] for row in works) for place, name in enumerate(FIGURES, start=2)}
    manifest.events = events
    manifest.double_clicks = events - manifest.totals["total_investigations"]
    manifest.left_out = dict(LeftOut.objects.filter(day=day).order_by("reason").values_list("reason", "number"))
    manifest.rules = {"rules": RULES_VERSION, **list_versions()}
    manifest.checksum = checksum_of(rows)


def checksum_of(rows: Any) -> str:
    """Return the digest of rows of figures."""
    return hashlib.sha256(json.dumps([list(row) for row in rows]).encode()).hexdigest()


def _is_closed(day: date, manifest: Day) -> bool:
    rolled_up: datetime | None = manifest.rolled_up_at
    return rolled_up is not None and rolled_up.date() >= day + CLOSED_AFTER
