"""What is refused, and that nothing of it is kept."""

import zipfile
from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile

from wagtail.models import Collection

import pytest

from files.inspection import inspect
from files.models import PageText, RepositoryFile
from files.refusals import UnusableFile
from files.services import store_file
from tests.makers import make_docx, make_pdf

PDF = make_pdf(["Hello"])


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(UnusableFile) as caught:
        inspect(BytesIO(content), name, len(content))
    return " ".join(caught.value.messages)


def bomb() -> bytes:
    buffer = BytesIO(make_docx(["x"]))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"word/media/{number}.bin", b"\0" * 50_000_000)
    return buffer.getvalue()


def with_macros() -> bytes:
    buffer = BytesIO(make_docx(["x"]))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "empty.pdf", "is empty"),
        (PDF[: len(PDF) // 3], "cut.pdf", "broken"),
        (make_pdf(["Hello"], password="secret"), "locked.pdf", "password"),
        (PDF, "report.docx", "it is a PDF file"),
        (make_docx(["Hello"]), "report.pdf", "it is a Word file"),
        (b"MZ\x90\x00" + b"\0" * 200, "program.pdf", "Only PDF and Word"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old.docx", "old Word file"),
        (make_docx(["Hello"])[:-200], "cut.docx", "broken"),
        (with_macros(), "macro.docx", "macros"),
    ],
    # The contents hold the time of their making, so names made of them would differ between the processes of a run.
    ids=["empty", "cut pdf", "locked", "pdf as docx", "docx as pdf", "program", "old word", "cut docx", "macros"],
)
def test_a_file_that_cannot_be_taken_is_refused_with_the_reason(content, name, reason):
    assert reason in refusal(content, name)


def test_a_file_larger_than_the_setting_is_refused(settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 100
    assert "most that can be stored" in refusal(PDF, "large.pdf")


def test_a_word_file_that_unpacks_to_too_much_is_refused():
    assert "unpacks to far more" in refusal(bomb(), "bomb.docx")


def test_a_zip_that_is_no_word_file_is_refused():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "Only PDF and Word" in refusal(buffer.getvalue(), "archive.docx")


def test_pages_are_counted():
    content = make_pdf(["One", "Two", "Three"])
    assert inspect(BytesIO(content), "three.PDF", len(content)).pages == 3


@pytest.mark.django_db
def test_nothing_of_a_refused_file_is_kept(media):
    with pytest.raises(UnusableFile):
        store_file(
            file=ContentFile(b"nonsense", name="x.pdf"),
            title="X",
            language="en",
            collection=Collection.get_first_root_node(),
        )
    assert not RepositoryFile.objects.exists()
    assert not [path for path in Path(media).rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_nothing_is_kept_when_storing_the_text_fails(media, monkeypatch):
    monkeypatch.setattr("files.receivers.store_text", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store_file(
            file=ContentFile(PDF, name="x.pdf"),
            title="X",
            language="en",
            collection=Collection.get_first_root_node(),
        )
    assert not RepositoryFile.objects.exists()
    assert not [path for path in Path(media).rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_the_text_is_stored_page_by_page(media):
    file = store_file(
        file=ContentFile(make_pdf(["First page", "Second page"]), name="two.pdf"),
        title="Two",
        language="en",
        collection=Collection.get_first_root_node(),
    )
    assert list(PageText.objects.filter(file=file).values_list("number", "text")) == [
        (1, "First page"),
        (2, "Second page"),
    ]
    word = store_file(
        file=ContentFile(make_docx(["A line", "Another"]), name="w.docx"),
        title="W",
        language="en",
        collection=Collection.get_first_root_node(),
    )
    assert PageText.objects.get(file=word).text == "A line\n\nAnother"
