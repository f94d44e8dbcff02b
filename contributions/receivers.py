"""Keeps contributions in step with items, accounts and the calendar, whoever publishes, withdraws or deletes."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete

from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from accounts.models import User
from cases import signals
from cases.models import CaseBase
from search.signals import night_came

from .models import Contribution
from .models.draft import MODEL_BY_CODE
from .services.drafts import forget_drafts_of
from .services.erasing import forget_before_deletion, forget_files_after_deletion
from .services.importing import forget_old_imports
from .services.moderation import note_correction, note_withdrawal
from .services.retention import remind_of_retention
from .services.versions import purge_earlier_versions
from .states import State


def _who_works() -> User | None:
    """Return who does this in the admin, as Wagtail's own log knows it; None for commands and for what a night does."""
    user: User | None = get_active_log_context().user
    return user


@transaction.atomic
def follow_withdrawal(item_id: int, **_: Any) -> None:
    """Note that a published contribution is withdrawn. What the review withdraws is noted by then."""
    held = Contribution.objects.select_for_update().filter(page=item_id, state=State.PUBLISHED).first()
    if held is not None:
        note_withdrawal(contribution=held, by=_who_works())


@transaction.atomic
def follow_correction(item_id: int, **_: Any) -> None:
    """Note which version is published after a correction, and delete the earlier ones: they may hold what was taken out."""
    held = Contribution.objects.select_for_update().filter(page=item_id, state=State.PUBLISHED).first()
    page = Page.objects.filter(pk=item_id).first()
    if held is None or page is None:
        return
    held.approved_revision_id = held.reviewed_revision_id = page.live_revision_id
    held.save(update_fields=["approved_revision", "reviewed_revision"])
    note_correction(contribution=held, by=_who_works())
    purge_earlier_versions(page=page)


def follow_deletion(instance: User, **_: Any) -> None:
    """Delete what only a person knew of, before their account is deleted."""
    forget_drafts_of(instance)


def before_item_deleted(instance: CaseBase, **_: Any) -> None:
    """Delete what is left of the contribution of an item that is deleted: nobody could erase it without the page."""
    forget_before_deletion(instance, _who_works())


def after_item_deleted(instance: CaseBase, **_: Any) -> None:
    """Delete the files that only the deleted item of a contribution had."""
    forget_files_after_deletion(instance)


def work_at_night(**_: Any) -> None:
    """Do what is to be done once a night."""
    forget_old_imports()
    remind_of_retention()


def connect() -> None:
    """Listen to items, accounts and the night; called once, when the app is ready."""
    pre_delete.connect(follow_deletion, sender=User, dispatch_uid="contributions.user_deleted")
    for code, model in MODEL_BY_CODE.items():
        pre_delete.connect(before_item_deleted, sender=model, dispatch_uid=f"contributions.delete.{code}")
        post_delete.connect(after_item_deleted, sender=model, dispatch_uid=f"contributions.deleted.{code}")
    night_came.connect(work_at_night, dispatch_uid="contributions.night_came")
    signals.item_unpublished.connect(follow_withdrawal, dispatch_uid="contributions.item_unpublished")
    signals.item_published.connect(follow_correction, dispatch_uid="contributions.item_published")
