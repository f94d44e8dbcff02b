"""Command: take an archive into a fresh database."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from cms.transfer.errors import TransferError, reason
from cms.transfer.importing import Count, import_archive
from cms.transfer.progress import bars


class Command(BaseCommand):
    """For a move from another database; what is derived from the content is derived anew."""

    help = "Take an archive of export_data into a fresh, migrated database. All of it is taken in, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive that export_data wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        try:
            with bars(quiet) as begin:
                counts = import_archive(options["file"], begin)
        except TransferError as error:
            raise CommandError(str(error)) from error
        except (OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was imported: {reason(error)}.") from error
        except KeyboardInterrupt:
            raise CommandError("Interrupted: the database is as it was.") from None
        if not quiet:
            self._print(counts)
        try:
            call_command("search_rebuild", verbosity=options["verbosity"], stdout=self.stdout, stderr=self.stderr)
        except (CommandError, KeyboardInterrupt) as error:
            cause = str(error) or "Interrupted."
            raise CommandError(
                f"Everything is imported, but cannot be found yet: {cause} Run `manage.py search_rebuild` to end the move."
            ) from error

    def _print(self, counts: list[Count]) -> None:
        """Print what is in the archive and what is in the database, table by table."""
        filled = [count for count in counts if count.archived]
        width = max(len(count.table) for count in counts)
        self.stdout.write(f"{'Table':<{width}} {'in the archive':>15} {'in the database':>16}")
        for count in filled:
            self.stdout.write(f"{count.table:<{width}} {count.archived:>15} {count.found:>16}")
        total = sum(count.archived for count in counts), sum(count.found for count in counts)
        self.stdout.write(f"{'All':<{width}} {total[0]:>15} {total[1]:>16}")
        self.stdout.write(f"{len(counts) - len(filled)} tables are empty on both sides.")
