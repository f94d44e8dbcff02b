"""The lists and choosers of the admin find by a word."""

from django.core.files.base import ContentFile
from django.urls import reverse

from wagtail.models import Collection

import pytest

from accounts.roles import Role
from files.services import store_file
from tests.factories import case_study, person
from tests.makers import make_pdf
from tests.web.planting import make_cover

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

# What each of them lists.
PLACES = {
    "wagtailadmin_pages:search": "case", "wagtailadmin_choose_page_search": "case",
    "wagtaildocs:index": "sheet", "wagtaildocs:index_results": "sheet",
    "wagtaildocs_chooser:choose": "sheet", "wagtaildocs_chooser:choose_results": "sheet",
    "wagtailimages:index": "picture", "wagtailimages_chooser:choose": "picture",
}  # fmt: skip


@pytest.fixture
def quagga():
    """Something of each kind with a word of its own, and something without."""
    for name in ("Quagga", "Other"):
        case_study(title=f"{name} case")
        file = ContentFile(make_pdf([name]), f"{name}.pdf")
        store_file(file=file, title=f"{name} sheet", language="en", collection=Collection.get_first_root_node())
        make_cover(f"{name} picture", f"{name}.png")


@pytest.mark.parametrize("place", PLACES)
def test_what_has_the_word_is_found_and_nothing_else(client, quagga, place):
    client.force_login(person(Role.COORDINATOR))
    answer = client.get(reverse(place), {"q": "Quagga"})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert f"Quagga {PLACES[place]}" in text
    assert f"Other {PLACES[place]}" not in text


def test_nothing_is_written_to_an_index_of_wagtails(monkeypatch, request):
    written = []
    monkeypatch.setattr(
        "modelsearch.index.insert_or_update_object", lambda stored: written.append(type(stored).__name__)
    )
    request.getfixturevalue("quagga")
    assert set(written) == {"Image"}
