"""What happens after a commit, seen from other threads and processes: on a database of the test's own."""

import os
import signal
import subprocess
import sys
import threading
import time

from django.conf import settings
from django.db import connection

import pytest

from search.models import PendingChange
from search.services import outbox
from tests.database import address_of, database_in_use
from tests.factories import case_study
from tests.integration.elasticsearch.test_outbox import found

pytestmark = [pytest.mark.undelivered, pytest.mark.usefixtures("own_database")]


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
    assert found() == ["Published"]
    assert not PendingChange.objects.exists()


def test_a_worker_killed_at_any_point_loses_nothing(engine, monkeypatch):
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    titles = {case_study(title=f"Case {number}").title for number in range(12)}
    environment = {
        **os.environ, "SEARCH_URL": settings.SEARCH_URL, "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "DATABASE_URL": address_of(database_in_use()), "VAR_DIR": str(settings.VAR_DIR),
    }  # fmt: skip
    command = [sys.executable, "-c", KILLED, "1"]
    connection.close()
    for point in ("before", "between", "after"):
        done = subprocess.run(
            [*command[:-1], point], cwd=settings.BASE_DIR, env=environment, capture_output=True, check=False, text=True
        )
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert PendingChange.objects.exists(), point
    outbox.deliver(engine)
    assert set(found()) == titles
    assert not PendingChange.objects.exists()


def test_the_worker_delivers_what_was_left_and_ends_cleanly(engine, monkeypatch):
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    case_study(title="Left")
    environment = {
        **os.environ, "SEARCH_URL": settings.SEARCH_URL, "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "DATABASE_URL": address_of(database_in_use()), "VAR_DIR": str(settings.VAR_DIR),
    }  # fmt: skip
    connection.close()
    command = [sys.executable, "manage.py", "search_worker"]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL) as worker:
        try:
            for _attempt in range(300):
                if not PendingChange.objects.exists():
                    break
                time.sleep(0.1)
            assert found() == ["Left"]
        finally:
            worker.terminate()
            worker.wait(60)
    assert worker.returncode == 0


# Kills itself before the request, after a part of the changes was taken, or after all were and before the rows are deleted.
KILLED = """
import os, signal, sys
import django
django.setup()
from search.engines import get_engine
from search.engines.elasticsearch import engine as module
from search.services import outbox
point = sys.argv[1]
kill = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
send = module.send
if point == "before":
    module.send = kill
elif point == "between":
    def half(client, alias, actions):
        actions = list(actions)
        send(client, alias, actions[: len(actions) // 2])
        kill()
    module.send = half
else:
    outbox._settle = kill
outbox.deliver(get_engine())
"""
