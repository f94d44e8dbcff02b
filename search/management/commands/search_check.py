"""Command: compare the live items themselves with the catalogue, and the catalogue with the index."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tqdm import tqdm

from catalogue.services.correction import count_items
from search.engines import get_engine
from search.engines.base import RemoteEngine, SearchUnavailable
from search.models import PendingChange
from search.services.comparison import compare, repair
from search.services.outbox import deliver, retry_refused

_SAYS = {
    "items_without_entry": "live items are missing from the catalogue",
    "entries_without_item": "catalogue entries belong to items that are not live",
    "agreement_differs": "items have another sharing agreement than their catalogue entry",
    "naming_differs": "items name their organisation otherwise than their catalogue entry",
    "dates_differ": "items were published at another time than their catalogue entry says",
    "content_differs": "items have another content than their catalogue entry",
    "not_indexed": "catalogue entries are missing from the index",
    "outdated": "catalogue entries are in the index in another version or with another sharing agreement",
    "left_over": "index documents have no catalogue entry",
}


class Command(BaseCommand):
    """Says what differs and, if asked to, puts it right. Exit status 1 if something differs and is not repaired."""

    help = "Compare the live items with the catalogue, and the catalogue with the search index."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="put right what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._check(with_repair=options["repair"], quiet=options["verbosity"] == 0)
        except SearchUnavailable as error:
            raise CommandError(f"The index cannot be compared now. {error}") from error

    def _check(self, with_repair: bool, quiet: bool) -> None:
        if with_repair:
            retry_refused()
        # What still waits is no difference, only late.
        self._deliver(quiet)
        with tqdm(total=count_items(), unit=" items", disable=quiet) as bar:
            found = compare(bar.update)
        for name, sentence in _SAYS.items():
            if keys := getattr(found, name):
                self.stdout.write(
                    f"{len(keys)} {sentence}: {', '.join(map(str, keys[:10]))}{' …' if len(keys) > 10 else ''}"
                )
        if refused := PendingChange.objects.refused().count():
            self.stdout.write(
                f"{refused} changes were refused by the search engine; the log names their kind of error."
            )
        if (found or refused) and not with_repair:
            raise CommandError("Catalogue and index differ. Run search_check --repair to put it right.")
        if found:
            repair(found)
            self._deliver(quiet)
        if not quiet:
            self.stdout.write("Repaired." if found else "Live items, catalogue and index agree.")

    def _deliver(self, quiet: bool) -> None:
        engine = get_engine()
        waiting = PendingChange.objects.deliverable().count()
        if waiting and isinstance(engine, RemoteEngine):
            with tqdm(total=waiting, unit=" changes", disable=quiet) as bar:
                deliver(engine, bar.update)
