"""What a person may do with a contribution as it stands now: the table of states read for somebody."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from accounts.permissions import can_coordinate

from .models import Contribution
from .permissions import manages, may_decide
from .states import Action, State
from .transitions import TABLE, Side

# How long a withdrawal can be undone.
RESTORED_WITHIN = timedelta(days=30)


def possible_actions(user: User, contribution: Contribution) -> list[Action]:
    """Return what the person may do with the contribution, in the order of the table."""
    state = State(contribution.state)
    return [
        action
        for (there, action), step in TABLE.items()
        if there is state and acts_for(user, contribution, step.by) and is_left(action, contribution)
    ]


def acts_for(user: User, contribution: Contribution, side: Side) -> bool:
    """Whether the person acts on a side of the contribution."""
    if side is Side.CONTRIBUTOR:
        return manages(user, contribution)
    if side is Side.REVIEWER:
        return may_decide(user, contribution)
    if side is Side.COORDINATOR:
        return can_coordinate(user) and may_decide(user, contribution)
    return manages(user, contribution) or may_decide(user, contribution)


def is_left(action: Action, contribution: Contribution) -> bool:
    """Whether there is still something that can be brought back, or that nobody has accepted yet."""
    if action is Action.APPROVE and contribution.state == State.APPROVED:
        return contribution.changed_since_accepted
    if action is Action.RESTORE:
        was_published = contribution.page is not None and contribution.page.first_published_at is not None
        in_time = timezone.now() - contribution.state_changed_at <= RESTORED_WITHIN
        return was_published and in_time and contribution.approved_revision_id is not None
    return True
