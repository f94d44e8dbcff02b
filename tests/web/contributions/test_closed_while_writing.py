"""What a contributor has typed and not sent yet outlives that a reviewer closes the case meanwhile."""

from django.test import Client
from django.urls import reverse

import pytest

from accounts.roles import Role
from cases.codes.withdrawal import WithdrawalReason
from contributions.models import Contribution, Draft
from contributions.services import moderation
from contributions.states import State
from tests.contributing import contribution_in, reviewer
from tests.factories import person

pytestmark = pytest.mark.django_db

TYPED = {"version": 99, "asked": "what_happened", "what_happened": "Typed, and not sent yet."}


@pytest.fixture
def held(client, owner):
    """Return a contribution that its contributor is writing on."""
    held = contribution_in(State.CHANGES_ASKED, owner, what_happened="Sent.")
    assert client.post(reverse("draft_autosave", args=[held.draft.key, "story"]), TYPED).status_code == 200
    return held


@pytest.mark.parametrize("action", ["decline", "withdraw"])
def test_what_was_not_sent_is_copied_after_a_reviewer_closed_the_case(client, held, action):
    desk = Client()
    desk.force_login(reviewer())
    address = reverse("review_decide", args=[held.reference, action])
    assert "It stays theirs" in desk.get(address).content.decode()
    sent = {"version": held.page.latest_revision_id, "text": "It is told already.", "reason": WithdrawalReason.REPLACED}
    assert desk.post(address, sent).status_code == 302
    page = client.get(client.get(reverse("draft", args=[held.draft.key])).url).content.decode()
    assert "Something was typed and not sent before that." in page
    client.post(reverse("contribution_copy", args=[held.reference]))
    copied = Draft.objects.get(contribution=None)
    assert copied.answers["what_happened"] == "Typed, and not sent yet."


def test_what_was_not_sent_is_erased_with_the_case(held):
    moderation.withdraw(contribution=held, by=reviewer())
    assert Draft.objects.get().answers["what_happened"] == "Typed, and not sent yet."
    moderation.erase(contribution=Contribution.objects.get(), by=person(Role.COORDINATOR))
    assert not Draft.objects.exists()


def test_who_takes_it_back_has_no_draft_any_more_as_the_page_said(client, held):
    client.post(reverse("contribution_action", args=[held.reference, "withdraw"]), {"text": ""})
    assert not Draft.objects.exists()
