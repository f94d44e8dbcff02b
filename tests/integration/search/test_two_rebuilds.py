"""Rebuilds that meet: a second one while the first runs, after one that was killed, after one that was interrupted."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

import pytest

from catalogue.models import CatalogueEntry
from catalogue.services.exclusive import exclusive
from search.engines import get_engine
from search.services import outbox, rebuild
from tests.database import address_of, database_in_use
from tests.factories import case_study, entry_of

from .in_step import in_step

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture(autouse=True)
def nothing_delivers_meanwhile(monkeypatch):
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)


REBUILD = """
import sys, django
django.setup()
from django.conf import settings
settings.SEARCH_URL = sys.argv[1]
from search.services import rebuild
def stop_after_some(number):
    print("begun", flush=True)
    sys.stdin.read()
rebuild.rebuild_all(stop_after_some)
"""


@contextmanager
def rebuild_under_way(monkeypatch) -> Iterator[subprocess.Popen]:
    """Run a rebuild in another process that stops after its first batch until its input ends."""
    command = [sys.executable, "-c", REBUILD, settings.SEARCH_URL]
    environment = {
        "PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "DATABASE_URL": address_of(database_in_use()), "VAR_DIR": str(settings.VAR_DIR),
    }  # fmt: skip
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_rebuild_is_refused_and_the_first_ends_whole(monkeypatch):
    titles = {case_study(title=f"Case {number}").title for number in range(3)}
    with rebuild_under_way(monkeypatch) as first:
        for options in ([], ["--index-only"]):
            with pytest.raises(CommandError, match="Another rebuild is running"):
                call_command("search_rebuild", *options, verbosity=0)
        first.communicate(timeout=60)
        assert first.returncode == 0
    call_command("search_rebuild", verbosity=0)
    assert len(dict(get_engine().versions())) == len(titles)
    assert in_step()


def test_the_lock_of_a_killed_rebuild_is_gone_with_it(monkeypatch):
    case_study(title="Here")
    with rebuild_under_way(monkeypatch) as killed:
        killed.kill()
        killed.wait(30)
    call_command("search_rebuild", verbosity=0)
    assert in_step()


def test_an_interrupted_rebuild_leaves_everything_in_step_and_the_next_goes_on(monkeypatch):
    items = [case_study(title=f"Case {number}") for number in range(4)]
    CatalogueEntry.objects.filter(item=items[3].pk).update(title="As it was")
    before = {item.pk: entry_of(item).version for item in items}
    monkeypatch.setattr(rebuild, "INDEX_BATCH", 1)
    seen: list[int] = []

    def interrupt(number: int) -> None:
        seen.append(number)
        # The four items were looked at, then two entries were indexed.
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild.rebuild_all(interrupt)
    assert in_step()
    changed = [item.pk for item in items if entry_of(item).version != before[item.pk]]
    assert changed == [items[3].pk], "only what was wrong is written again"
    seen.clear()
    rebuild.rebuild_all(seen.append)
    if connection.vendor == "sqlite" and get_engine().transactional:
        assert seen == [4, 2, 1, 1], "the two entries that were indexed before are not indexed again"
    assert in_step()


def test_exclusive_work_may_be_done_again_after_it_failed():
    with pytest.raises(ZeroDivisionError), exclusive("some-work"):
        raise ZeroDivisionError
    with exclusive("some-work"):
        pass
