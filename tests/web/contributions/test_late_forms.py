"""A step that is saved after its draft was closed or deleted comes back with all that was typed, and says why."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import pytest

from contributions.models import Contribution, Draft
from contributions.services import moderation
from contributions.states import State
from tests.contributing import contribution_in, contributor, make_draft, reviewer
from tests.web.contributions.test_drafts import step_address

pytestmark = pytest.mark.django_db

TYPED = {"version": 1, "asked": "what_happened acts", "what_happened": "She was 16.", "acts": ["recruitment"]}


def form_of(client, draft):
    """Open a step as a person does, and return what its form sends."""
    page = client.get(step_address(draft)).content.decode()
    return {**TYPED, **dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)), "asked": TYPED["asked"]}


def autosave(client, draft, form):
    return client.post(reverse("draft_autosave", args=[draft.key, "story"]), form)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.DECLINED])
def test_what_is_saved_after_the_draft_was_closed_is_shown_with_the_reason(client, owner, state):
    held = contribution_in(State.CHANGES_ASKED, owner)
    form = form_of(client, held.draft)
    if state is State.SUBMITTED:
        moderation.resubmit(contribution=held, by=owner)
    else:
        moderation.decline(contribution=held, by=reviewer(), text="It is told already.")
    answer = client.post(step_address(held.draft), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    for text in (
        "What happened</label>",
        "She was 16.",
        "recruitment",
        f"Its state is “{state.label}”.",
        held.reference,
    ):
        assert text in page
    file = {"file": SimpleUploadedFile("late.pdf", b"%PDF-1.7")}
    late = client.post(reverse("draft_files", args=[held.draft.key]), file, follow=True).content.decode()
    assert "the draft is closed" in late
    told = autosave(client, held.draft, form)
    assert (told.status_code, "the draft is closed" in told.json()["said"]) == (409, True)
    assert Contribution.objects.get().draft.answers.get("what_happened") != "She was 16."


def test_what_is_saved_after_the_draft_was_deleted_is_shown_to_who_had_it_and_to_nobody_else(client, owner):
    draft = make_draft(owner)
    form = form_of(client, draft)
    other = Client()
    other.force_login(contributor(draft.organisation))
    assert other.post(step_address(draft), form).status_code == 404
    client.post(reverse("draft_delete", args=[draft.key]))
    answer = client.post(step_address(draft), form)
    assert (answer.status_code, "She was 16." in answer.content.decode()) == (409, True)
    assert autosave(client, draft, form).status_code == 409
    assert client.post(step_address(draft), TYPED).status_code == 404
    assert other.post(step_address(draft), form).status_code == 404
    assert not Draft.objects.exists()
