"""Loads the demo's drafts and contributions, by the services that the pages use: one of each state."""

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.mailing import without_mail
from accounts.models import User
from cases.codes.withdrawal import WithdrawalReason
from contributions.models import Contribution, ContributionEvent, Draft
from contributions.services import moderation
from contributions.services.drafts import Begun, start_draft
from contributions.services.sending import NotReady, send
from contributions.states import State

from .items import DemoError
from .people import COORDINATOR


def load_contributions(rows: list[dict[str, Any]]) -> None:
    """Create what is missing, each with its history in a transaction of its own; nobody is told by e-mail.

    Raises:
        DemoError: a row cannot be sent as it is.
    """
    people = {user.email: user for user in User.objects.filter(email__in=[COORDINATOR, *(row["by"] for row in rows)])}
    with without_mail():
        for number, row in enumerate(rows):
            with transaction.atomic():
                _load(uuid5(NAMESPACE_URL, f"casebook-demo:{number}"), row, people[row["by"]], people[COORDINATOR])


def _load(key: UUID, row: dict[str, Any], by: User, reviewer: User) -> None:
    # A withdrawn contribution has no draft left to be known by.
    if Draft.objects.filter(key=key).exists() or _is_withdrawn(row):
        return
    begun = Begun(kind=row["kind"], language=row["language"], answers=row["answers"])
    draft = start_draft(key=key, by=by, organisation=by.organisations.get(), begun=begun)
    then = timezone.now() - timedelta(days=row["days_ago"])
    Draft.objects.filter(pk=draft.pk).update(changed_at=then)
    if row["state"] == State.DRAFT:
        return
    try:
        held = send(draft=draft, by=by)
    except NotReady as refused:
        raise DemoError("; ".join(problem.message for problem in refused.problems)) from None
    if row["state"] == State.CHANGES_ASKED:
        moderation.ask_for_changes(contribution=held, by=reviewer, text=row["question"])
    elif row["state"] == State.WITHDRAWN:
        moderation.approve(contribution=held, by=reviewer)
        moderation.publish(contribution=held, by=reviewer)
        moderation.withdraw(contribution=held, by=reviewer, reason=WithdrawalReason.REPLACED)
    Contribution.objects.filter(pk=held.pk).update(submitted_at=then, state_changed_at=then)
    ContributionEvent.objects.filter(contribution=held).update(at=then)


def _is_withdrawn(row: dict[str, Any]) -> bool:
    title = row["answers"].get("title")
    return Contribution.objects.filter(state=State.WITHDRAWN, page__draft_title=title).exists()
