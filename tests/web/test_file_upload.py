"""Adding and replacing files in Wagtail's admin, one by one, several at once, and from the form of an item."""

import zipfile
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wagtail.models import Collection

import pytest

from accounts.roles import Role
from files.inspection import inspect
from files.models import MediaType, PageText, RepositoryFile
from files.presentation import file_label
from files.reading import pdf, word_package
from files.reading.answers import Refused
from files.reading.tidying import tidy
from files.refusals import UnusableFile, refusal
from tests.factories import person
from tests.makers import make_docx, make_pdf

pytestmark = pytest.mark.django_db

ADD = reverse("wagtaildocs:add")
ADD_MANY = reverse("wagtaildocs:add_multiple")


@pytest.fixture(autouse=True)
def coordinator(client, media):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


def upload(name="report.pdf", content=None):
    content = content or (make_pdf(["First words", "Second words"]) if name.endswith("pdf") else make_docx(["Words"]))
    return SimpleUploadedFile(name, content)


def added(client, **values):
    response = client.post(ADD, {"title": "Report", "language": "fr", "file": upload(), **values})
    assert response.status_code == 302, response.context["form"].errors
    return RepositoryFile.objects.get()


def texts(file):
    return list(PageText.objects.filter(file=file).values_list("number", "text"))


def stored_names(media):
    return sorted(path.name for path in Path(media).rglob("*") if path.is_file())


def test_a_file_is_added_with_what_is_known_of_it(client, coordinator, media):
    file = added(client)
    assert (file.media_type, file.page_count, file.language) == (MediaType.PDF, 2, "fr")
    assert file.uploaded_by_user == coordinator
    assert file.file_size
    assert texts(file) == [(1, "First words"), (2, "Second words")]
    assert file_label(file).endswith("2 pages, French")


def test_a_file_that_cannot_be_taken_is_refused_at_its_field(client, media):
    sent = {"title": "Report", "language": "en", "file": upload("report.docx", make_pdf(["A"]))}
    response = client.post(ADD, sent)
    assert "it is a PDF file" in str(response.context["form"]["file"].errors)
    assert not RepositoryFile.objects.exists()
    assert not stored_names(media)


def test_a_language_is_chosen_from_a_list(client):
    response = client.post(ADD, {"title": "Report", "language": "klingon", "file": upload()})
    assert "language" in response.context["form"].errors


def test_a_replaced_file_takes_its_text_along(client, media, django_capture_on_commit_callbacks):
    file = added(client)
    edit = reverse("wagtaildocs:edit", args=[file.pk])
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(edit, {"title": "Report", "language": "nl", "file": upload("new.docx")})
    assert response.status_code == 302, response.context["form"].errors
    file.refresh_from_db()
    assert (file.media_type, file.page_count, file.language) == (MediaType.DOCX, None, "nl")
    assert texts(file) == [(1, "Words")]
    assert stored_names(media) == ["new.docx"]


def test_a_new_title_leaves_file_and_text_alone(client, media):
    file = added(client)
    keys = set(PageText.objects.values_list("pk", flat=True))
    client.post(reverse("wagtaildocs:edit", args=[file.pk]), {"title": "Another", "language": "fr"})
    file.refresh_from_db()
    assert (file.title, file.media_type) == ("Another", MediaType.PDF)
    assert set(PageText.objects.values_list("pk", flat=True)) == keys
    assert stored_names(media) == ["report.pdf"]


def test_when_storing_fails_the_old_file_stays_and_nothing_of_the_new_one(client, media, monkeypatch):
    file = added(client)
    client.raise_request_exception = False
    monkeypatch.setattr("files.receivers.store_text", lambda *_: 1 / 0)
    sent = {"title": "Report", "language": "fr", "file": upload("new.pdf")}
    assert client.post(reverse("wagtaildocs:edit", args=[file.pk]), sent).status_code == 500
    assert stored_names(media) == ["report.pdf"]
    assert texts(file) == [(1, "First words"), (2, "Second words")]


def test_several_files_are_added_at_once(client, coordinator, media):
    collection = Collection.get_first_root_node().pk
    response = client.post(ADD_MANY, {"files[]": upload(), "collection": collection, "title": "report.pdf"}).json()
    assert response["success"]
    file = RepositoryFile.objects.get()
    assert (file.media_type, file.page_count, file.language) == (MediaType.PDF, 2, "en")
    assert texts(file) == [(1, "First words"), (2, "Second words")]
    prefix = f"doc-{file.pk}"
    sent = {f"{prefix}-title": "Named", f"{prefix}-language": "de"}
    assert client.post(reverse("wagtaildocs:edit_multiple", args=[file.pk]), sent).json()["success"]
    file.refresh_from_db()
    assert (file.title, file.language, file.media_type) == ("Named", "de", MediaType.PDF)


def test_one_of_several_that_cannot_be_taken_is_refused_with_the_reason(client, media):
    response = client.post(ADD_MANY, {"files[]": upload("bad.pdf", b"MZ nonsense"), "title": "bad.pdf"}).json()
    assert not response["success"]
    assert response["error_message"] == "Only PDF and Word (.docx) files can be stored. Save the text as one of these."
    assert not stored_names(media)


def test_a_file_sent_before_its_title_was_right_is_completed(client, media):
    response = client.post(ADD_MANY, {"files[]": upload(), "title": "x" * 300}).json()
    assert response["success"]
    assert not RepositoryFile.objects.exists()
    key = response["uploaded_file_id"]
    prefix = f"uploaded-document-{key}"
    address = reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[key])
    sent = {f"{prefix}-title": "Shorter", f"{prefix}-language": "en"}
    assert client.post(address, sent).json()["success"]
    file = RepositoryFile.objects.get()
    assert (file.title, file.media_type, file.page_count) == ("Shorter", MediaType.PDF, 2)
    assert texts(file) == [(1, "First words"), (2, "Second words")]


def test_a_file_is_added_in_the_form_of_an_item(client, media):
    prefix = "document-chooser-upload"
    sent = {f"{prefix}-title": "Report", f"{prefix}-language": "en", f"{prefix}-file": upload()}
    response = client.post(reverse("wagtaildocs_chooser:create"), sent).json()
    assert response["step"] == "chosen"
    assert texts(RepositoryFile.objects.get()) == [(1, "First words"), (2, "Second words")]


def test_a_deleted_file_leaves_nothing(client, media, django_capture_on_commit_callbacks):
    file = added(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtaildocs:delete", args=[file.pk]))
    assert not RepositoryFile.objects.exists()
    assert not PageText.objects.exists()
    assert not stored_names(media)


def test_reviewers_do_not_add_files(client):
    client.force_login(person(Role.REVIEWER))
    assert client.post(ADD, {"title": "Report", "language": "en", "file": upload()}).status_code in {302, 403}
    assert not RepositoryFile.objects.exists()


def word_with(change):
    """Return a Word file whose parts were changed by `change(name, content)`; None leaves the part out."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(make_docx(["Words"]))) as source, zipfile.ZipFile(changed, "w") as target:
        for part in source.infolist():
            content = change(part.filename, source.read(part.filename))
            if content is not None:
                target.writestr(part.filename, content)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda name, content: b"<not xml" if name == "word/document.xml" else content, "broken"),
        (lambda name, content: None if name == "[Content_Types].xml" else content, "broken"),
        (
            lambda name, content: content.replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
            "macros",
        ),
    ],
    ids=["no XML", "no types", "renamed .docm"],
)
def test_a_word_file_that_could_not_be_read_later_is_refused_now(change, reason):
    content = word_with(change)
    with pytest.raises(UnusableFile) as refused:
        inspect(BytesIO(content), "report.docx", len(content))
    assert reason in refused.value.messages[0]


def test_a_word_file_whose_text_is_too_large_for_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(word_package, "LARGEST_XML", 5_000)
    with pytest.raises(Refused, match="word_unpacks"):
        word_package.Package(make_docx(["Words"]), 1_000_000)


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(Refused) as refused:
        pdf.read_pdf(make_pdf(["One", "Two"]))
    assert "has 2 pages" in refusal(refused.value.code, **refused.value.params).messages[0]


def test_a_long_word_file_is_read_to_its_end():
    content = make_docx(["Many words " * 20_000, "the end"])
    assert inspect(BytesIO(content), "long.docx", len(content)).texts[0].endswith("the end")


@pytest.mark.parametrize("text", ["a-" + "\n" * 300_000 + "1", "a" + " " * 300_000 + "b", "-\n " * 100_000])
def test_a_page_of_blanks_does_not_keep_the_machine_busy(text):
    # In the time that this takes here, a pattern that tries everything twice would take hours.
    assert len(tidy(text)) <= len(text)
