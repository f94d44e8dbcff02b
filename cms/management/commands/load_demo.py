"""Command: load the demo content."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import import_string

from tqdm import tqdm

from cases.vocabulary.loading import VocabularyError, load_vocabulary
from catalogue.models import CatalogueEntry
from cms.demo.items import DemoError
from cms.demo.usage_year import record_year
from cms.services.site_setup import ensure_site
from usage.services.ingest import ingest
from usage.services.upkeep import look_after


class Command(BaseCommand):
    """Loads the site's pages, the vocabulary, real judgments, invented items and an account for each role."""

    help = "Load the demo content and accounts. Refused in production: the passwords are known to everybody."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there is content already")
        parser.add_argument("--with-usage", action="store_true", help="add a year of invented readers, and count them")
        parser.add_argument("--large", action="store_true", help="add the further cases that the search is tried with")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo has known passwords and is for development only. Use setup_site instead.")
        unfinished = Path(settings.VAR_DIR) / "demo-unfinished"
        if options["if_empty"] and CatalogueEntry.objects.exists() and not unfinished.exists():
            return
        demo_type = _demo()
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch()
        quiet = options["verbosity"] == 0
        try:
            ensure_site()
            load_vocabulary()
            demo = demo_type(large=options["large"])
            bar = tqdm(demo.rows, desc="Loading the demo", unit=" items", disable=quiet)
            with bar:
                demo.load(bar.update)
        except (DemoError, VocabularyError) as error:
            raise CommandError(str(error)) from error
        if options["with_usage"]:
            _load_usage(quiet)
        unfinished.unlink()


def _load_usage(quiet: bool) -> None:
    """Let a year of readers read the demo, and make the figures."""
    ingest()
    record_year()
    with tqdm(desc="Counting a year of readers", unit=" steps", disable=quiet) as bar:
        look_after(at_once=True, progress=bar.update)


def _demo() -> Any:
    """Return what loads the demo; servers do not have what it is made with.

    Raises:
        CommandError: reportlab is not installed.
    """
    try:
        return import_string("cms.demo.loading.Demo")
    except ModuleNotFoundError as error:
        if error.name != "reportlab":
            raise
        raise CommandError(
            "The demo makes its PDF files with reportlab, which is not installed here."
            " Install it with: pip install --require-hashes -r requirements/demo.txt"
        ) from error
