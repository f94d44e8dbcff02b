"""Adding pictures in Wagtail's admin, by every way there is: each is decoded and coded anew by the reading process."""

from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

import pytest
from PIL import Image

from accounts.roles import Role
from tests.factories import person
from tests.hostile import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def coordinator(client, media):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


def photograph(name="cover.jpg", content=None):
    return SimpleUploadedFile(name, content or pictures.where_it_was_taken())


def stored():
    return get_image_model().objects.get().file.read()


def assert_clean(content):
    assert b"danger" not in content
    with Image.open(BytesIO(content)) as picture:
        assert not picture.getexif()
        assert picture.size == (60, 40)


def test_one_picture(client):
    assert client.post(reverse("wagtailimages:add"), {"title": "Cover", "file": photograph()}).status_code == 302
    assert_clean(stored())
    image = get_image_model().objects.get()
    assert image.file_size == len(stored())


def test_several_pictures(client):
    response = client.post(reverse("wagtailimages:add_multiple"), {"files[]": photograph(), "title": "Cover"}).json()
    assert response["success"]
    assert_clean(stored())


def test_a_picture_whose_title_is_completed_later(client, media):
    response = client.post(reverse("wagtailimages:add_multiple"), {"files[]": photograph(), "title": "x" * 300}).json()
    # What waits for its title is clean already.
    (waiting,) = [path for path in Path(media).rglob("*") if path.is_file()]
    assert b"danger" not in waiting.read_bytes()
    key = response["uploaded_file_id"]
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[key])
    assert client.post(address, {f"uploaded-image-{key}-title": "Cover"}).json()["success"]
    assert_clean(stored())


def test_a_picture_in_the_form_of_an_item(client):
    prefix = "image-chooser-upload"
    response = client.post(
        reverse("wagtailimages_chooser:create"), {f"{prefix}-title": "Cover", f"{prefix}-file": photograph()}
    )
    assert response.json()["step"] == "chosen"
    assert_clean(stored())


def test_a_replaced_picture(client, django_capture_on_commit_callbacks):
    client.post(reverse("wagtailimages:add"), {"title": "Cover", "file": photograph("old.jpg")})
    image = get_image_model().objects.get()
    address = reverse("wagtailimages:edit", args=[image.pk])
    assert client.post(address, {"title": "Cover", "file": photograph("new.jpg")}).status_code == 302
    image.refresh_from_db()
    assert "new" in image.file.name
    assert_clean(stored())
    refused = client.post(address, {"title": "Cover", "file": photograph("bomb.webp", pictures.enormous_webp())})
    assert "126 million pixels; 25 million is the most" in str(refused.context["form"]["file"].errors)


@pytest.mark.parametrize("make", [pictures.enormous_webp, pictures.twenty_eight_bytes, pictures.cut_short])
def test_one_of_several_that_cannot_be_taken_is_refused_with_one_reason(client, media, make):
    ending = {"enormous_webp": "webp", "cut_short": "jpg"}.get(make.__name__, "gif")
    upload = photograph(f"cover.{ending}", make())
    response = client.post(reverse("wagtailimages:add_multiple"), {"files[]": upload, "title": "Cover"}).json()
    assert not response["success"]
    assert "\n" not in response["error_message"] and response["error_message"].endswith(".")
    assert not [path for path in Path(media).rglob("*") if path.is_file()]


def account(client, picture):
    """Send the form of the own account with a picture, and return the answer."""
    address = reverse("wagtailadmin_account")
    page = client.get(address)
    values = {
        form[name].html_name: form[name].value() or ""
        for panels in page.context["panels_by_tab"].values()
        for panel in panels
        for form in [panel.get_form()]
        for name in form.fields
        if name != "avatar"
    }
    names = {"name_email-first_name": "Jo", "name_email-last_name": "Doe"}
    return client.post(address, {**values, **names, "avatar-avatar": picture})


def test_the_picture_of_a_person(client, coordinator):
    account(client, photograph())
    assert_clean(UserProfile.get_for_user(coordinator).avatar.read())


@pytest.mark.parametrize("make", [pictures.enormous_webp, pictures.ten_thousand_frames, pictures.lying_dimensions])
def test_a_hostile_picture_of_a_person_is_refused(client, coordinator, make):
    ending = {"enormous_webp": "webp", "ten_thousand_frames": "gif"}.get(make.__name__, "png")
    response = account(client, photograph(f"me.{ending}", make()))
    assert response.status_code == 200
    assert ("This picture moves" if ending == "gif" else "million pixels") in response.content.decode()
    assert not UserProfile.get_for_user(coordinator).avatar


MODES = {"PNG": "RGB RGBA L P I;16", "JPEG": "RGB L CMYK", "WEBP": "RGB RGBA L", "GIF": "RGB L P"}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in MODES.items() for mode in modes.split()])
def test_innocent_pictures_look_as_before(client, kind, mode):
    deep = Image.new(mode, (60, 40), 9_000) if mode == "I;16" else None
    picture = deep or Image.new("RGB", (60, 40), (200, 40, 40)).convert(mode)
    content = pictures.saved(picture, kind)
    name = f"cover.{kind.lower()}"
    response = client.post(reverse("wagtailimages:add"), {"title": "Cover", "file": photograph(name, content)})
    assert response.status_code == 302, response.context["form"].errors
    with Image.open(BytesIO(stored())) as found:
        assert (found.format, found.size) == (kind, (60, 40))
        if mode in {"RGB", "RGBA", "P"}:
            red, green, blue = found.convert("RGB").getpixel((30, 20))
            assert abs(red - 200) < 20 and abs(green - 40) < 20 and abs(blue - 40) < 20


def test_a_photograph_taken_sideways_is_stored_upright(client):
    exif = Image.Exif()
    exif[0x0112] = 6
    content = pictures.saved(Image.new("RGB", (60, 40)), "JPEG", exif=exif)
    client.post(reverse("wagtailimages:add"), {"title": "Cover", "file": photograph(content=content)})
    with Image.open(BytesIO(stored())) as found:
        assert found.size == (40, 60)


def test_what_a_phone_stores_beside_a_photograph_is_no_film(client):
    out = BytesIO()
    Image.new("RGB", (60, 40), "red").save(
        out, "MPO", save_all=True, append_images=[Image.new("RGB", (30, 20), "blue")]
    )
    sent = {"title": "Cover", "file": photograph(content=out.getvalue())}
    assert client.post(reverse("wagtailimages:add"), sent).status_code == 302
    with Image.open(BytesIO(stored())) as kept:
        assert (kept.format, kept.size) == ("JPEG", (60, 40))
        assert kept.getpixel((5, 5))[0] > 240


def test_a_colour_profile_that_is_none_does_not_spoil_a_picture(client):
    out = BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "JPEG", icc_profile=b"nothing of the kind" * 99)
    sent = {"title": "Cover", "file": photograph(content=out.getvalue())}
    assert client.post(reverse("wagtailimages:add"), sent).status_code == 302
    assert_clean(stored())
