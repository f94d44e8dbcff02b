"""Command: deliver what waits in the outbox to the search engine, keep the index in shape, and check the catalogue every night."""

import signal
import threading
from contextlib import suppress
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError, OperationalError, close_old_connections

from tqdm import tqdm

from accounts.commands import LightCommand
from search.engines import get_engine
from search.engines.base import RemoteEngine, SearchEngine, SearchUnavailable
from search.models import PendingChange
from search.services.nightly import check_if_due
from search.services.outbox import deliver, retry_refused
from search.services.renewal import Renewal, Stopped

PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0


class Command(LightCommand):
    """Works until it is stopped, or once for cron. It may be killed at any point and run as often as you like."""

    help = (
        "Deliver changes to the search engine and check the catalogue every night, for ever or --once. "
        "Makes the index if there is none, or if this version makes it by other rules."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is to be done now, then end (for cron)")

    def handle(self, *args: Any, **options: Any) -> None:
        engine = get_engine()
        if isinstance(engine, RemoteEngine):
            retry_refused()
        if options["once"]:
            try:
                self._work_once(engine, quiet=options["verbosity"] == 0)
            except SearchUnavailable as error:
                raise CommandError(f"Changes wait for the next time: {error}") from error
            return
        self._run(engine)

    def _work_once(self, engine: SearchEngine, quiet: bool) -> None:
        renewal = Renewal(outlives=True)
        if not renewal.index_is_ours():
            raise SearchUnavailable(renewal.why)
        if isinstance(engine, RemoteEngine):
            self._deliver(engine, quiet)
        if (check := check_if_due()) and not quiet:
            self.stdout.write(f"The catalogue was checked: {check.differences} differences, all repaired.")

    def _deliver(self, engine: RemoteEngine, quiet: bool) -> None:
        with tqdm(total=PendingChange.objects.deliverable().count(), unit=" changes", disable=quiet) as bar:
            number = deliver(engine, bar.update)
        if not quiet:
            self.stdout.write(f"{number} changes delivered.")

    def _run(self, engine: SearchEngine) -> None:
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        self.stdout.write("Delivering changes and checking the catalogue every night; stop with Ctrl-C.")
        renewal = Renewal(stopped.is_set)
        pause = PAUSE_SECONDS
        while not stopped.wait(pause):
            close_old_connections()
            with suppress(Stopped):
                pause = self._pass(engine, renewal, pause)

    def _pass(self, engine: SearchEngine, renewal: Renewal, pause: float) -> float:
        """Do what is to be done and return how long to wait for the next time: longer after each failure."""
        try:
            if renewal.index_is_ours() and isinstance(engine, RemoteEngine):
                deliver(engine)
            check_if_due()
        except (SearchUnavailable, OperationalError) as error:
            # The engine or the database is away; they are asked again.
            self.stderr.write(f"Changes wait: {error}")
            return min(pause * 2, LONGEST_PAUSE_SECONDS)
        except DatabaseError as error:
            # What the database says of a row may quote it, so only the kind of error is told.
            self.stderr.write(f"The database refuses something: {type(error).__name__}. Run search_check to see more.")
            return LONGEST_PAUSE_SECONDS
        return PAUSE_SECONDS
