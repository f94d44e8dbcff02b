"""What becomes of drafts when an account is deleted: the organisation keeps what was sent, and nobody keeps the rest."""

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

import pytest

from contributions.models import Contribution, Draft
from contributions.states import State
from tests.contributing import contribution_in, contributor, make_draft
from tests.factories import new_organisation, new_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def owner():
    return contributor(new_organisation(slug="quiet-house"))


def delete_account(user, capture):
    """Delete an account as an administrator does."""
    client = Client()
    client.force_login(new_user(is_superuser=True))
    with capture(execute=True):
        assert client.post(f"/admin/users/delete/{user.pk}/").status_code == 302
    assert not type(user).objects.filter(pk=user.pk).exists()


def test_a_draft_that_was_opened_again_stays_with_the_organisation(client, owner, django_capture_on_commit_callbacks):
    held = contribution_in(State.CHANGES_ASKED, owner)
    Draft.objects.filter(contribution=held).update(answers={"what_happened": "She was promised work."})
    delete_account(owner, django_capture_on_commit_callbacks)
    client.force_login(contributor(owner.organisations.model.objects.get(slug="quiet-house")))
    draft = Contribution.objects.get(pk=held.pk).draft
    page = client.get(reverse("draft_step", args=[draft.key, "story"]))
    assert page.status_code == 200
    assert "She was promised work." in page.content.decode()


def test_what_was_never_sent_goes_with_its_files(owner, django_capture_on_commit_callbacks):
    draft = make_draft(owner, answers={"what_happened": "Known to nobody else."})
    file = draft.files.create(
        file=ContentFile(b"%PDF", name="a.pdf"), name="a.pdf", media_type="pdf", size=4, texts=[]
    )  # fmt: skip
    assert file.file.storage.exists(file.file.name)
    delete_account(owner, django_capture_on_commit_callbacks)
    assert not Draft.objects.exists()
    assert not file.file.storage.exists(file.file.name)
