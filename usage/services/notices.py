"""Tells coordinators by e-mail that a use waits for them: a link, and nothing that anybody wrote."""

from django.urls import reverse_lazy

from accounts.mailing import send_with_link
from accounts.permissions import people_with
from accounts.roles import Role

from ..models import Use


def tell_of_proposed_use(use: Use) -> None:
    """Tell each coordinator in the language in which they used the site last; the mails go after the transaction."""
    for user in people_with(Role.COORDINATOR).order_by("pk"):
        send_with_link("usage/email/proposed", user, {}, reverse_lazy("use_edit", args=[use.pk]))
