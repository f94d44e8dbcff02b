"""How django-allauth behaves here."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import get_ip
from allauth.core.ratelimit import respond_429

from . import mailing
from .addresses import confirmation_link, is_taken


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Accounts are made by coordinators: nobody signs up by themselves."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("Too many wrong codes or passwords. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether the sign-up form is shown: never."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether a person may be led there: an address that cannot be read leads nowhere, instead of failing the page."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try at signing in, and answer with the page that says how long to wait where there were too many.

        Raises:
            ImmediateHttpResponse: that page.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # With the client: whoever tries an account from elsewhere does not lock its owner out.
        return f"{get_ip(request)}:{credentials.get('email', '').lower()}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail after the answer."""
        mailing.send_mail(template_prefix, email, context)

    def send_notification_mail(self, template_prefix: str, user: Any, context: Any = None, email: Any = None) -> None:
        """Tell the person what was changed, by the address that they had before; nothing about their device."""
        mailing.send_mail(template_prefix, email or user.email, {"person": user, **(context or {})})

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """Send the link that confirms an address; to one that is another person's, that nothing has changed for them."""
        address: EmailAddress = emailconfirmation.email_address
        if is_taken(address.email, by_others_than=address.user):
            self.send_mail("account/email/address_taken", address.email, {})
        else:
            link = confirmation_link(address)
            self.send_mail("account/email/email_confirmation", address.email, {"activate_url": link})

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Make an address the account's one, unless it has become another person's meanwhile."""
        # Asked now: with the new address in the database the session would be nobody's (see `receivers`).
        bool(request.user.is_authenticated)
        try:
            with transaction.atomic():
                if not is_taken(email_address.email, by_others_than=email_address.user):
                    return bool(super().confirm_email(request, email_address))
        except IntegrityError:
            pass  # two accounts confirmed it at the same moment
        self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt")
        return False
