"""Keeps contributions in step with their items, whoever publishes or withdraws these: staff in the admin, or the end of an agreement."""

from typing import Any

from django.db import transaction

from wagtail.models import Page

from cases import signals

from .models import Contribution
from .services.moderation import note_correction, note_withdrawal
from .services.versions import purge_earlier_versions
from .states import State


@transaction.atomic
def follow_withdrawal(item_id: int, **_: Any) -> None:
    """Note that a published contribution is withdrawn. What the review withdraws is noted by then."""
    held = Contribution.objects.select_for_update().filter(page=item_id, state=State.PUBLISHED).first()
    if held is not None:
        note_withdrawal(contribution=held)


@transaction.atomic
def follow_correction(item_id: int, **_: Any) -> None:
    """Note which version is published after a correction, and delete the earlier ones: they may hold what was taken out."""
    held = Contribution.objects.select_for_update().filter(page=item_id, state=State.PUBLISHED).first()
    page = Page.objects.filter(pk=item_id).first()
    if held is None or page is None:
        return
    held.approved_revision_id = held.reviewed_revision_id = page.live_revision_id
    held.save(update_fields=["approved_revision", "reviewed_revision"])
    note_correction(contribution=held)
    purge_earlier_versions(page=page)


def connect() -> None:
    """Listen to items; called once, when the app is ready."""
    signals.item_unpublished.connect(follow_withdrawal, dispatch_uid="contributions.item_unpublished")
    signals.item_published.connect(follow_correction, dispatch_uid="contributions.item_published")
