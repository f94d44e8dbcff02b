"""Tells of an import once, however many cases it made: numbers and a link, in nobody's words."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from accounts.mailing import send_mail
from accounts.models import User
from accounts.roles import Role

from ..models import Import, RowState


def tell_of_import(held: Import) -> None:
    """Tell whoever brought it what was made, and the reviewers that there is something to read."""
    counts = held.counts()
    owner = held.owner
    _send("import", owner, {"counts": counts}, reverse("import", args=[held.key]))
    made = counts[RowState.NEW] + counts[RowState.CHANGED]
    if made:
        reviewers = User.objects.filter(groups__name__in=[Role.REVIEWER, Role.COORDINATOR], is_active=True)
        for user in reviewers.exclude(pk=owner.pk).distinct():
            _send("import_review", user, {"made": made}, reverse("review_queue"))


def _send(template: str, user: User, context: dict[str, object], path: str) -> None:
    with translation.override(user.language or settings.LANGUAGE_CODE):
        send_mail(f"contributions/email/{template}", user.email, {**context, "link": f"{settings.SITE_URL}{path}"})
