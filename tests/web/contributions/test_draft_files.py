"""The files of a draft: how many there may be, and that they are gone from the disk with the draft."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import pytest
from lxml import html

from contributions.services import draft_files
from tests.contributing import contributor, make_draft
from tests.makers import make_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def draft(client):
    owner = contributor()
    client.force_login(owner)
    return make_draft(owner, answers={"what_happened": "She was promised work."})


def add(draft):
    return draft.files.create(
        file=ContentFile(b"%PDF", name="a.pdf"), name="a.pdf", media_type="pdf", size=4, texts=[]
    )  # fmt: skip


def test_the_content_of_files_is_deleted_with_the_draft_and_with_the_file(
    client, draft, django_capture_on_commit_callbacks
):
    removed, kept = add(draft), add(draft)
    storage = kept.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("draft_file_remove", args=[draft.key, removed.pk]))
    assert [storage.exists(file.file.name) for file in (removed, kept)] == [False, True]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("draft_delete", args=[draft.key]))
    assert not storage.exists(kept.file.name)


def test_one_file_too_many_is_refused_in_words(client, draft, monkeypatch):
    monkeypatch.setattr(draft_files, "MOST_FILES", 1)
    add(draft)
    sent = {"file": SimpleUploadedFile("b.pdf", make_pdf(["Text"]))}
    page = client.post(reverse("draft_files", args=[draft.key]), sent).content.decode()
    assert "A case has at most 1 files. Remove one first." in page
    assert draft.files.count() == 1


def test_who_chose_a_file_and_goes_on_adds_it(client, draft):
    here, going_on = reverse("draft_files", args=[draft.key]), reverse("draft_check", args=[draft.key])
    (button,) = html.fromstring(client.get(here).content).xpath("//main//button[@class='primary']")
    pressed = {button.get("name"): button.get("value")}
    assert client.post(here, pressed).url == going_on
    answer = client.post(here, {**pressed, "file": SimpleUploadedFile("b.pdf", make_pdf(["Text"]))})
    assert answer.url == going_on
    assert [file.name for file in draft.files.all()] == ["b.pdf"]


def test_who_goes_on_with_a_file_that_is_refused_stays_and_reads_why(client, draft):
    sent = {"continue": "1", "file": SimpleUploadedFile("b.docx", make_pdf(["Text"]))}
    answer = client.post(reverse("draft_files", args=[draft.key]), sent)
    assert "it is a PDF file" in str(answer.context["form"]["file"].errors)
    assert not draft.files.exists()


def test_who_adds_a_file_stays_for_the_next(client, draft):
    here = reverse("draft_files", args=[draft.key])
    assert client.post(here, {"file": SimpleUploadedFile("b.pdf", make_pdf(["Text"]))}).url == here
    assert "Choose a file first." in client.post(here).content.decode()
