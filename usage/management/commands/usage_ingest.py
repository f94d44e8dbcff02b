"""Command: take over what the web processes recorded, once."""

from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand

from tqdm import tqdm

from usage import spool
from usage.services.ingest import ingest


class Command(BaseCommand):
    """Takes the files of the spool into the database. It may be killed at any point and run as often as you like."""

    help = "Take what was recorded since into the database. Figures are made of it by usage_worker."
    # What else is checked was checked by migrate, and would load all pages of the site: half of the time that this takes.
    requires_system_checks = (Tags.compatibility,)

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        with tqdm(total=len(spool.waiting()), unit=" files", disable=quiet) as bar:
            done = ingest(bar.update)
        if not quiet:
            self.stdout.write(f"{done.lines} lines of {done.files} files taken over, {done.unreadable} set aside.")
