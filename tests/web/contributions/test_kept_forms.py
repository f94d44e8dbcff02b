"""A form that arrives when nobody is signed in, or with an old token, comes back whole; one of another site does not."""

from django.test import Client

import pytest

from tests.contributing import make_draft
from tests.web.contributions.test_drafts import STORY, step_address

pytestmark = pytest.mark.django_db


def test_what_is_sent_after_the_session_ended_comes_back_whole(client, owner):
    draft = make_draft(owner)
    client.logout()
    answer = client.post(
        step_address(draft),
        {"version": 1, "asked": "what_happened acts", "what_happened": STORY, "acts": ["recruitment", "transfer"]},
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "You have been signed out" in page
    for text in (
        "After four months she went",
        'value="recruitment"',
        'value="transfer"',
        f'action="{step_address(draft)}"',
    ):
        assert text in page, text
    draft.refresh_from_db()
    assert draft.answers == {}


def test_a_page_that_is_older_than_the_sign_in_loses_nothing(owner):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    draft = make_draft(owner)
    answer = strict.post(step_address(draft), {"version": 1, "asked": "what_happened", "what_happened": STORY})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "press the button and it is saved" in page
    assert "After four months she went" in page
    draft.refresh_from_db()
    assert draft.answers == {}
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    sent = {"version": 1, "asked": "what_happened", "what_happened": STORY, "csrfmiddlewaretoken": token}
    assert strict.post(step_address(draft), sent).status_code == 302
    draft.refresh_from_db()
    assert draft.answers["what_happened"] == STORY


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_form_of_another_site_is_refused_and_not_offered_again(owner, signed_in):
    strict = Client(enforce_csrf_checks=True)
    if signed_in:
        strict.force_login(owner)
    draft = make_draft(owner)
    sent = {"version": 1, "asked": "what_happened", "what_happened": STORY}
    answer = strict.post(step_address(draft), sent, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert "After four months she went" not in answer.content.decode()
    draft.refresh_from_db()
    assert draft.answers == {}
    own = strict.post(step_address(draft), sent, headers={"Origin": "http://testserver"})
    assert "After four months she went" in own.content.decode()
