"""Files and covers: given to whoever may read the item, and to nobody else."""

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from wagtail.images import get_image_model
from wagtail.models import Collection

import pytest

from accounts.roles import Role
from cms.demo.pictures import make_cover
from files.services import store_file
from tests.factories import case_study, person, publication
from tests.hostile.pdf_active import javascript_on_opening
from tests.makers import make_docx, make_pdf

pytestmark = pytest.mark.django_db


def stored(name="report.pdf", content=None):
    content = content or (make_pdf(["Words"]) if name.endswith("pdf") else make_docx(["Words"]))
    collection = Collection.get_first_root_node()
    return store_file(file=ContentFile(content, name=name), title="Report", language="en", collection=collection)


def test_a_pdf_opens_in_the_browser_and_a_word_file_is_saved(client, media):
    pdf, word = stored(), stored("report.docx")
    case_study(attachments=[pdf, word])
    assert client.get(pdf.url)["Content-Disposition"].startswith("inline")
    assert client.get(word.url)["Content-Disposition"].startswith("attachment")


def test_a_file_of_no_item_is_for_reviewers_only(client, media):
    file = stored()
    assert client.get(file.url).status_code == 404
    client.force_login(person(Role.CONTRIBUTOR))
    assert client.get(file.url).status_code == 404
    client.force_login(person(Role.REVIEWER))
    assert client.get(file.url).status_code == 200


def test_files_are_not_kept_by_shared_caches(client, media):
    file = stored()
    case_study(attachments=[file])
    assert "private" in client.get(file.url)["Cache-Control"]


def test_a_missing_file_answers_404(client, media):
    file = stored()
    case_study(attachments=[file])
    file.file.storage.delete(file.file.name)
    assert client.get(file.url).status_code == 404


def test_a_cover_is_as_visible_as_its_publication(client, media):
    picture = get_image_model().objects.create(
        title="Cover", file=ImageFile(ContentFile(make_cover("A study", 2024, 200)), name="cover.png")
    )
    shown, hidden = publication(cover=picture), publication(cover=picture, audience="network")
    assert client.get(f"/covers/{shown.reference}")["Content-Type"] == "image/webp"
    assert client.get(f"/covers/{hidden.reference}").status_code == 404
    assert f"/covers/{shown.reference}" in client.get(shown.get_absolute_url()).content.decode()


def test_pictures_of_the_admin_are_for_staff_only(client, media):
    picture = get_image_model().objects.create(
        title="Cover", file=ImageFile(ContentFile(make_cover("A study", 2024, 200)), name="cover.png")
    )
    path = f"/media/{picture.file.name}"
    assert client.get(path).status_code == 404
    client.force_login(person(Role.COORDINATOR))
    assert client.get(path).status_code == 200
    assert client.get("/media/documents/anything.pdf").status_code == 404
    assert client.get("/media/images/../../settings.py").status_code in (400, 404)


def test_what_is_stored_is_the_cleaned_file(media):
    content = javascript_on_opening()
    kept = stored("report.pdf", content).file.read()
    assert b"JavaScript" in content
    assert kept != content
    assert b"JavaScript" not in kept
