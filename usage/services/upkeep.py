"""One pass of the work that counting needs: take over, add up, forget. It may be killed at any point and run as often as you like."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from catalogue.services.exclusive import AlreadyRunning, exclusive

from ..actors import forget_salts
from ..models import Day, EmptySearch, Event, LeftOut
from .ingest import forget_spool_files, ingest
from .rollup import days_due, roll_up
from .uses import forget_old_reporters
from .works import note_items, note_unread_items

WORK = "usage-upkeep"
EVENTS_KEPT = timedelta(days=35)
EMPTY_SEARCHES_KEPT = timedelta(days=365)
Progress = Callable[[], object]


@dataclass(slots=True)
class Done:
    """What a pass has done."""

    files: int = 0
    lines: int = 0
    unreadable: int = 0
    days: int = 0
    events_deleted: int = 0


def look_after(at_once: bool = False, progress: Progress = lambda: None) -> Done:
    """Do what is to be done now; with `at_once` today's figures too, whenever they were made last."""
    today = timezone.now().date()
    forget_salts(today)
    taken = ingest(progress)
    done = Done(taken.files, taken.lines, taken.unreadable)
    try:
        with exclusive(WORK):
            days = days_due(at_once)
            note_items(Event.objects.filter(day__in=days).values_list("item_id", flat=True).distinct())
            note_unread_items()
            for day in days:
                roll_up(day)
                done.days += 1
                progress()
            done.events_deleted = delete_old_events()
    except AlreadyRunning:
        pass
    forget_spool_files()
    forget_old_reporters()
    EmptySearch.objects.filter(day__lt=today - EMPTY_SEARCHES_KEPT).delete()
    return done


@transaction.atomic
def delete_old_events() -> int:
    """Delete the events of days that are older than 35 days and have their figures; return how many there were."""
    oldest = timezone.now().date() - EVENTS_KEPT
    over = Day.objects.filter(day__lt=oldest, stale=False, events_deleted=False)
    days = list(over.select_for_update().values_list("day", flat=True))
    if not days:
        return 0
    number, _models = Event.objects.filter(day__in=days).delete()
    LeftOut.objects.filter(day__in=days).delete()
    Day.objects.filter(day__in=days).update(events_deleted=True)
    return number
