"""Command: load the vocabulary that Casebook ships with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.vocabulary.loading import VocabularyError, load_vocabulary


class Command(BaseCommand):
    """Adds what is missing and changes nothing that people made."""

    help = "Load the vocabulary of topics. Safe to repeat: what exists stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_vocabulary()
        except VocabularyError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(
                f"{loaded.topics} topics, {loaded.names} names and {loaded.matches} matches were added."
                if loaded
                else "All topics are there already."
            )
