"""Command: let a person who lost phone, keys and recovery codes sign in with the password alone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from allauth.mfa.models import Authenticator

from accounts.mailing import send_mail
from accounts.models import User
from accounts.sessions import end_sessions


class Command(BaseCommand):
    """For whoever runs the server, after they have made sure who is asking."""

    help = "Remove the second factors of an account. Make sure first, by telephone for instance, who asks for it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address of the account")

    @transaction.atomic
    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"There is no account with the address {email}.")
        _number, removed = Authenticator.objects.filter(user=user).delete()
        if not removed:
            raise CommandError(f"{email} has no second factor.")
        end_sessions(user=user)
        send_mail("mfa/email/second_factor_removed", user.email, {"person": user})
        self.stdout.write(f"{email} signs in with the password alone, and was told so by mail.")
