"""Command: withdraw the items whose last day has passed. `search_worker` does the same every night."""

from typing import Any

from django.core.management.base import BaseCommand

from catalogue.services.ending import end_sharing


class Command(BaseCommand):
    """May be run as often as you like."""

    help = "Withdraw the items whose last day of sharing has passed. search_worker does it every night."

    def handle(self, *args: Any, **options: Any) -> None:
        ended = end_sharing()
        for reference in ended:
            self.stdout.write(reference)
        self.stdout.write(f"{len(ended)} items withdrawn." if ended else "Nothing is past its last day.")
