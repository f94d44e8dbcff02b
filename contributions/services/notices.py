"""Tells people by e-mail what happened to a contribution: the reference and a link, and nothing that anybody wrote.

Each is told in the language in which they used the site last. Who did something is not told of it, but for what they sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.mailing import send_with_link
from accounts.models import User

from ..models import Contribution, ContributionEvent
from ..permissions import possible_reviewers
from ..states import Action


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a mail."""

    subject: str | Promise
    sentence: str | Promise


_TO_CONTRIBUTORS = {
    Action.SUBMIT: Said(_("we have it"), _("Thank you: what you sent has arrived. A reviewer reads it next.")),
    Action.ASK_FOR_CHANGES: Said(_("a question for you"), _("A reviewer has a question about what you sent.")),
    Action.APPROVE: Said(_("accepted"), _("What you sent is accepted. You are told when it is published.")),
    Action.PUBLISH: Said(_("published"), _("What you sent is published, for those whom you chose.")),
    Action.DECLINE: Said(_("not taken"), _("The reviewers did not take what you sent. They say why on the site.")),
    Action.RESTORE: Said(_("published again"), _("It had been withdrawn, and can be read again.")),
    Action.ERASE: Said(_("erased"), _("Everything that you sent has been erased for good.")),
    Action.WITHDRAW: Said(_("withdrawn"), _("It has been withdrawn: readers do not see it any more.")),
}
_TO_REVIEWERS = {
    Action.SUBMIT: Said(_("new, to be read"), _("Somebody has shared a case. It waits for a reviewer.")),
    Action.RESUBMIT: Said(_("sent again"), _("It has been changed and sent again.")),
    Action.ANSWER: Said(_("an answer"), _("Your question has been answered.")),
    Action.HAND_OVER: Said(_("for you to read"), _("A contribution has been handed over to you.")),
    Action.WITHDRAW: Said(_("taken back"), _("Those who sent it have taken it back.")),
    Action.ASK_FOR_CORRECTION: Said(_("a correction is asked for"), _("Those who shared it ask for a correction.")),
    Action.ASK_FOR_WITHDRAWAL: Said(_("to be withdrawn"), _("Those who shared it ask for its withdrawal.")),
}


def tell(event: ContributionEvent) -> None:
    """Tell whom it concerns; the mails go after the transaction."""
    held, action = event.contribution, Action(event.action)
    if said := _TO_CONTRIBUTORS.get(action):
        for user in _contributors(held, but=None if action is Action.SUBMIT else event.actor_id):
            _send(user, said, held.reference, "contribution")
    if said := _TO_REVIEWERS.get(action):
        for user in _reviewers(held, but=event.actor_id, to_all=action is Action.ASK_FOR_WITHDRAWAL):
            _send(user, said, held.reference, "review")


def _contributors(held: Contribution, but: int | None) -> Iterable[User]:
    """Return who sent it and whose draft it was."""
    return User.objects.filter(pk__in={held.contributor_id, held.author_id}, is_active=True).exclude(
        pk__in=[but] if but else []
    )


def _reviewers(held: Contribution, but: int | None, *, to_all: bool) -> Iterable[User]:
    """Return who has it on the table; all who may decide about it as long as nobody has, and where it must not wait."""
    possible = possible_reviewers(held).exclude(pk__in=[but] if but else [])
    if held.reviewer_id and not to_all:
        # Whoever held it may have left meanwhile: then all are told.
        return possible.filter(pk=held.reviewer_id) or possible
    return possible


def _send(user: User, said: Said, reference: str, page: str) -> None:
    send_with_link(
        "contributions/email/step", user, {"said": said, "reference": reference}, reverse_lazy(page, args=[reference])
    )
