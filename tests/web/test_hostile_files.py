"""Hostile files sent through the admin's own forms: each is answered with a sentence or stored without its danger."""

import inspect as introspection
import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wagtail.images import get_image_model

import pikepdf
import pytest

from accounts.roles import Role
from files.models import PageText, RepositoryFile
from tests.factories import person
from tests.hostile import pdf_active, pdf_bombs, pictures, word_active, word_bombs

pytestmark = pytest.mark.django_db


def made_in(*modules: ModuleType) -> list:
    """Return the makers of files in some modules: the functions that say so by needing nothing."""
    return [
        pytest.param(function, id=f"{module.__name__.rpartition('.')[2]}-{name}")
        for module in modules
        for name, function in introspection.getmembers(module, introspection.isfunction)
        if function.__module__ == module.__name__ and not introspection.signature(function).parameters
    ]


FILES = made_in(pdf_bombs, pdf_active, word_bombs, word_active)
PICTURES = made_in(pictures)
# What is stored, because nothing of the danger is left in it.
STORED = {
    "a_hundred_thousand_objects circular_numbers circular_outline circular_tables picture_of_a_million_columns",
    "chain_of_actions form_that_sends javascript_by_name javascript_on_a_page javascript_on_opening made_by_somebody",
    "program_behind_a_link script_as_an_address two_revisions archive_in_archive columns_without_end",
    "half_a_million_paragraphs merged_with_nothing parts_in_a_circle parts_outside_the_archive wide_table",
    "link_into_a_folder picture_by_address_alone template_from_elsewhere rows_without_end",
    "picture_and_page_of_the_web where_it_was_taken notes_of_programs_and_editors head_that_no_page_shows",
}
STORED = {name for line in STORED for name in line.split()}
# What costs so much that a slow machine may give up before it is read.
COSTLY = {"a_hundred_thousand_objects", "half_a_million_paragraphs", "wide_table"}


@pytest.fixture(autouse=True)
def coordinator(client, media, settings):
    # Enough for what is harmless; what never ends is given up sooner than on a site.
    settings.FILE_READ_SECONDS = 2
    client.force_login(person(Role.COORDINATOR))


def stored_names(media):
    return [path for path in Path(media).rglob("*") if path.is_file()]


def sent(client, address, name, content):
    """Send a file through a form and return the sentences at its field; none if it was taken."""
    response = client.post(address, {"title": "Sent", "language": "en", "file": SimpleUploadedFile(name, content)})
    assert response.status_code in {200, 302}
    return [] if response.status_code == 302 else response.context["form"].errors["file"]


def everything_in(content: bytes) -> bytes:
    """Return all that a PDF, a Word file or a picture holds, unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return b"\n".join([*(name.encode() for name in archive.namelist()), *map(archive.read, archive.namelist())])
    if content.startswith(b"%PDF"):
        out = BytesIO()
        with pikepdf.open(BytesIO(content)) as pdf:
            pdf.save(out, qdf=True, static_id=True)
        return out.getvalue()
    return content


@pytest.mark.parametrize("make", FILES)
def test_a_hostile_file_is_refused_with_a_sentence_or_stored_without_its_danger(client, media, make):
    ending = "pdf" if ".pdf_" in make.__module__ else "docx"
    sentences = sent(client, reverse("wagtaildocs:add"), f"report.{ending}", make())
    name = make.__name__
    if sentences:
        assert name not in STORED - COSTLY, sentences
        assert len(sentences) == 1 and sentences[0].endswith("."), sentences
        assert not RepositoryFile.objects.exists()
        assert not stored_names(media)
        return
    assert name in STORED
    held = everything_in(RepositoryFile.objects.get().file.read()).lower()
    assert b"danger" not in held
    assert b"javascript" not in held
    assert not PageText.objects.filter(text__icontains="danger").exists()


@pytest.mark.parametrize("make", PICTURES)
def test_a_hostile_picture_is_refused_with_a_sentence_or_stored_without_its_danger(client, media, make):
    name = make.__name__
    ending = {"enormous_webp": "webp", "where_it_was_taken": "jpg", "cut_short": "jpg"}.get(name)
    ending = ending or ("gif" if make().startswith(b"GIF") else "png")
    sentences = sent(client, reverse("wagtailimages:add"), f"cover.{ending}", make())
    if sentences:
        assert name not in STORED, sentences
        assert len(sentences) == 1 and sentences[0].endswith("."), sentences
        assert not get_image_model().objects.exists()
        assert not stored_names(media)
        return
    assert name in STORED
    held = get_image_model().objects.get().file.read()
    assert b"danger" not in held
    assert b"Exif" not in held


NAMES = [
    "../../../etc/passwd.pdf",
    "..\\..\\windows.pdf",
    "/etc/cron.d/report.pdf",
    "report\u202efdp.pdf",
    "report\0.pdf",
    "report\r\nSet-Cookie: a=b.pdf",
    "n" * 300 + ".pdf",
    ".pdf",
    "-rf.pdf",
    "<script>alert(1)</script>.pdf",
    "' OR 1=1 --.pdf",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_hostile_name_leads_nowhere(client, media, name):
    response = client.post(
        reverse("wagtaildocs:add"),
        {"title": "Sent", "language": "en", "file": SimpleUploadedFile(name, pdf_bombs.one_page())},
    )
    assert response.status_code in {200, 302}
    for path in stored_names(media):
        assert path.parent == Path(media) / "documents"
        assert path.name.isprintable() and not set(path.name) & set("<>'\"\\/\u202e")
    for file in RepositoryFile.objects.all():
        assert client.get(file.url).status_code == 200


@pytest.mark.parametrize("name", ["report", "report.exe", "report.pdf.html", "pdf"])
def test_a_name_that_says_something_else_is_refused(client, media, name):
    sentences = sent(client, reverse("wagtaildocs:add"), name, pdf_bombs.one_page())
    assert len(sentences) == 1 and "Rename it to end in .pdf" in sentences[0]
    assert not stored_names(media)
