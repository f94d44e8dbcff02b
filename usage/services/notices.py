"""Tells coordinators by e-mail that a use waits for them: a link, and nothing that anybody wrote."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from accounts.mailing import send_mail
from accounts.models import User
from accounts.roles import Role

from ..models import Use


def tell_of_proposed_use(use: Use) -> None:
    """Tell each coordinator in the language in which they used the site last; the mails go after the transaction."""
    for user in User.objects.filter(is_active=True, groups__name=Role.COORDINATOR).order_by("pk"):
        with translation.override(user.language or settings.LANGUAGE_CODE):
            link = f"{settings.SITE_URL}{reverse('use_edit', args=[use.pk])}"
            send_mail("usage/email/proposed", user.email, {"link": link})
