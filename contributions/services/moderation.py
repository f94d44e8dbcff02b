"""The one place where a contribution changes its state.

`TABLE` (`contributions/transitions.py`) says from which state what leads where, and who may do it; the services below add what
else has to happen. The approver is never the author: the table says so by `Side.REVIEWER`, and the database holds it too.
"""

from collections.abc import Sequence
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from accounts.models import User
from cases.codes.withdrawal import WithdrawalReason
from cases.models import CaseBase
from cases.models.public_record import note_reason

from ..models import Contribution, ContributionEvent, Draft
from ..permissions import can_review, manages, may_decide
from ..possible import acts_for, is_left
from ..refusals import NotPossible
from ..states import Action, State
from ..transitions import TABLE, Side
from .drafts import NOT_YOURS, close_unsent_draft_of, forget_draft_of, hold_draft
from .erasing import erase_texts, names_of_filled_fields
from .gate import missing_for_publishing
from .notices import tell
from .reopening import reopen
from .verifying import note_verification
from .versions import purge_earlier_versions


@transaction.atomic
def submit(*, draft: Draft, page: Page, reference: str, by: User) -> Contribution:
    """Note that a draft was sent as this page, which is not published.

    Raises:
        NotPossible: the person may not send this draft, or it was sent before.
    """
    draft = hold_draft(draft.pk, by)
    if draft.sent_as is not None:
        raise NotPossible(NOT_YOURS)
    now = timezone.now()
    step = TABLE[State.DRAFT, Action.SUBMIT]
    contribution = Contribution.objects.create(
        page=page, reference=reference, kind=draft.kind, language=draft.language, draft=draft, contributor=by,
        author=draft.owner, organisation=draft.organisation, state=step.to, state_changed_at=now, submitted_at=now,
    )  # fmt: skip
    Draft.objects.filter(pk=draft.pk).update(sent_at=now)
    tell(
        ContributionEvent.objects.create(
            contribution=contribution, actor=by, action=Action.SUBMIT, state=step.to, at=now
        )
    )
    return contribution


@transaction.atomic
def ask_for_changes(*, contribution: Contribution, by: User, text: str) -> Contribution:
    """Ask the contributor something; the draft is open again. An acceptance that was given is taken back."""
    held = _take(contribution, Action.ASK_FOR_CHANGES, by, text)
    held.approved_by = held.approved_revision = None
    held.reviewed_revision_id = held.newest_revision_id
    held.reviewer, held.taken_at = by, timezone.now()
    reopen(held)
    return _note(held, Action.ASK_FOR_CHANGES, by, text)


@transaction.atomic
def answer(*, contribution: Contribution, by: User, text: str) -> Contribution:
    """Answer a reviewer's question; the contribution stays with the contributor until it is sent again."""
    return _note(_take(contribution, Action.ANSWER, by, text), Action.ANSWER, by, text)


@transaction.atomic
def resubmit(*, contribution: Contribution, by: User, text: str = "") -> Contribution:
    """Send a contribution again after changes; whoever asked for them has it on the table."""
    return _send_again(contribution, Action.RESUBMIT, by, text)


@transaction.atomic
def renew(*, contribution: Contribution, by: User, text: str = "") -> Contribution:
    """Note that an import has changed what lies with the reviewers. An acceptance that was given is taken back."""
    return _send_again(contribution, Action.RENEW, by, text)


def _send_again(contribution: Contribution, action: Action, by: User, text: str) -> Contribution:
    held = _take(contribution, action, by, text)
    held.writers = sorted({*held.writers, *filter(None, [held.contributor_id, by.pk])})
    held.approved_by = held.approved_revision = None
    held.contributor, held.submitted_at = by, timezone.now()
    Draft.objects.filter(contribution=held).update(sent_at=held.submitted_at)
    return _note(held, action, by, text)


@transaction.atomic
def hand_over(*, contribution: Contribution, by: User, to: User | None, text: str = "") -> Contribution:
    """Give a contribution to a reviewer, oneself included; None lays it back for everybody.

    Raises:
        NotPossible: the other person may not decide about it.
    """
    held = _take(contribution, Action.HAND_OVER, by, text)
    if to is not None and not may_decide(to, held):
        raise NotPossible(_("Choose a reviewer who is not the author of this contribution."))
    held.reviewer, held.taken_at = to, timezone.now() if to else None
    return _note(held, Action.HAND_OVER, by, text)


@transaction.atomic
def approve(*, contribution: Contribution, by: User, text: str = "", verification: str = "") -> Contribution:
    """Accept the newest version of the page, and no later one.

    Args:
        contribution: what is accepted.
        by: the reviewer.
        text: a note for the history.
        verification: one of `Verification`: who checked what; left as it is if empty.
    """
    held = _take(contribution, Action.APPROVE, by, text)
    newest = held.page.latest_revision if held.page else None
    if newest is not None and newest.user_id == by.pk:
        raise NotPossible(_("The newest version of the text is yours. Another reviewer accepts it."))
    if verification:
        note_verification(held, by, verification)
    if held.reviewer_id != by.pk or held.taken_at is None:
        held.taken_at = timezone.now()
    held.approved_by = held.reviewer = by
    held.approved_revision_id = held.reviewed_revision_id = held.newest_revision_id
    return _note(held, Action.APPROVE, by, text)


@transaction.atomic
def publish(*, contribution: Contribution, by: User, text: str = "") -> Contribution:
    """Publish the version that was accepted.

    Raises:
        NotPossible: also where something is missing, or the page has changed since: then it has to be accepted again.
    """
    held = _take(contribution, Action.PUBLISH, by, text)
    revision = held.approved_revision
    if held.page is None or revision is None or revision.pk != held.page.latest_revision_id:
        raise NotPossible(_("The text has changed since it was accepted. Read it and accept it again."))
    version = cast(CaseBase, revision.as_object())
    if missing := [one.sentence for one in missing_for_publishing(held, version, by) if one.stops]:
        raise NotPossible(missing)
    # The table has said who may; Wagtail is told by `admin_notices` that its own ways do not lead here.
    revision.publish(user=by, skip_permission_checks=True)
    purge_earlier_versions(page=Page.objects.get(pk=held.page_id))
    forget_draft_of(held)
    return _note(held, Action.PUBLISH, by, text)


@transaction.atomic
def decline(*, contribution: Contribution, by: User, text: str) -> Contribution:
    """Say that a contribution is not taken, and why."""
    held = _take(contribution, Action.DECLINE, by, text)
    Draft.objects.filter(contribution=held, sent_at=None).update(sent_at=timezone.now())
    return _note(held, Action.DECLINE, by, text)


@transaction.atomic
def ask_for_correction(*, contribution: Contribution, by: User, text: str) -> Contribution:
    """Ask the reviewers to correct something that is published."""
    return _note(_take(contribution, Action.ASK_FOR_CORRECTION, by, text), Action.ASK_FOR_CORRECTION, by, text)


@transaction.atomic
def ask_for_withdrawal(*, contribution: Contribution, by: User, text: str) -> Contribution:
    """Ask the reviewers to withdraw something that is published."""
    return _note(_take(contribution, Action.ASK_FOR_WITHDRAWAL, by, text), Action.ASK_FOR_WITHDRAWAL, by, text)


@transaction.atomic
def withdraw(*, contribution: Contribution, by: User, text: str = "", reason: str = "") -> Contribution:
    """Take a contribution back; what is published leaves every page in the same transaction.

    Args:
        contribution: what is withdrawn.
        by: who does it.
        text: a note for the history.
        reason: one of `WithdrawalReason`, for what was published: readers are told it where the item was.
    """
    held = _take(contribution, Action.WITHDRAW, by, text)
    if held.state == State.PUBLISHED and reason not in WithdrawalReason.values:
        raise NotPossible(_("Choose why it is withdrawn."))
    held.withdrawn_because = reason
    # Who takes back their own is told that the draft goes; of what a reviewer withdraws, nothing that was typed is lost.
    if manages(by, held) or not close_unsent_draft_of(held):
        forget_draft_of(held)
    # Noted first: whoever listens to the page finds the contribution withdrawn already.
    _note(held, Action.WITHDRAW, by, text)
    if held.page is not None and held.page.live:
        UnpublishPageAction(held.page.specific, user=by).execute(skip_permission_checks=True)
    note_reason(held.reference, reason)
    return held


@transaction.atomic
def note_withdrawal(*, contribution: Contribution, by: User | None) -> Contribution:
    """Note that the item of a published contribution was withdrawn in the admin, or by nobody because its time is over."""
    return _note(contribution, Action.WITHDRAW, by, "")


@transaction.atomic
def restore(*, contribution: Contribution, by: User, text: str = "") -> Contribution:
    """Publish again what was withdrawn, as it was, within 30 days."""
    held = _take(contribution, Action.RESTORE, by, text)
    if held.approved_revision is not None:
        held.approved_revision.publish(user=by, skip_permission_checks=True)
    held.withdrawn_because = ""
    return _note(held, Action.RESTORE, by, text)


@transaction.atomic
def erase(*, contribution: Contribution, by: User, text: str = "", reason: str = "") -> Contribution:
    """Erase everything that was sent, for good; the history keeps who, when and which fields, and no word of them.

    Args:
        contribution: what is erased.
        by: the coordinator.
        text: is not kept.
        reason: one of `WithdrawalReason`, told to readers of what was public; without one, that of its withdrawal, or none.
    """
    held = _take(contribution, Action.ERASE, by, "")
    fields = names_of_filled_fields(held)
    reason = reason if reason in WithdrawalReason.values else held.withdrawn_because
    erase_texts(held, by)
    held.refresh_from_db()
    note_reason(held.reference, reason)
    held.withdrawn_because, held.draft = reason, None
    return _note(held, Action.ERASE, by, "", fields)


@transaction.atomic
def note_correction(*, contribution: Contribution, by: User | None) -> ContributionEvent:
    """Note that the item was published again after a correction in the admin; those who asked for it are told."""
    event = ContributionEvent.objects.create(
        contribution=contribution, actor=by, action=Action.PUBLISH, state=contribution.state, at=timezone.now()
    )
    tell(event)
    return event


def _take(contribution: Contribution, action: Action, by: User, text: str) -> Contribution:
    """Return the contribution as it is stored, held until the transaction ends, if the person may do this with it now."""
    held = Contribution.objects.select_for_update().get(pk=contribution.pk)
    step = TABLE.get((State(held.state), action))
    if step is None:
        raise NotPossible(
            _("This cannot be done now: %(reference)s is in the state “%(state)s”."),
            params={"reference": held.reference, "state": held.state_label},
        )
    if not is_left(action, held):
        raise NotPossible(_("It is too late for this, or there is nothing left."))
    if not acts_for(by, held, step.by):
        own = step.by is not Side.CONTRIBUTOR and can_review(by)
        raise NotPossible(
            _("You wrote or sent this yourself; another reviewer decides about it.")
            if own
            else _("Your account may not do this.")
        )
    if step.with_text and not text.strip():
        raise NotPossible(_("Write a sentence that says what it is about."))
    return held


def _note(held: Contribution, action: Action, by: User | None, text: str, fields: Sequence[str] = ()) -> Contribution:
    """Store the new state with the event that led to it."""
    state, now = State(held.state), timezone.now()
    held.state = TABLE[state, action].to
    if held.state != state:
        held.state_changed_at = now
    held.save()
    tell(
        ContributionEvent.objects.create(
            contribution=held, actor=by, action=action, state=held.state, text=text.strip(), fields=list(fields), at=now
        )
    )
    return held
