"""Does what a reviewer decided about the version that they read, and about no other."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail.models import Page

from accounts.models import User

from ..models import Contribution
from ..refusals import NotPossible
from ..states import Action
from . import moderation


@transaction.atomic
def decide(
    *, contribution: Contribution, action: Action, by: User, read: int | None, given: Mapping[str, Any]
) -> Contribution:
    """Do something with a contribution.

    Args:
        contribution: what is decided about.
        action: what is done with it.
        by: who decides.
        read: the key of the version that the person read; None where there was no page any more.
        given: what the service of the action takes beside.

    Raises:
        NotPossible: there is a newer version, or the action is not possible now.
    """
    # The page is held until the decision is stored: a version that is saved now waits, and is newer than the decision.
    page = Page.objects.select_for_update().filter(pk=contribution.page_id).first()
    if read != (page.latest_revision_id if page else None):
        raise NotPossible(
            _(
                "The text has changed since you opened this page. Read it again, then decide; what you typed is still here."
            )
        )
    service = getattr(moderation, action.value)
    decided: Contribution = service(contribution=contribution, by=by, **given)
    return decided
