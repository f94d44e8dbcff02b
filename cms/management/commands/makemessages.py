"""Collects the texts to translate, without guesses: pages would show a translation that was guessed from a similar text."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Django's command; a new text has no translation until somebody writes one."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
