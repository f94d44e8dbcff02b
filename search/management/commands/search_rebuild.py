"""Command: derive the catalogue and the search index again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tqdm import tqdm

from catalogue.models import CatalogueEntry
from catalogue.services.correction import count_items
from catalogue.services.exclusive import AlreadyRunning
from search.engines.base import SearchUnavailable
from search.services.rebuild import rebuild_all, rebuild_index


class Command(BaseCommand):
    """Corrects the catalogue by the live items and builds a fresh index; the old one serves until the end."""

    help = "Derive the catalogue and the search index from the live items. Safe to interrupt and to start again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--index-only", action="store_true", help="take the catalogue as it is: for another engine or server"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        quiet, index_only = options["verbosity"] == 0, options["index_only"]
        # The items are looked at, then the entries are indexed.
        total = CatalogueEntry.objects.count() + (0 if index_only else count_items())
        rebuild = rebuild_index if index_only else rebuild_all
        with tqdm(total=total, unit=" items", disable=quiet) as bar:
            try:
                number = rebuild(bar.update)
            except SearchUnavailable as error:
                raise CommandError(f"The index is as it was. {error}") from error
            except AlreadyRunning as error:
                raise CommandError(
                    "Another rebuild is running. Wait until it ends, then see whether one is needed."
                ) from error
        if not quiet:
            self.stdout.write(f"The catalogue and the index hold {number} items.")
