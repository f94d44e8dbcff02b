"""Takes the lines of the spool into the database: any number of times, and each line once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalogue.services.exclusive import AlreadyRunning, exclusive

from .. import spool
from ..lines import CountedLine, EmptySearchLine, LeftOutLine, Line, UnreadableLine, read, written
from ..models import Day, EmptySearch, LeftOut, SpoolFile
from .event_rows import insert_events, on_disk

WORK = "usage-ingest"
MOST_EMPTY_SEARCHES = 300
_KEPT = timedelta(days=35)
# So far the clock of a web process may be ahead of this one's.
_AHEAD = timedelta(days=1)
Progress = Callable[[], object]


@dataclass(slots=True)
class Ingested:
    """How much was taken over: files, lines, and lines that were set aside."""

    files: int = 0
    lines: int = 0
    unreadable: int = 0


def ingest(progress: Progress = lambda: None) -> Ingested:
    """Take over every file that waits. Another process that is at it goes on, and this one does nothing."""
    done = Ingested()
    try:
        with exclusive(WORK):
            for path in spool.waiting():
                _ingest_file(path, done)
                progress()
    except AlreadyRunning:
        pass
    return done


def _ingest_file(path: Path, done: Ingested) -> None:
    """Take over a file: its lines in one transaction, and only after the commit is it deleted."""
    with spool.taken_over(path) as taken:
        if taken is None:
            return
        lines, unreadable = _read(taken)
        with on_disk(), transaction.atomic(durable=True):
            _entry, is_new = SpoolFile.objects.get_or_create(name=taken.name)
            lines, late = _without_closed_days(lines)
            # A file that is here again tells of the same events, which are known by their ids; what it left out is counted.
            store(lines if is_new else [line for line in lines if isinstance(line, CountedLine)])
        spool.set_aside(taken, unreadable + [written(line).strip() for line in late])
        taken.unlink()
        done.files += 1
        done.lines += len(lines) + len(late)
        done.unreadable += len(unreadable) + len(late)


def _read(path: Path) -> tuple[list[Line], list[bytes]]:
    """Return the lines of a file, and those that cannot be read or lie in the future."""
    lines, unreadable = [], []
    latest = int((timezone.now() + _AHEAD).timestamp() * 1000)
    for text in path.read_bytes().split(b"\n"):
        if not text:
            continue
        try:
            line = read(text)
        except UnreadableLine:
            unreadable.append(text)
            continue
        if line.at <= latest:
            lines.append(line)
        else:
            unreadable.append(text)
    return lines, unreadable


def _without_closed_days(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines that count, and those of days whose events are deleted: their figures cannot be made anew."""
    days = {line.day for line in lines}
    closed = set(Day.objects.filter(day__in=days, events_deleted=True).values_list("day", flat=True))
    if not closed:
        return lines, []
    return [line for line in lines if line.day not in closed], [line for line in lines if line.day in closed]


@transaction.atomic
def store(lines: list[Line]) -> None:
    """Put lines into the database; an event that is there already stays as it is."""
    insert_events([line for line in lines if isinstance(line, CountedLine)])
    left_out = Counter((line.day, line.reason) for line in lines if isinstance(line, LeftOutLine))
    for (day, reason), number in left_out.items():
        LeftOut.objects.get_or_create(day=day, reason=reason)
        LeftOut.objects.filter(day=day, reason=reason).update(number=F("number") + number)
    _note_empty_searches([line for line in lines if isinstance(line, EmptySearchLine)])
    days = {line.day for line in lines if not isinstance(line, EmptySearchLine)}
    Day.objects.bulk_create([Day(day=day) for day in days], ignore_conflicts=True)
    Day.objects.filter(day__in=days).update(stale=True)


def _note_empty_searches(lines: list[EmptySearchLine]) -> None:
    """Note which questions were asked on which days, at most so many a day: a program could ask for every combination."""
    for day in {line.day for line in lines}:
        room = MOST_EMPTY_SEARCHES - EmptySearch.objects.filter(day=day).count()
        words = sorted({line.words for line in lines if line.day == day})
        EmptySearch.objects.bulk_create(
            [EmptySearch(day=day, words=one) for one in words[: max(0, room)]], ignore_conflicts=True
        )


def forget_spool_files() -> None:
    """Forget the names of files that are long gone, and what was set aside as long ago."""
    oldest = timezone.now() - _KEPT
    SpoolFile.objects.filter(taken_at__lt=oldest).delete()
    for path in spool.folder().glob("unreadable-*"):
        if path.stat().st_mtime < oldest.timestamp():
            path.unlink(missing_ok=True)
