"""Command: put up what every Casebook has."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.vocabulary.loading import VocabularyError, load_vocabulary
from cms.services.site_setup import ensure_site


class Command(BaseCommand):
    """For a new server: roles, the home page, index pages, standing texts and the vocabulary."""

    help = "Create the roles, pages and topics of a new site. Safe to repeat: what exists stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_site()
        try:
            load_vocabulary()
        except VocabularyError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write("The site is set up. Make the first account with: manage.py createsuperuser")
