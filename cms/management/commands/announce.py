"""Command: say where Casebook runs, who may sign in, and how to stop it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from accounts.models import User
from cms.demo.people import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    """Prints what somebody needs who has just started Casebook."""

    help = "Print the address, the demo accounts and how to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        address = f"http://127.0.0.1:{options['port']}"
        there = set(User.objects.filter(email__in=[email for email, *_ in ACCOUNTS]).values_list("email", flat=True))
        lines = ["", f"{settings.SITE_NAME} runs at {address}/", ""]
        if there:
            lines.append(f"Accounts of the demo (password: {PASSWORD}); sign in at {address}/accounts/login/")
            lines += [f"  {email:<31}{role.label}" for email, _first, _last, role in ACCOUNTS if email in there]
            lines.append("")
        lines.append("Stop with Ctrl+C. Everything is kept in var/; the next start takes seconds.")
        self.stdout.write("\n".join(lines) + "\n")
