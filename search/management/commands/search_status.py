"""Command: what waits for the search engine, and whether the engine answers."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db.models import Min
from django.utils import timezone

from accounts.commands import LightCommand
from catalogue.models import CatalogueEntry
from search.engines import get_engine
from search.engines.base import SearchUnavailable
from search.models import PendingChange


class Command(LightCommand):
    """Tells what to watch, for people and for a health check. It reads numbers only, never a text."""

    help = "Say how many changes wait for the search engine, since when, and whether the engine answers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fail-after", type=int, metavar="SECONDS", help="exit with 1 if a change has waited longer than this"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = PendingChange.objects.deliverable()
        number, refused = waiting.count(), PendingChange.objects.refused().count()
        seconds = self._age()
        self.stdout.write(f"entries in the catalogue: {CatalogueEntry.objects.count()}")
        self.stdout.write(f"changes that wait: {number}, the oldest for {seconds} s")
        self.stdout.write(f"changes that the engine refused: {refused}")
        self.stdout.write(f"search engine: {self._engine()}")
        self.stdout.write(f"search index: {self._index()}")
        limit = options["fail_after"]
        if limit is not None and seconds > limit:
            raise CommandError(f"A change has waited for {seconds} s. See whether the search engine answers.")

    def _age(self) -> int:
        oldest = PendingChange.objects.filter(error="").aggregate(oldest=Min("queued_at"))["oldest"]
        return int((timezone.now() - oldest).total_seconds()) if oldest else 0

    def _engine(self) -> str:
        try:
            get_engine().check_health()
        except SearchUnavailable as error:
            return str(error)
        return "answers"

    def _index(self) -> str:
        try:
            return get_engine().index_state().sentence
        except SearchUnavailable as error:
            return str(error)
