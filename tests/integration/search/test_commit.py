"""What happens after a commit, seen from other threads and processes: on a database of the test's own."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import connection

import pytest

from search.engines import get_engine
from search.engines.base import RemoteEngine
from search.models import PendingChange
from search.services import outbox
from tests.database import address_of, database_in_use
from tests.factories import case_study
from tests.outside import found_titles, memory_in_use

pytestmark = [pytest.mark.undelivered, pytest.mark.usefixtures("own_database")]

# Another process of the site, with the engine of this test.
PROCESS = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
import tests.memory_engine
settings.SEARCH_URL = sys.argv[1]
from search.engines import get_engine
from search.services import outbox
"""


@pytest.fixture
def engine(own_database, tmp_path) -> Iterator[RemoteEngine]:
    """The engine outside the database, as other processes see it too."""
    found = get_engine()
    if isinstance(found, RemoteEngine):
        yield found
        return
    with memory_in_use(str(tmp_path / "engine")) as found:
        yield found


def command(code: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Return the command and the environment of a process that runs the code."""
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": address_of(database_in_use()),
        "VAR_DIR": str(settings.VAR_DIR),
    }  # fmt: skip
    return [sys.executable, "-c", PROCESS + code, settings.SEARCH_URL, *arguments], environment


def test_after_the_commit_a_thread_delivers_and_the_editor_does_not_wait(engine, monkeypatch):
    delivering, go_on = threading.Event(), threading.Event()
    deliver = outbox.deliver

    def slowly(*arguments):
        delivering.set()
        assert go_on.wait(30)
        return deliver(*arguments)

    monkeypatch.setattr(outbox, "deliver", slowly)
    case_study(title="Published")
    assert delivering.wait(30)
    assert PendingChange.objects.count() == 1, "publishing ended although nothing is delivered yet"
    go_on.set()
    outbox.wait_for_delivery()
    assert found_titles() == ["Published"]
    assert not PendingChange.objects.exists()


def test_a_worker_killed_at_any_point_loses_nothing(engine, monkeypatch):
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    titles = {case_study(title=f"Case {number}").title for number in range(12)}
    connection.close()
    for point in ("before", "between", "after"):
        arguments, environment = command(KILLED, point)
        done = subprocess.run(
            arguments, cwd=settings.BASE_DIR, env=environment, capture_output=True, check=False, text=True
        )
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert PendingChange.objects.exists(), point
    outbox.deliver(engine)
    assert set(found_titles()) == titles
    assert not PendingChange.objects.exists()


def test_the_worker_delivers_what_was_left_and_ends_cleanly(engine, monkeypatch):
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    case_study(title="Left")
    connection.close()
    arguments, environment = command("call_command('search_worker')")
    with subprocess.Popen(arguments, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL) as worker:
        try:
            for _attempt in range(300):
                if not PendingChange.objects.exists():
                    break
                time.sleep(0.1)
            assert found_titles() == ["Left"]
        finally:
            worker.terminate()
            worker.wait(60)
    assert worker.returncode == 0


# Kills itself before the request, after a part of the changes was taken, or after all were and before the rows are deleted.
KILLED = """
point, engine = sys.argv[2], get_engine()
deliver = engine.deliver
def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)
def half(documents, gone):
    documents = list(documents)
    deliver(documents[: len(documents) // 2], gone)
    kill()
if point == "before":
    engine.deliver = kill
elif point == "between":
    engine.deliver = half
else:
    outbox._settle = kill
outbox.deliver(engine)
"""
