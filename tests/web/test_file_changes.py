"""A file that is replaced, renamed, given another language or deleted in the admin: readers see what is there now."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wagtail.models import Collection

import pytest

from accounts.roles import Role
from catalogue.models import EntryText
from catalogue.visibility import anonymous_viewer
from files.models import PageText
from files.services import store_file
from search.params import SearchParams
from search.results.finding import find
from tests.factories import case_study, person, publication
from tests.makers import make_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def coordinator(client, media):
    client.force_login(person(Role.COORDINATOR))


def stored(text="Her name was Quagga.", language="en"):
    return store_file(
        file=ContentFile(make_pdf([text]), name="report.pdf"),
        title="Report",
        language=language,
        collection=Collection.get_first_root_node(),
    )


def found(words):
    return find(SearchParams(text=words), anonymous_viewer())


def send(client, stored_file, **values):
    address = reverse("wagtaildocs:edit", args=[stored_file.pk])
    response = client.post(address, {"title": stored_file.title, "language": stored_file.language, **values})
    assert response.status_code == 302, response.context["form"].errors


def replace(client, file, text, name="clean.pdf"):
    send(client, file, file=SimpleUploadedFile(name, make_pdf([text])))


@pytest.mark.parametrize(
    "attach",
    [lambda file: publication(files=[file]), lambda file: case_study(attachments=[file])],
    ids=["files", "attachments"],
)
def test_the_words_of_a_replaced_file_are_found_no_more(client, attach):
    file = stored()
    attach(file)
    assert found("quagga").total == 1
    replace(client, file, "Her name is not told: an okapi.")
    assert found("quagga").total == 0
    assert not EntryText.objects.filter(text__icontains="quagga").exists()
    okapi = found("okapi")
    assert okapi.total == 1
    assert "okapi" in "".join(text for text, _hit in okapi.hits[0].passage.pieces)
    assert okapi.hits[0].passage.file_name == "clean.pdf"
    assert b"Quagga" not in client.get("/search/", {"q": "okapi"}).content


def test_the_words_of_a_deleted_file_are_found_no_more(client, django_capture_on_commit_callbacks):
    file = stored()
    publication(title="Stays", files=[file])
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("wagtaildocs:delete", args=[file.pk])).status_code == 302
    assert found("quagga").total == 0
    assert found("stays").total == 1
    assert not PageText.objects.exists()
    assert not EntryText.objects.filter(text__icontains="quagga").exists()
    assert b"Quagga" not in client.get("/search/", {"q": "stays"}).content


def test_files_that_are_deleted_together_are_found_no_more(client, django_capture_on_commit_callbacks):
    files = [stored(), stored("An okapi.")]
    publication(title="Stays", files=files)
    address = reverse("wagtail_bulk_action", args=["files", "repositoryfile", "delete"])
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address + "?" + "&".join(f"id={file.pk}" for file in files))
    assert response.status_code == 302
    assert found("quagga").total == found("okapi").total == 0


def test_a_file_with_another_language_is_found_by_the_rules_of_that_language(client):
    file = stored("Den Gerichten", language="en")
    publication(title="Stays", files=[file])
    assert found("Gericht").total == 0
    send(client, file, language="de")
    assert found("Gericht").total == 1


def test_a_change_that_fails_changes_nothing(client, monkeypatch):
    file = stored()
    publication(files=[file])
    client.raise_request_exception = False
    monkeypatch.setattr("catalogue.receivers.refresh_items", lambda *_: 1 / 0)
    address = reverse("wagtaildocs:edit", args=[file.pk])
    sent = {"title": "Another", "language": "en", "file": SimpleUploadedFile("new.pdf", make_pdf(["An okapi."]))}
    assert client.post(address, sent).status_code == 500
    file.refresh_from_db()
    assert (file.title, file.filename) == ("Report", "report.pdf")
    assert found("quagga").total == 1
    assert file.file.storage.exists(file.file.name)
    assert PageText.objects.get().text == "Her name was Quagga."


@pytest.mark.parametrize(
    ("written", "typed", "language"),
    [
        ("Gerichten", "Gericht", "de"),
        ("indemnisations accordées", "indemnisation accorder", "fr"),
        ("uitbuitingen", "uitbuiting", "nl"),
    ],
)
def test_a_file_is_found_by_the_rules_of_its_own_language(client, written, typed, language):
    publication(title="In a file", language="en", languages=("en",), files=[stored(written, language)])
    hits = found(typed)
    assert hits.total == 1
    assert any(hit for _text, hit in hits.hits[0].passage.pieces)
