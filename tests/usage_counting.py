"""Puts figures of days into the database, for tests of what is shown of them."""

from datetime import date

from usage.codes import Scope
from usage.models import CountedItem, DailyFigure, Day
from usage.services.works import note_items


def count_day(item, day: date, *, downloads: int = 0, views: int | None = None) -> None:
    """Let an item have been read on a day: so many downloads and views, each twice."""
    views = downloads if views is None else views
    note_items([item.pk])
    Day.objects.get_or_create(
        day=day, defaults={"stale": False, "rules": {"rules": "COUNTER 5.1"}, "left_out": {"robot": 31}}
    )
    work_id = CountedItem.objects.get(item_id=item.pk).work_id
    for scope, subject in ((Scope.ITEM, item.pk), (Scope.WORK, work_id)):
        DailyFigure.objects.create(
            day=day, scope=scope, subject_id=subject, unique_requests=downloads, total_requests=2 * downloads,
            unique_investigations=views, total_investigations=2 * views,
        )  # fmt: skip
