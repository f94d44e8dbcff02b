"""Command: migrate with a progress bar, because an empty database takes some twenty seconds."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from tqdm import tqdm


class Command(Migrate):
    """Django's migrate; says how far it is, and nothing where there is nothing to do."""

    bar: Any = None

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            super().handle(*args, **{**options, "verbosity": 0})
        finally:
            if self.bar is not None:
                self.bar.close()

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        """Move the bar; Django tells of each migration before and after it."""
        if action == "apply_success":
            if self.bar is None:
                self.bar = tqdm(desc="Preparing the database", unit=" migrations", file=self.stderr)
            self.bar.update()
