"""A year of readers for the demo: invented, always the same, and counted like any others, because the recorder writes what they did."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cases.codes.sharing import Audience
from catalogue.kinds import ITEM_MODELS
from catalogue.models import CatalogueEntry
from usage import spool
from usage.lines import written
from usage.models import Day
from usage.recorder import line_of
from usage.serving import Served

from .readers import LANGUAGES, MOST_VISITS_AT, Reader, readers

DAYS = 365
SEED = 20_000
VISITS_A_DAY = 24.0
# Days on which more is read, as (month, day): the European and the United Nations' day against trafficking.
_DAYS_OF_ACTION = {(10, 18): 3.0, (7, 30): 2.2, (3, 8): 1.6}


@dataclass(frozen=True, slots=True)
class Shelved:
    """An item that is read: how much readers like it, since when it is there, and its files."""

    item_id: int
    liking: float
    since: date
    files: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: when (milliseconds since 1970), by whom, and for what."""

    at: int
    reader: Reader
    served: Served
    method: str = "GET"


def record_year(days: int = DAYS) -> int:
    """Write a year of requests (or the last days of one) to the spool, unless something was counted already; return how many there were.

    They are written at once: an interruption before leaves nothing behind.
    """
    if Day.objects.exists():
        return 0
    chance = Random(SEED)  # noqa: S311  invented readers, no secret
    salts: dict[date, bytes] = {}

    def salt_of(day: date) -> bytes:
        # Not those of the site: today's must stay, and those of other days are gone for good.
        if day not in salts:
            salts[day] = chance.randbytes(32)
        return salts[day]

    lines = [
        written(line_of(_request(ask), HttpResponse(), ask.served, ask.at, salt_of)) for ask in _asks(chance, days)
    ]
    if lines:
        spool.append(b"".join(lines))
    return len(lines)


def _request(ask: Ask) -> HttpRequest:
    request = HttpRequest()
    request.method = ask.method
    request.META = {"REMOTE_ADDR": ask.reader.address, "HTTP_USER_AGENT": ask.reader.user_agent, **ask.reader.headers}
    return request


def _asks(chance: Random, days: int) -> Iterator[Ask]:
    shelf, people = _shelf(chance), readers(chance)
    today = timezone.now().astimezone(UTC).date()
    for number in range(DAYS - days, DAYS):
        day = today - timedelta(days=DAYS - number)
        there = [item for item in shelf if item.since <= day]
        if not there:
            continue
        weights = list(accumulate(item.liking for item in there))
        for _visit in range(_visits(chance, day, number)):
            (item,) = chance.choices(there, cum_weights=weights)
            yield from _visit_of(chance, day, chance.choice(people), item)


def _visits(chance: Random, day: date, number: int) -> int:
    """Return how many visits a day has: fewer at weekends and in holidays, more on days of action, and more each month."""
    expected = VISITS_A_DAY * (0.7 + 0.6 * number / DAYS)
    expected *= 0.35 if day.weekday() >= 5 else 1.0
    expected *= 0.6 if day.month in {8, 12} else 1.0
    expected *= _DAYS_OF_ACTION.get((day.month, day.day), 1.0)
    return max(2, round(chance.gauss(expected, math.sqrt(expected))))


def _visit_of(chance: Random, day: date, reader: Reader, item: Shelved) -> Iterator[Ask]:
    """Yield what a reader does: opens the page or comes to the file by a link, fetches it, clicks twice, looks again."""
    (hour,) = chance.choices(range(24), weights=MOST_VISITS_AT)
    begin = datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60)), UTC)
    at = int(begin.timestamp()) * 1000 + chance.randrange(1000)
    end = (int(datetime.combine(day, time(), UTC).timestamp()) + 86_400) * 1000
    page = Served(item.item_id, version=chance.choice(LANGUAGES))
    wanted = [] if item.files and chance.random() < 0.2 else [page]
    if item.files and (not wanted or chance.random() < 0.45):
        wanted.append(Served(item.item_id, chance.choice(item.files)))
    for served in wanted:
        clicks = 2 if chance.random() < 0.07 else 1
        for _click in range(clicks):
            yield Ask(min(at, end - 1), reader, served, "HEAD" if chance.random() < 0.01 else "GET")
            at += chance.randrange(700, 9_000)
        at += chance.randrange(15_000, 240_000)
    if chance.random() < 0.08:
        yield Ask(min(at + chance.randrange(300_000, 2_000_000), end - 1), reader, wanted[-1])


def _shelf(chance: Random) -> list[Shelved]:
    """Return the items, each liked by chance; studies more than cases, and what is for the network by fewer."""
    files: dict[int, list[int]] = {}
    today = timezone.now().astimezone(UTC).date()
    for model in ITEM_MODELS:
        for pk, file_id in model.objects.order_by("pk", model.file_relation).values_list("pk", model.file_relation):
            files.setdefault(pk, []).extend([file_id] if file_id else [])
    found = []
    for entry in CatalogueEntry.objects.order_by("reference"):
        liking = chance.paretovariate(1.3) * (12 if entry.kind == "publication" else 1)
        liking *= 0.4 if entry.audience == Audience.NETWORK else 1
        since = entry.published_at.astimezone(UTC).date()
        # Most judgments have no day of their own on which they were published here: they were there all the time.
        since = date.min if since >= today - timedelta(days=1) else since
        found.append(Shelved(entry.item_id, min(liking, 60), since, tuple(files.get(entry.item_id, ()))))
    return found
