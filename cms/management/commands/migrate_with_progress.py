"""Command: migrate with a progress bar, because an empty database takes some twenty seconds.

The embedded index is made again where another version of Casebook had made it by other rules, or where a part of it is missing.
"""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from tqdm import tqdm

from catalogue.models import CatalogueEntry
from catalogue.services.exclusive import AlreadyRunning
from search.engines import get_engine
from search.engines.base import SearchEngine, SearchUnavailable
from search.engines.shape import Standing
from search.services.rebuild import rebuild_index


def _serves(engine: SearchEngine) -> bool:
    try:
        engine.check_health()
        return engine.index_state().standing is Standing.IN_STEP
    except SearchUnavailable:
        return False


class Command(Migrate):
    """Django's migrate; says how far it is, and nothing where there is nothing to do."""

    bar: Any = None

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            super().handle(*args, **{**options, "verbosity": 0})
        finally:
            if self.bar is not None:
                self.bar.close()
        self._renew_embedded_index()

    def _renew_embedded_index(self) -> None:
        engine = get_engine()
        if not engine.transactional:
            return
        if not _serves(engine):
            with tqdm(total=CatalogueEntry.objects.count(), desc="Making the search index") as bar:
                try:
                    rebuild_index(bar.update)
                except AlreadyRunning:
                    self.stdout.write("Another process is making the search index.")

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        """Move the bar; Django tells of each migration before and after it."""
        if action == "apply_success":
            if self.bar is None:
                self.bar = tqdm(desc="Preparing the database", unit=" migrations")
            self.bar.update()
