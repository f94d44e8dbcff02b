"""The figures of the database are those of a plain reading of the rules, on logs made at random."""

import random
from collections import defaultdict
from datetime import UTC, datetime
from uuid import UUID

import pytest

from usage.codes import Scope
from usage.lines import CountedLine
from usage.models import CountedItem, DailyFigure, Day, Event, ItemTotal
from usage.models.days import FIGURES
from usage.services.ingest import store
from usage.services.rollup import roll_up

pytestmark = pytest.mark.django_db

DAY = datetime(2026, 3, 3, tzinfo=UTC)
START = int(DAY.timestamp() * 1000)
Figures = dict[tuple[int, int], tuple[int, int, int, int]]


def random_log(chance: random.Random) -> list[CountedLine]:
    """Return the events of a day: few actors and items, and many moments close together."""
    lines, at = [], START
    for _number in range(chance.randrange(1, 120)):
        at = min(
            at + chance.choice([0, 1, 999, 10_000, 29_999, 30_000, 30_001, 600_000, 3_599_000]), START + 86_399_999
        )
        item = chance.randrange(1, 4)
        file = chance.choice([None, 10 * item, 10 * item + 1])
        address = f"f{file}" if file else f"p{item}.{chance.choice(['en', 'fr'])}"
        actor = bytes([chance.randrange(3)]) * 16
        lines.append(CountedLine(UUID(int=chance.getrandbits(128)), at, item, file, address, actor))
    return lines


def reference(lines: list[CountedLine], works: dict[int, int]) -> Figures:
    """Count as the rules say it, in plain Python."""
    clicks = defaultdict(list)
    for line in lines:
        clicks[line.actor, line.address].append(line)
    kept = []
    for run in clicks.values():
        run.sort(key=lambda line: (line.at, line.id.hex))
        kept += [one for one, following in zip(run, [*run[1:], None], strict=True)
                 if following is None or following.at - one.at > 30_000]  # fmt: skip
    subjects = defaultdict(list)
    for line in kept:
        subjects[Scope.ITEM, line.item_id].append(line)
        subjects[Scope.WORK, works.get(line.item_id, line.item_id)].append(line)
        if line.file_id:
            subjects[Scope.FILE, line.file_id].append(line)
    return {subject: _figures(of_it) for subject, of_it in subjects.items()}


def _figures(lines: list[CountedLine]) -> tuple[int, int, int, int]:
    requests = [line for line in lines if line.file_id]
    sessions, asking = ({(line.actor, line.at // 3_600_000) for line in some} for some in (lines, requests))
    return len(lines), len(sessions), len(requests), len(asking)


def made() -> Figures:
    rows = DailyFigure.objects.values_list("scope", "subject_id", *FIGURES)
    return {(row[0], row[1]): row[2:] for row in rows}


@pytest.mark.parametrize("seed", range(60))
def test_the_figures_are_those_of_the_rules(seed, monkeypatch):
    chance = random.Random(seed)
    works = {1: 1, 2: 1, 3: 3}
    CountedItem.objects.bulk_create(CountedItem(item_id=item, work_id=work, kind="") for item, work in works.items())
    lines = random_log(chance)
    shuffled = chance.sample(lines, len(lines))
    cut = chance.randrange(len(lines) + 1)
    store(shuffled[:cut])
    roll_up(DAY.date())
    store(shuffled[cut:] + shuffled[: cut // 2])
    day = roll_up(DAY.date())
    assert Event.objects.count() == len(lines)
    assert made() == reference(lines, works)
    assert roll_up(DAY.date()).checksum == day.checksum
    for tii, uii, tir, uir in made().values():
        assert uir <= tir <= tii
        assert uir <= uii <= tii
    items = {key: values for (scope, key), values in made().items() if scope == Scope.ITEM}
    assert {row[0]: row[1:] for row in ItemTotal.objects.values_list("item_id", *FIGURES)} == items


def test_the_manifest_says_how_a_day_came_about():
    at = START + 5_000
    store([CountedLine(UUID(int=number), at + number, 1, None, "p1.en", b"a" * 16) for number in range(3)])
    roll_up(DAY.date())
    day = Day.objects.get()
    assert (day.events, day.double_clicks, day.totals["total_investigations"]) == (3, 2, 1)
    assert set(day.rules) == {"rules", "counter-robots", "crawler-user-agents"}
    assert not day.stale


def test_figures_whose_events_were_left_behind_stand():
    store([CountedLine(UUID(int=number), START + number * 60_000, 1, None, "p1.en", b"a" * 16) for number in range(3)])
    before = roll_up(DAY.date()).checksum
    Event.objects.all().delete()
    store([CountedLine(UUID(int=9), START, 1, None, "p1.en", b"b" * 16)])
    roll_up(DAY.date())
    day = Day.objects.get()
    assert (day.checksum, day.events_deleted, day.stale) == (before, True, False)
    assert made()[Scope.ITEM, 1][0] == 3
