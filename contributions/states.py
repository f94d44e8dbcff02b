"""The states of a contribution, and what leads from one to another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a contribution stands; a draft has no row of its own among the contributions yet."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Sent for review")
    CHANGES_ASKED = "changes_asked", _("Questions for you")
    APPROVED = "approved", _("Accepted")
    PUBLISHED = "published", _("Published")
    DECLINED = "declined", _("Not taken")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ERASED = "erased", _("Erased")


STORED_STATES = tuple(state for state in State if state is not State.DRAFT)
STORED_CHOICES = [(state.value, state.label) for state in STORED_STATES]
# The states in a reviewer's words: what is a question to the contributor is an answer awaited here.
FOR_REVIEWERS: dict[State, object] = {
    state: _("Waiting for an answer") if state is State.CHANGES_ASKED else state.label for state in STORED_STATES
}
# What a reviewer has still to do something about.
WITH_REVIEWERS = (State.SUBMITTED, State.APPROVED)

# What may still be published.
OPEN = (State.SUBMITTED, State.CHANGES_ASKED, State.APPROVED)


class Action(models.TextChoices):
    """What people do with a contribution; each leaves an event behind."""

    SUBMIT = "submit", _("Sent for review")
    ASK_FOR_CHANGES = "ask_for_changes", _("Asked for changes")
    ANSWER = "answer", _("Answered")
    RESUBMIT = "resubmit", _("Sent again")
    RENEW = "renew", _("Changed by a spreadsheet")
    HAND_OVER = "hand_over", _("Handed over")
    APPROVE = "approve", _("Accepted")
    PUBLISH = "publish", _("Published")
    DECLINE = "decline", _("Not taken")
    ASK_FOR_CORRECTION = "ask_for_correction", _("Asked for a correction")
    ASK_FOR_WITHDRAWAL = "ask_for_withdrawal", _("Asked for withdrawal")
    WITHDRAW = "withdraw", _("Withdrawn")
    RESTORE = "restore", _("Brought back")
    ERASE = "erase", _("Erased")


# What those who shared something ask for after it was published; it waits for reviewers like what was sent.
ASKED = (Action.ASK_FOR_CORRECTION, Action.ASK_FOR_WITHDRAWAL)
