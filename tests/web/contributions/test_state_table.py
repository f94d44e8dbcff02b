"""Every action in every state by everybody: allowed where the table below says so, refused and without a trace elsewhere."""

from django.db import IntegrityError, transaction

import pytest

from accounts.roles import Role
from cases.codes.withdrawal import WithdrawalReason
from cases.models import CaseStudyPage
from contributions.models import Contribution, ContributionEvent, Draft
from contributions.possible import possible_actions
from contributions.refusals import NotPossible
from contributions.services import moderation
from contributions.states import STORED_STATES, Action, State
from tests.contributing import contribution_in, contributor, make_draft, member, reviewer
from tests.factories import case_study, entry_of, new_organisation

pytestmark = pytest.mark.django_db

CONTRIBUTORS = {"author", "colleague", "author who reviews"}
# A reviewer of the same organisation who did not write it may do what both sides may.
REVIEWERS = {"reviewer", "coordinator"}
ALLOWED = {
    "submitted": {
        "renew": ("submitted", CONTRIBUTORS),
        "ask_for_changes": ("changes_asked", REVIEWERS),
        "hand_over": ("submitted", REVIEWERS),
        "approve": ("approved", REVIEWERS),
        "decline": ("declined", REVIEWERS),
        "withdraw": ("withdrawn", CONTRIBUTORS | REVIEWERS),
        "erase": ("erased", {"coordinator"}),
    },
    "changes_asked": {
        "answer": ("changes_asked", CONTRIBUTORS),
        "resubmit": ("submitted", CONTRIBUTORS),
        "hand_over": ("changes_asked", REVIEWERS),
        "decline": ("declined", REVIEWERS),
        "withdraw": ("withdrawn", CONTRIBUTORS | REVIEWERS),
        "erase": ("erased", {"coordinator"}),
    },
    "approved": {
        "renew": ("submitted", CONTRIBUTORS),
        "ask_for_changes": ("changes_asked", REVIEWERS),
        "hand_over": ("approved", REVIEWERS),
        "publish": ("published", REVIEWERS),
        "decline": ("declined", REVIEWERS),
        "withdraw": ("withdrawn", CONTRIBUTORS | REVIEWERS),
        "erase": ("erased", {"coordinator"}),
    },
    "published": {
        "ask_for_correction": ("published", CONTRIBUTORS),
        "ask_for_withdrawal": ("published", CONTRIBUTORS),
        "withdraw": ("withdrawn", REVIEWERS),
        "erase": ("erased", {"coordinator"}),
    },
    "declined": {"erase": ("erased", {"coordinator"})},
    # What was withdrawn before it was published cannot be brought back: test_withdrawal.py has what can.
    "withdrawn": {"erase": ("erased", {"coordinator"})},
    "erased": {},
}
PEOPLE = ("author", "colleague", "author who reviews", "reviewer", "coordinator", "contributor elsewhere", "reader")
DEEDS = [action for action in Action if action is not Action.SUBMIT]


def do(action, held, by):
    """Do it as a page would."""
    given = {"contribution": held, "by": by, "text": "A reason."}
    if action is Action.HAND_OVER:
        given["to"] = by
    if action is Action.WITHDRAW:
        given["reason"] = WithdrawalReason.ERROR
    getattr(moderation, action.value)(**given)


def scene(state, who):
    """Return a contribution in a state, and the person."""
    organisation = new_organisation()
    role = Role.REVIEWER if who == "author who reviews" else Role.CONTRIBUTOR
    author = member(role, organisation)
    people = {
        "author": lambda: author,
        "author who reviews": lambda: author,
        "colleague": lambda: contributor(organisation),
        "reviewer": reviewer,
        "coordinator": lambda: member(Role.COORDINATOR, new_organisation()),
        "contributor elsewhere": contributor,
        "reader": lambda: member(Role.NETWORK_READER, organisation),
    }
    return contribution_in(state, author), people[who]()


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", STORED_STATES)
def test_the_table_holds_for_every_action(state, who):
    held, by = scene(state, who)
    events = held.events.count()
    offered = {action for action, (_to, people) in ALLOWED[state].items() if who in people}
    assert set(possible_actions(by, held)) == offered
    for action in DEEDS:
        if action in offered:
            with transaction.atomic():
                do(action, held, by)
                held.refresh_from_db()
                assert held.state == ALLOWED[state][action][0], action
                assert held.events.last().action == action
                transaction.set_rollback(True)
        else:
            with pytest.raises(NotPossible):
                do(action, held, by)
        held = Contribution.objects.get(pk=held.pk)
        assert held.state == state, action
        assert held.events.count() == events, action


@pytest.mark.parametrize("action", ["ask_for_changes", "decline"])
def test_a_question_or_refusal_says_why(action):
    held, by = scene(State.SUBMITTED, "reviewer")
    with pytest.raises(NotPossible, match="Write a sentence"):
        getattr(moderation, action)(contribution=held, by=by, text="  ")
    assert ContributionEvent.objects.count() == 1


def test_the_database_knows_no_approver_who_is_the_author():
    author = member(Role.REVIEWER, new_organisation())
    held = contribution_in(State.SUBMITTED, author)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=held.pk).update(approved_by=author)
    other = contributor(held.organisation)
    Contribution.objects.filter(pk=held.pk).update(contributor=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=held.pk).update(approved_by=author)


def test_who_sent_a_colleagues_draft_again_does_not_accept_it_either():
    organisation = new_organisation()
    held = contribution_in(State.CHANGES_ASKED, contributor(organisation))
    colleague = member(Role.REVIEWER, organisation)
    moderation.resubmit(contribution=held, by=colleague)
    with pytest.raises(NotPossible, match="another reviewer"):
        moderation.approve(contribution=held, by=colleague)


def test_a_draft_is_sent_once_and_by_its_owner_only():
    owner = contributor()
    draft = make_draft(owner)
    page = case_study(live=False)
    with pytest.raises(NotPossible):
        moderation.submit(draft=draft, page=page.page_ptr, reference=page.reference, by=contributor(draft.organisation))
    moderation.submit(draft=draft, page=page.page_ptr, reference=page.reference, by=owner)
    with pytest.raises(NotPossible):
        moderation.submit(draft=draft, page=page.page_ptr, reference="CS-2026-9999", by=owner)
    assert Contribution.objects.count() == 1


def test_what_is_handed_over_goes_to_somebody_who_may_decide():
    held, by = scene(State.SUBMITTED, "reviewer")
    with pytest.raises(NotPossible, match="Choose a reviewer"):
        moderation.hand_over(contribution=held, by=by, to=held.contributor)
    other = reviewer()
    assert moderation.hand_over(contribution=held, by=by, to=other).reviewer == other
    back = moderation.hand_over(contribution=held, by=other, to=None)
    assert (back.reviewer, back.taken_at) == (None, None)


def test_what_is_published_can_be_read_and_what_is_withdrawn_cannot():
    held = contribution_in(State.PUBLISHED, contributor(), audience="public")
    item = CaseStudyPage.objects.get(pk=held.page_id)
    assert item.live
    assert entry_of(item).reference == held.reference
    assert not Draft.objects.exists(), "the page alone holds the text"
    moderation.withdraw(contribution=held, by=reviewer(), reason=WithdrawalReason.ERROR)
    item.refresh_from_db()
    assert not item.live


def test_a_text_changed_since_it_was_accepted_is_not_published():
    held = contribution_in(State.APPROVED, contributor())
    item = held.item
    item.what_happened = "Something else."
    item.save_revision()
    with pytest.raises(NotPossible, match="accept it again"):
        moderation.publish(contribution=held, by=reviewer())
    assert not CaseStudyPage.objects.get(pk=item.pk).live


def test_questions_open_the_draft_again_and_sending_closes_it():
    held = contribution_in(State.CHANGES_ASKED, contributor())
    assert not held.draft.is_sent
    assert moderation.resubmit(contribution=held, by=held.contributor).draft.is_sent


def test_the_row_outlives_the_page():
    held = contribution_in(State.WITHDRAWN, contributor())
    held.item.delete()
    held = Contribution.objects.get(pk=held.pk)
    assert (held.page, held.item, held.title) == (None, None, held.reference)
