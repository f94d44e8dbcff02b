"""Sends mails about contributions, each in the language of who gets it, with a link to the page of the site in that language."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from accounts.mailing import send_mail
from accounts.models import User


def send_with_link(template: str, user: User, context: dict[str, Any], path: Promise) -> None:
    """Send a mail after the transaction.

    Args:
        template: the beginning of the names of its templates.
        user: who gets it.
        context: what the templates say beside the link; no text of a case.
        path: the address of the page, a lazy one: the language of the mail is in it.
    """
    with translation.override(user.language or settings.LANGUAGE_CODE):
        link = f"{settings.SITE_URL}{path}"
        send_mail(f"contributions/email/{template}", user.email, {**context, "link": link})
