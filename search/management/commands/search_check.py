"""Command: compare live items, catalogue and index."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.services.rebuild import compare, repair

_SAYS = {
    "items_without_entry": "live items are missing from the catalogue",
    "entries_without_item": "catalogue entries belong to items that are not live",
    "not_indexed": "catalogue entries are missing from the index",
    "outdated": "catalogue entries are in the index in an older version",
    "left_over": "index documents have no catalogue entry",
}


class Command(BaseCommand):
    """Says what differs and, if asked to, puts it right. Exit status 1 if something differs and is not repaired."""

    help = "Compare the live items with the catalogue, and the catalogue with the search index."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="put right what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        found = compare()
        for name, sentence in _SAYS.items():
            if keys := getattr(found, name):
                self.stdout.write(
                    f"{len(keys)} {sentence}: {', '.join(map(str, keys[:10]))}{' …' if len(keys) > 10 else ''}"
                )
        if found and not options["repair"]:
            raise CommandError("Catalogue and index differ. Run search_check --repair to put it right.")
        if found:
            repair(found)
            self.stdout.write("Repaired.")
        else:
            self.stdout.write("Live items, catalogue and index agree.")
