"""Command: take over what the web processes recorded, once."""

from typing import Any

from tqdm import tqdm

from accounts.commands import LightCommand
from usage import spool
from usage.services.ingest import ingest


class Command(LightCommand):
    """Takes the files of the spool into the database. It may be killed at any point and run as often as you like."""

    help = "Take what was recorded since into the database. Figures are made of it by usage_worker."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        with tqdm(total=len(spool.waiting()), unit=" files", disable=quiet) as bar:
            done = ingest(bar.update)
        if not quiet:
            self.stdout.write(f"{done.lines} lines of {done.files} files taken over, {done.unreadable} set aside.")
