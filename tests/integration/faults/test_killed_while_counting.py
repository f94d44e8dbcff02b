"""Web and ingest processes are killed while readers are counted: what was answered is counted once, and nothing twice.

FAULTS says how often each is killed; `make faults` does it a hundred times on each database.
"""

import http.client
import os
import random
import signal
import threading
import time
from uuid import UUID

from django.db import connection
from django.test import RequestFactory

import pytest

from tests.usage_cases import FIREFOX
from tests.usage_library import make_library
from usage import actors, spool
from usage.codes import Reason
from usage.lines import CountedLine, LeftOutLine, day_of, written
from usage.models import Event, LeftOut
from usage.services.ingest import ingest

from .kills import LEAST
from .web_process import web_process

pytestmark = [
    pytest.mark.xdist_group("faults"),
    pytest.mark.undelivered,
    pytest.mark.usefixtures("own_database", "media"),
]

SEED = 20_261_129
LINES = 1500
# Of so many lines one tells of something that is not counted.
LEFT_OUT = 10


@pytest.fixture
def spool_folder(settings, tmp_path):
    """Where the web process records, for this process to take over."""
    settings.USAGE_DIR = tmp_path / "usage"
    actors._known.clear()
    yield settings.USAGE_DIR
    actors._known.clear()


class Readers:
    """Ask for a file one after the other, each known by a browser of their own, until the process dies."""

    def __init__(self, port: int, address: str) -> None:
        self.port, self.address = port, address
        self.asked = self.cut_off = 0
        self.answered: set[int] = set()
        # Where the process was killed before it took up the first of them, the next one answers, and cuts nobody off.
        self.enough = threading.Event()

    def browser(self, number: int) -> str:
        """The user agent of a reader."""
        return f"{FIREFOX} Reader/{number:06}"

    def ask_until_cut_off(self) -> None:
        """Ask; an answer counts as such when its last byte is here."""
        try:
            while not self.enough.is_set():
                self.asked += 1
                connected = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                connected.request("GET", self.address, headers={"User-Agent": self.browser(self.asked)})
                response = connected.getresponse()
                content = response.read()
                connected.close()
                assert (response.status, len(content)) == (200, int(response.headers["Content-Length"]))
                self.answered.add(self.asked)
        except (OSError, http.client.HTTPException):
            self.cut_off += 1


def test_killed_web_processes_lose_no_reader_and_count_none_twice(tmp_path, spool_folder, media):
    media.mkdir()
    address, chance = make_library().addresses["file"], random.Random(SEED)
    with web_process(tmp_path) as web:
        readers = Readers(web.port, address)
        for _number in range(LEAST):
            asking, killed = threading.Thread(target=readers.ask_until_cut_off), web.worker
            readers.enough.clear()
            asking.start()
            time.sleep(chance.uniform(0.05, 0.6))
            web.kill()
            readers.enough.set()
            asking.join()
            web.wait_for_the_next(killed)
        # The last reader of all comes to a process that was never killed.
        last, readers.asked = readers.asked, readers.asked + 1
        known = http.client.HTTPConnection("127.0.0.1", web.port, timeout=30)
        known.request("GET", address, headers={"User-Agent": readers.browser(last + 1)})
        assert known.getresponse().status == 200
        readers.answered.add(last + 1)
    assert readers.cut_off, "the process was killed while it answered"
    assert ingest().unreadable == 0
    found = sorted(
        number for number in range(1, readers.asked + 1) for _event in range(events_of(readers.browser(number)))
    )
    assert len(found) == Event.objects.count(), "of readers who did not ask"
    assert len(found) == len(set(found)), "counted twice"
    assert readers.answered - set(found) == set(), "lost"


def events_of(browser: str) -> int:
    """Return how often a reader was counted."""
    request = RequestFactory().get("/", headers={"User-Agent": browser})
    days = set(Event.objects.values_list("day", flat=True))
    return Event.objects.filter(actor__in=[actors.actor_key(request, actors.salt_of(day)) for day in days]).count()


def test_killed_ingests_lose_no_line_and_count_none_twice(spool_folder):
    chance, at = random.Random(SEED), time.time_ns() // 1_000_000
    seconds, cut_off, sent = 0.5, 0, 0
    for _number in range(LEAST):
        sent = write_lines(chance, at, sent)
        process = started_ingest()
        time.sleep(chance.uniform(0, 1.2) * seconds)
        os.kill(process, signal.SIGKILL)
        _pid, status = os.waitpid(process, 0)
        cut_off += os.WIFSIGNALED(status)
        # Towards the moment of the commit, however busy the machine is.
        seconds *= 1.3 if os.WIFSIGNALED(status) else 0.8
    assert cut_off, "every ingest was done before it was killed"
    assert ingest().unreadable == 0
    assert spool.waiting() == []
    left_out = list(LeftOut.objects.values_list("day", "reason", "number"))
    robots = (day_of(at), Reason.ROBOT, sent // LEFT_OUT)
    assert (Event.objects.count(), left_out) == (sent - sent // LEFT_OUT, [robots])


def test_what_is_taken_over_is_on_the_disk_before_its_file_is_deleted(spool_folder, monkeypatch):
    safety = []
    monkeypatch.setattr("usage.services.ingest.store", lambda _lines: safety.append(safety_of_commits()))
    before = safety_of_commits()
    spool.append(written(LeftOutLine(time.time_ns() // 1_000_000, Reason.ROBOT)))
    assert ingest().files == 1
    assert safety in ([(2,)], [("on",)]), "after a power cut neither the database nor the file would have it"
    assert safety_of_commits() == before, "what else is written waits for no disk"


def safety_of_commits() -> tuple[object, ...]:
    """Return how the database is told to keep what is committed: 2 is FULL on SQLite."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous" if connection.vendor == "sqlite" else "SHOW synchronous_commit")
        return tuple(cursor.fetchone())


def write_lines(chance: random.Random, at: int, sent: int) -> int:
    """Append lines to the spool as a web process does; return how many there are in all."""
    for number in range(sent + 1, sent + LINES + 1):
        event = CountedLine(UUID(int=chance.getrandbits(128)), at, 1 + number % 7, None, "p1.en", bytes(16))
        spool.append(written(LeftOutLine(at, Reason.ROBOT) if number % LEFT_OUT == 0 else event))
    return sent + LINES


def started_ingest() -> int:
    """Let a process of its own take over what waits; return its id."""
    connection.close()
    process = os.fork()
    if process == 0:
        try:
            ingest()
        finally:
            os._exit(0)
    return process
