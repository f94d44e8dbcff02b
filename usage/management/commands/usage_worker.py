"""Command: take over what was recorded every minute, and make the figures of it."""

import signal
import threading
from typing import Any

from django.core.management.base import CommandParser
from django.db import DatabaseError, OperationalError, close_old_connections

from tqdm import tqdm

from accounts.commands import LightCommand
from usage.services.digests import send_digests
from usage.services.upkeep import Done, look_after

PAUSE_SECONDS = 60.0
FIRST_PAUSE_SECONDS = 1.0


class Command(LightCommand):
    """Works until it is stopped, or once for cron."""

    help = "Take over what was recorded, make the figures of each day and delete old events, every minute or --once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is to be done now, then end (for cron)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self._once(quiet=options["verbosity"] == 0)
        else:
            self._run()

    def _once(self, quiet: bool) -> None:
        with tqdm(unit=" steps", disable=quiet) as bar:
            done = look_after(at_once=True, progress=bar.update)
        self._tell()
        if not quiet:
            self.stdout.write(_in_words(done))

    def _run(self) -> None:
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        self.stdout.write("Counting every minute; stop with Ctrl-C.")
        pause = FIRST_PAUSE_SECONDS
        while not stopped.wait(pause):
            close_old_connections()
            pause = PAUSE_SECONDS
            try:
                look_after()
                self._tell()
            except OperationalError as error:
                self.stderr.write(f"The database is away; what was recorded waits: {error}")
            except (DatabaseError, OSError) as error:
                # What the database says of a row may quote it, so only the kind of error is told.
                self.stderr.write(f"What was recorded waits: {type(error).__name__}.")

    def _tell(self) -> None:
        """Send the digests that are due."""
        try:
            send_digests()
        except OSError as error:
            self.stderr.write(f"The mail server is away, so digests wait: {type(error).__name__}.")


def _in_words(done: Done) -> str:
    return (
        f"{done.lines} lines of {done.files} files taken over, {done.unreadable} set aside;"
        f" the figures of {done.days} days made; {done.events_deleted} old events deleted."
    )
