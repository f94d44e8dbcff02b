"""Command: write everything into one archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from accounts.commands import LightCommand
from cms.transfer.errors import TransferError, reason
from cms.transfer.exporting import Exported, export_archive
from cms.transfer.progress import bars


class Command(LightCommand):
    """For a move to another database: all content, people and files, as they are at one moment."""

    help = "Write all content, people and files into an archive that import_data takes into another database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive to write, such as casebook.zip")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        try:
            with bars(quiet) as begin:
                exported = export_archive(options["file"], begin)
        except TransferError as error:
            raise CommandError(str(error)) from error
        except (OSError, DatabaseError) as error:
            raise CommandError(f"The archive cannot be written: {reason(error)}.") from error
        except KeyboardInterrupt:
            raise CommandError("Interrupted: no archive was written.") from None
        self._tell_of_missing(exported)
        if not quiet:
            self.stdout.write(
                f"{options['file']} holds {exported.rows} rows and {exported.files} files."
                " It names people and holds their password hashes: keep it safe, and delete it after the import."
            )

    def _tell_of_missing(self, exported: Exported) -> None:
        missing = exported.missing_files
        if missing:
            names = ", ".join(missing[:10]) + (f" and {len(missing) - 10} more" if len(missing) > 10 else "")
            self.stderr.write(
                f"The database names files that are not under MEDIA_ROOT, nor in the archive ({len(missing)}): {names}"
            )
