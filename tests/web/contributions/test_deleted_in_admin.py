"""Who deletes the page of a contribution in the admin deletes all that is left of it: nobody could erase that afterwards."""

from django.core.files.base import ContentFile
from django.urls import reverse

from wagtail.models import Collection, Page, PageLogEntry

import pytest

from accounts.roles import Role
from contributions.models import Contribution, Draft, DraftFile
from contributions.states import State
from files.models import RepositoryFile
from files.services import store_file
from tests.contributing import contribution_in, contributor
from tests.factories import case_study, person
from tests.makers import make_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def stored(name):
    root = Collection.get_first_root_node()
    return store_file(
        file=ContentFile(make_pdf([name]), name=f"{name}.pdf"), title=name, language="en", collection=root
    )


def test_draft_files_and_what_was_written_go_with_the_page(client, django_capture_on_commit_callbacks):
    own, shared = stored("own"), stored("shared")
    case_study(attachments=[shared])
    held = contribution_in(State.DECLINED, contributor(), title="Zyzzyva", attachments=[own, shared])
    Draft.objects.update(answers={"what_happened": "Quagga happened."})
    file = DraftFile(
        draft=held.draft, name="own.pdf", media_type="pdf", size=1, file_hash="0", page_count=1, stored=own
    )
    file.file.save("own.pdf", ContentFile(make_pdf(["own"])))
    storage, name = file.file.storage, file.file.name
    coordinator = person(Role.COORDINATOR)
    client.force_login(coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailadmin_pages:delete", args=[held.page_id]))
    assert not Page.objects.filter(pk=held.page_id).exists()
    assert not Draft.objects.exists()
    assert not storage.exists(name)
    assert list(RepositoryFile.objects.all()) == [shared]
    left = Contribution.objects.get()
    assert (left.state, left.page, left.draft) == (State.ERASED, None, None)
    assert {event.text for event in left.events.all()} == {""}
    assert [event.actor for event in left.events.filter(action="erase")] == [coordinator]
    assert {entry.label for entry in PageLogEntry.objects.filter(page_id=held.page_id)} == {held.reference}
    assert "It was erased for good" in client.get(reverse("review", args=[held.reference])).content.decode()


def test_a_page_that_is_deleted_with_its_parent_leaves_nothing_either():
    held = contribution_in(State.SUBMITTED, contributor())
    held.page.get_parent().delete()
    assert not Draft.objects.exists()
    assert Contribution.objects.get().state == State.ERASED
