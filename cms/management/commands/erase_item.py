"""Command: erase an item for good."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.services.erasing import find_item
from contributions.services.erasing import erase_with_contribution


class Command(BaseCommand):
    """The one way to delete what was once public; in the admin it can be withdrawn only."""

    help = "Delete an item with all its versions and files, for legal erasure. Nothing brings it back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="such as CS-2026-0001")
        parser.add_argument("--yes", action="store_true", help="do not ask for the reference again")

    def handle(self, *args: Any, **options: Any) -> None:
        item = find_item(options["reference"])
        if item is None:
            raise CommandError(f"There is no item {options['reference']}. Its reference stands in its address.")
        if not options["yes"]:
            typed = input(f"This erases {item.reference} for good. Type the reference again to do it: ")
            if typed.strip().upper() != item.reference:
                raise CommandError("Nothing was erased: what you typed is another reference.")
        erased = erase_with_contribution(item=item)
        kept = f"; {erased.kept_files} stay because other items hold them" if erased.kept_files else ""
        self.stdout.write(
            f"{erased.reference} is erased with {erased.files} files{kept}. Backups and archives made before hold it still."
        )
