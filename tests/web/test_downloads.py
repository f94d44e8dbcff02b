"""How files and pictures are sent: length, ranges, validators, and to nobody who may not read them."""

import gzip

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client

from wagtail.images import get_image_model
from wagtail.models import Collection

import pytest

from accounts.roles import Role
from cms.demo.pictures import make_cover
from cms.items.streaming import OutsideFile, wanted_range
from files.services import store_file
from tests.factories import case_study, person, publication
from tests.makers import make_docx, make_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(media):
    stored = store_file(
        file=ContentFile(make_pdf(["Many words " * 5] * 20), name="report.pdf"),
        title="Report",
        language="en",
        collection=Collection.get_first_root_node(),
    )
    case_study(attachments=[stored])
    return stored


@pytest.fixture
def content(file):
    return file.file.read()


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_file_is_sent_whole_with_its_length_and_never_packed_again(client, file, content):
    response = client.get(file.url, headers={"Accept-Encoding": "gzip, br"})
    assert response["Content-Length"] == str(len(content))
    assert "Content-Encoding" not in response
    assert response["Accept-Ranges"] == "bytes"
    assert body(response) == content


def test_a_word_file_is_not_packed_again(client, media):
    stored = store_file(
        file=ContentFile(make_docx(["Words"]), name="report.docx"),
        title="Report",
        language="en",
        collection=Collection.get_first_root_node(),
    )
    case_study(attachments=[stored])
    response = client.get(stored.url, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert response["Content-Length"] == str(stored.file_size)


def test_pages_are_still_packed(client):
    response = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert b"<html" in gzip.decompress(response.content)


def test_head_tells_the_length_and_sends_nothing(client, file):
    response = client.head(file.url, headers={"Range": "bytes=0-9"})
    assert (response.status_code, response["Content-Length"]) == (200, str(file.file_size))
    assert body(response) == b""


@pytest.mark.parametrize(
    ("header", "part"),
    [("bytes=0-9", slice(0, 10)), ("bytes=100-", slice(100, None)), ("bytes=-7", slice(-7, None)),
     ("bytes=5-999999", slice(5, None)), ("Bytes= 0-0", slice(0, 1)), ("bytes=-999999", slice(0, None))],
)  # fmt: skip
def test_a_range_is_sent(client, file, content, header, part):
    response = client.get(file.url, headers={"Range": header})
    wanted = content[part]
    first = content.index(wanted) if header != "Bytes= 0-0" else 0
    assert response.status_code == 206
    assert response["Content-Length"] == str(len(wanted))
    assert body(response) == wanted
    first = len(content) - len(wanted) if part.stop is None else part.start
    assert response["Content-Range"] == f"bytes {first}-{first + len(wanted) - 1}/{len(content)}"


@pytest.mark.parametrize("header", ["bytes=9999999-", "bytes=-0", "bytes=9999999-99999999"])
def test_a_range_outside_the_file_is_told(client, file, header):
    response = client.get(file.url, headers={"Range": header})
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{file.file_size}")


@pytest.mark.parametrize(
    "header",
    [
        "bytes=0-1,5-6",
        "lines=0-9",
        "bytes=9-1",
        "bytes=-",
        "bytes=a-b",
        "bytes",
        "bytes=١-٢",
        "bytes=" + "9" * 40 + "-",
        "bytes=1-2-3",
    ],
)
def test_what_is_no_single_range_is_left_out_of_account(client, file, header):
    assert client.get(file.url, headers={"Range": header}).status_code == 200


def test_an_empty_file_has_no_range():
    with pytest.raises(OutsideFile):
        wanted_range("bytes=0-", 0)
    with pytest.raises(OutsideFile):
        wanted_range("bytes=-5", 0)


def test_a_file_that_the_reader_has_is_not_sent_again(client, file):
    first = client.get(file.url)
    etag = first["ETag"]
    assert not etag.startswith("W/") and file.file_hash not in etag
    again = client.get(file.url, headers={"If-None-Match": etag})
    assert (again.status_code, body(again), again["ETag"]) == (304, b"", etag)
    assert "no-cache" in again["Cache-Control"]
    assert client.get(file.url, headers={"If-None-Match": '"another"'}).status_code == 200
    assert client.get(file.url, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert client.get(file.url, headers={"If-Match": '"another"'}).status_code == 412


def test_a_range_of_another_version_is_the_whole_file(client, file):
    first = client.get(file.url)
    for condition, status in (
        (first["ETag"], 206),
        (first["Last-Modified"], 206),
        ('"another"', 200),
        (f"W/{first['ETag']}", 200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 200),
    ):
        response = client.get(file.url, headers={"Range": "bytes=0-9", "If-Range": condition})
        assert response.status_code == status, condition


def test_another_content_has_another_validator(client, file, media, django_capture_on_commit_callbacks):
    etag = client.get(file.url)["ETag"]
    file.file.storage.delete(file.file.name)
    file.file.save("report.pdf", ContentFile(make_pdf(["Other words"])), save=False)
    file._set_document_file_metadata()
    file.save()
    assert client.get(file.url)["ETag"] != etag


@pytest.mark.parametrize(
    "headers", [{}, {"Range": "bytes=0-9"}, {"Range": "bytes=99999999-"}, {"If-None-Match": "*"}, {"If-Match": '"x"'}]
)
def test_who_may_not_read_a_file_learns_nothing_of_it(client, media, headers):
    stored = store_file(
        file=ContentFile(make_pdf(["Words"]), name="hidden.pdf"),
        title="Hidden",
        language="en",
        collection=Collection.get_first_root_node(),
    )
    case_study(attachments=[stored], audience="network")
    response = client.get(stored.url, headers=headers)
    assert response.status_code == 404
    assert not {"ETag", "Last-Modified", "Accept-Ranges", "Content-Range"} & set(response.headers)


def test_files_and_pictures_take_no_post_even_without_a_token(file, media):
    strict = Client(enforce_csrf_checks=True)
    for address in (file.url, "/media/images/a.png", f"/covers/{publication().reference}"):
        response = strict.post(address)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), address


@pytest.fixture
def picture(media):
    return get_image_model().objects.create(
        title="Cover", file=ImageFile(ContentFile(make_cover("A study", 2024, 200)), name="cover.png")
    )


def test_a_cover_is_sent_with_length_and_validator(client, picture):
    address = f"/covers/{publication(cover=picture).reference}"
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Length"] == str(len(body(response)))
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_cover_whose_picture_is_gone_answers_404(client, picture):
    address = f"/covers/{publication(cover=picture).reference}"
    picture.file.storage.delete(picture.file.name)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["images/../documents/{name}", "images/%2e%2e/documents/{name}", "images/..%2fdocuments/{name}", "images//../documents/{name}",
     "images%2f..%2fdocuments%2f{name}", "images/./../documents/{name}", "documents/{name}", "images/", "images", "original_images/",
     "images/../", "images/%00", "images/../../../../../../etc/passwd", "/etc/passwd", "images/a.png/", "images/missing.png"],
)  # fmt: skip
def test_the_address_of_pictures_leads_to_nothing_else(client, file, picture, path):
    client.force_login(person(Role.COORDINATOR))
    assert client.get(f"/media/{picture.file.name}").status_code == 200
    assert client.get("/media/" + path.format(name=file.filename)).status_code == 404


# --- Handed over to nginx ----------------------------------------------------------------------------------------


@pytest.fixture
def behind_nginx(settings):
    settings.FILES_BY_NGINX = True


@pytest.mark.usefixtures("behind_nginx")
def test_nginx_is_told_which_file_to_send_and_how(client, file):
    for headers in ({}, {"Range": "bytes=5-9"}, {"If-None-Match": "*"}):
        answer = client.get(file.url, headers=headers)
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer["X-Accel-Redirect"] == f"/-/files/{file.file.name}"
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == 'inline; filename="report.pdf"'
        assert answer["Cache-Control"] == "private, no-cache"


@pytest.mark.usefixtures("behind_nginx")
def test_nginx_is_told_of_no_file_that_the_reader_may_not_have(client, media):
    stored = store_file(
        file=ContentFile(make_pdf(["Words"]), name="hidden.pdf"), title="Hidden", language="en",
        collection=Collection.get_first_root_node(),
    )  # fmt: skip
    case_study(attachments=[stored], audience="network")
    answer = client.get(stored.url)
    assert answer.status_code == 404
    assert "X-Accel-Redirect" not in answer
    client.force_login(person(Role.NETWORK_READER))
    assert "X-Accel-Redirect" in client.get(stored.url)


@pytest.mark.usefixtures("behind_nginx")
def test_nginx_is_told_of_no_file_that_is_not_there(client, file):
    file.file.storage.delete(file.file.name)
    assert client.get(file.url).status_code == 404


@pytest.mark.usefixtures("behind_nginx")
@pytest.mark.parametrize(
    "path", ["images/none.png", "images/", "images/../documents/report.pdf", "images/%00", "images/..%2f..%2fx"]
)
def test_nginx_is_told_of_nothing_outside_the_folders_of_pictures(client, file, path):
    client.force_login(person(Role.COORDINATOR))
    answer = client.get(f"/media/{path}")
    assert answer.status_code == 404
    assert "X-Accel-Redirect" not in answer
