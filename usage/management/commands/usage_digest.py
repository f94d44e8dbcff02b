"""Command: send the digest of the last quarter to who asked for it and has not had it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tqdm import tqdm

from usage.services.digests import send_digests


class Command(BaseCommand):
    """For cron, each night: it may be killed at any point and run as often as you like."""

    help = "Send the digest of the last quarter to who asked for it; nobody gets it twice."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        try:
            with tqdm(unit=" people", disable=quiet) as bar:
                sent = send_digests(bar.update)
        except OSError as error:
            raise CommandError(
                f"The mail server is away ({type(error).__name__}); EMAIL_URL says where it is. Nobody was noted as told."
            ) from None
        if not quiet:
            self.stdout.write(f"Digests sent: {sent}.")
