"""Command: derive the catalogue and the search index again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tqdm import tqdm

from search.engines.base import SearchUnavailable
from search.services.rebuild import count_items, rebuild_all


class Command(BaseCommand):
    """Derives the catalogue from the live items and builds a fresh index; the old one serves until the end."""

    help = "Derive the catalogue and the search index from the live items. Safe to interrupt: the old index stays."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        with tqdm(total=count_items(), unit=" items", disable=quiet, file=self.stderr) as bar:
            try:
                number = rebuild_all(bar.update)
            except SearchUnavailable as error:
                raise CommandError(f"The index is as it was. {error}") from error
        if not quiet:
            self.stdout.write(f"The catalogue and the index hold {number} items.")
