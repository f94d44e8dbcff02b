"""Command: erase the cases that are past the day until which they were to be kept."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from contributions.services.retention import erase_past_their_day, past_their_day


class Command(BaseCommand):
    """Says what would be erased, unless it is told to erase it. May be run as often as you like."""

    help = "Erase for good the cases that are past the day until which they are kept. Only lists them without --erase."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--erase", action="store_true", help="erase them; nothing brings them back")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["erase"]:
            due = past_their_day()
            for item in due:
                self.stdout.write(f"{item.reference}  kept until {item.kept_until}")
            self.stdout.write(
                f"{len(due)} cases would be erased; --erase does it." if due else "Nothing is past its day."
            )
            return
        number = 0
        for erased in erase_past_their_day():
            number += 1
            self.stdout.write(f"{erased.reference}  erased with {erased.files} files")
        self.stdout.write(
            f"{number} cases are erased. Backups and archives made before hold them still."
            if number
            else "Nothing is past its day."
        )
