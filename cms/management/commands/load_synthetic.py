"""Command: add synthetic cases."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tqdm import tqdm

from cases.vocabulary.loading import load_vocabulary
from cms.services.site_setup import ensure_site
from cms.synthetic.loading import load_synthetic


class Command(BaseCommand):
    """Adds made-up case studies for load work."""

    help = "Add synthetic case studies for load work. Safe to interrupt: what is there is complete."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--number", type=int, default=10_000)
        parser.add_argument("--seed", type=int, default=1, help="another seed makes other stories")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("Synthetic cases are for development only.")
        if options["number"] < 1:
            raise CommandError("Write how many cases to add, at least 1: make demo-large N=10000.")
        ensure_site()
        load_vocabulary()
        with tqdm(total=options["number"], unit=" cases", disable=options["verbosity"] == 0) as bar:
            load_synthetic(options["number"], bar.update, options["seed"])
