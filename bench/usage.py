"""What counting costs: a download with and without the recorder, taking over what was recorded, and the figures of a day."""

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings

from wagtail.models import Collection

from accounts.models import Organisation
from cms.demo.items import publish_item
from cms.demo.pictures import make_pdf
from files.services import store_file
from publications.models import PublicationPage
from usage import spool
from usage.lines import CountedLine, day_of, written
from usage.models import DailyFigure, Day, Event, SpoolFile
from usage.services.event_rows import insert_events, on_disk
from usage.services.ingest import ingest, store
from usage.services.rollup import roll_up

from .corpus import use_corpus
from .timing import Figure, interleaved, spread, wall_ms

CASES, DOWNLOADS = 200, 200
LINES, SINGLE, ROUNDS = 10_000, 100, 7
EVENTS = 100_000
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
_BEGIN = int(datetime(2026, 3, 3, tzinfo=UTC).timestamp()) * 1000


@contextmanager
def _place() -> Iterator[None]:
    """Use a small database, or the server's that DATABASE_URL names, and folders that are gone afterwards."""
    if connection.vendor == "sqlite":
        use_corpus(CASES)
    else:
        call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        # A run that was cut off may have left something.
        _empty()
        with override_settings(USAGE_DIR=Path(folder) / "usage", MEDIA_ROOT=folder):
            yield
        _empty()


def _empty() -> None:
    for model in (Event, DailyFigure, Day, SpoolFile):
        model._default_manager.all().delete()


def downloads() -> Iterator[Figure]:
    """Measure a download with the recorder beside one without it."""
    with _place():
        address = _study().url
        without = [one for one in settings.MIDDLEWARE if not one.startswith("usage.")]
        with override_settings(MIDDLEWARE=without):
            bare = _download(address)
            bare()
        times = interleaved({"with": _download(address), "without": bare}, DOWNLOADS)
    ours, theirs = median(times["with"]), median(times["without"])
    yield Figure(
        "download: ratio of CPU with the recorder to without", ours / theirs, "times", "lower", 1.15,
        f"with {spread(times['with'])} ms; without {spread(times['without'])} ms",
    )  # fmt: skip


def _download(address: str) -> Callable[[], Any]:
    client = Client(headers=BROWSER)

    def run() -> None:
        response = client.get(address)
        if len(b"".join(response.streaming_content)) < 1000:  # type: ignore[attr-defined]  # a streaming response
            raise RuntimeError("The file was not sent.")

    return run


def _study() -> Any:
    content = ContentFile(
        make_pdf("A study", "An author", 2024, [{"heading": "One", "paragraphs": ["Text. " * 400]}]), name="study.pdf"
    )
    file = store_file(file=content, title="A study", language="en", collection=Collection.get_first_root_node())
    fields = {
        "title": "A study", "summary": "A summary.", "abstract": "Text.", "authors": ["An author"], "year": 2024, "languages": ["en"],
        "publication_type": "study", "licence": "CC-BY-4.0", "audience": "public", "organisation": Organisation.objects.first(),
    }  # fmt: skip
    with transaction.atomic():
        publish_item(
            PublicationPage,
            PublicationPage.index_model().objects.get(),
            fields,
            [],
            lambda item: item.files.set([file]),
        )
    return file


def _lines(number: int, seed: int = 7) -> list[CountedLine]:
    chance = random.Random(seed)  # noqa: S311  invented readers
    found = []
    for _number in range(number):
        item, file = chance.randrange(1, 200), chance.choice([None, 1])
        file_id = item + 1000 if file else None
        at = _BEGIN + chance.randrange(86_400_000)
        address = f"f{file_id}" if file_id else f"p{item}.en"
        actor = chance.randrange(number // 3).to_bytes(16, "big")
        found.append(CountedLine(UUID(int=chance.getrandbits(128)), at, item, file_id, address, actor))
    return found


def ingesting() -> Iterator[Figure]:
    """Measure how fast a file of recorded lines is taken over, beside single inserts that are each on the disk when they return.

    The same statement without the ORM, and what the recorder does where it cannot write to the spool, are told beside.
    """
    times: dict[str, list[float]] = {"file": [], "single": [], "statement": [], "fallback": []}
    with _place():
        for seed in range(ROUNDS + 1):
            lines = _lines(LINES + 3 * SINGLE, seed)
            one, two, three = (lines[LINES + part * SINGLE :][:SINGLE] for part in range(3))
            spool.append(b"".join(written(line) for line in lines[:LINES]))
            times["file"].append(wall_ms(ingest) / LINES)
            with on_disk():
                times["single"].append(_each(store_one, one))
                times["statement"].append(_each(lambda line: insert_events([line]), two))
            times["fallback"].append(_each(lambda line: store([line]), three))
    # The first round warms up.
    ours, *others = (median(rounds[1:]) for rounds in times.values())
    names = ("single inserts", "without the ORM", "by the fallback")
    rates = ", ".join(f"{1000 / other:.0f} {name}" for name, other in zip(names, others, strict=True))
    yield Figure(
        "ingest: ratio of its rate to that of single inserts", others[0] / ours, "times", "higher", 30,
        f"{1000 / ours:.0f} lines a second of files of {LINES}; {rates}; {connection.vendor}; {ROUNDS} rounds in turn",
    )  # fmt: skip


def _each(work: Callable[[CountedLine], object], lines: list[CountedLine]) -> float:
    """Return the milliseconds of one line, where each is worked on by itself."""
    return wall_ms(lambda: [work(line) for line in lines]) / len(lines)


def store_one(line: CountedLine) -> None:
    """Insert an event in a transaction of its own."""
    Event.objects.create(
        id=line.id, day=line.day, at=line.at, kind=line.kind, item_id=line.item_id, file_id=line.file_id,
        address=line.address, actor=line.actor,
    )  # fmt: skip


def rolling_up() -> Iterator[Figure]:
    """Measure the figures of a day of 100,000 events."""
    with _place():
        store(list(_lines(EVENTS)))
        day: date = day_of(_BEGIN)
        roll_up(day)
        times = [wall_ms(lambda: roll_up(day)) / 1000 for _repeat in range(5)]
    yield Figure("figures of a day of 100,000 events", median(times), "s", "lower", 5, spread(times))


GROUPS = {"usage-download": downloads, "usage-ingest": ingesting, "usage-rollup": rolling_up}
