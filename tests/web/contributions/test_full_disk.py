"""A disk that is full: a sentence says so, and nothing that was typed or stored is lost. The disk is a real one."""

import subprocess

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import pytest

from cases.models import CaseStudyPage
from contributions.models import Draft
from tests.contributing import make_draft
from tests.makers import make_pdf
from tests.web.contributions.spreadsheets import GOOD, HEADER, xlsx

pytestmark = pytest.mark.django_db

STORY = "She was promised work in a restaurant."


@pytest.fixture
def full_disk(tmp_path):
    """Return a folder on a disk without room."""
    folder = tmp_path / "full"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], check=False)
    if mounted.returncode:
        pytest.skip("A small disk can be mounted by root only.")
    try:
        with pytest.raises(OSError, match="No space left"), (folder / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_text_that_is_sent_with_a_file_stays_in_the_form(client, owner, full_disk, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE, settings.FILE_UPLOAD_TEMP_DIR = 0, str(full_disk)
    values = {"key": "6f1dbb0e-6c8b-4d3f-a9f0-6a1d4ed6f3f1", "kind": "case_study"}
    for lost in (SimpleUploadedFile("story.pdf", make_pdf([STORY])), SimpleUploadedFile("large.pdf", bytes(300_000))):
        answer = client.post(reverse("share"), {**values, "text": STORY, "file": lost})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "There is no room for files right now." in page
        assert STORY in page
    assert not Draft.objects.exists()


def test_a_spreadsheet_is_not_called_empty(client, owner, full_disk, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE, settings.FILE_UPLOAD_TEMP_DIR = 0, str(full_disk)
    sent = {"kind": "case_study", "language": "en", "file": SimpleUploadedFile("a.xlsx", xlsx(HEADER, GOOD))}
    assert "There is no room for files right now." in client.post(reverse("imports"), sent).content.decode()


def test_a_draft_keeps_its_answers_when_a_file_cannot_be_stored(client, owner, full_disk, settings):
    draft = make_draft(owner, answers={"what_happened": STORY, "audience": "network"})
    settings.MEDIA_ROOT = str(full_disk)
    sent = {"file": SimpleUploadedFile("a.pdf", make_pdf(["Text"]))}
    page = client.post(reverse("draft_files", args=[draft.key]), sent).content.decode()
    assert "Files cannot be stored right now. Everything else is kept" in page
    draft.refresh_from_db()
    assert draft.answers["what_happened"] == STORY
    assert not draft.files.exists()
    client.post(reverse("draft_check", args=[draft.key]), {"confirmed": "on"})
    assert CaseStudyPage.objects.get().what_happened == STORY, "it can be sent without the file"
