"""Behind the catalogue: what shows a single item asks the item too, so that an entry out of step shows nothing."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

import pytest

from accounts.roles import Role
from catalogue.models import CatalogueEntry
from files.services import store_file
from publications.models import PublicationPage
from tests.factories import LATER, entry_of, new_organisation, person, publication
from tests.makers import make_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(media):
    """A public publication with a file and a cover."""
    file = store_file(
        file=ContentFile(make_pdf(["Quagga"]), name="quagga.pdf"),
        title="Quagga",
        language="en",
        collection=Collection.get_first_root_node(),
    )
    cover = Image.objects.create(title="Cover", file=get_test_image_file())
    owner = new_organisation(name="Quagga Foundation")
    made = publication(title="Quagga", cover=cover, files=[file], organisation=owner)
    made.own_file = file
    return made


def addresses(item) -> list[str]:
    """Return every address that shows this one item."""
    citations = [f"/cite/{item.reference}.{ending}" for ending in ("ris", "bib", "json")]
    return [item.get_absolute_url(), f"/{item.reference}", item.own_file.url, f"/covers/{item.reference}", *citations]


def change_past_everything(item, **values) -> None:
    """Change the item as no way of the site does: its entry stays as it was."""
    PublicationPage.objects.filter(pk=item.pk).update(**values)
    assert CatalogueEntry.objects.filter(item=item.pk, audience="public").exists()


def shown(client, item) -> set[str]:
    return {path for path in addresses(item) if client.get(path).status_code in {200, 301, 302}}


@pytest.mark.parametrize(
    "values",
    [
        {"audience": "network"},
        {"live": False},
        {"shared_until": timezone.localdate() - timedelta(days=1)},
        {"shared_from": LATER},
    ],
    ids=["narrowed", "withdrawn", "ended", "not begun"],
)
def test_an_entry_out_of_step_shows_nothing_of_its_item(client, item, values, caplog):
    assert shown(client, item) == set(addresses(item))
    change_past_everything(item, **values)
    assert shown(client, item) == set()
    assert str(item.pk) in caplog.text
    assert "Quagga" not in caplog.text


def test_an_alias_is_shown_by_no_entry(client, item):
    other = publication(title="Other")
    change_past_everything(item, alias_of=other)
    assert shown(client, item) == set()


def test_members_see_what_was_narrowed_to_the_network(client, item):
    change_past_everything(item, audience="network")
    client.force_login(person(Role.NETWORK_READER))
    assert shown(client, item) == set(addresses(item))


def test_an_organisation_that_is_named_no_more_is_not_named_by_an_entry_out_of_step(client, item):
    assert entry_of(item).organisation is not None
    change_past_everything(item, organisation_naming="unnamed")
    for path in addresses(item):
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"Quagga Foundation" not in body, path


def test_an_entry_that_names_another_organisation_than_the_item_names_none(client, item):
    CatalogueEntry.objects.filter(item=item.pk).update(organisation=new_organisation(name="Zebra Union"))
    for path in addresses(item):
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"Zebra Union" not in body, path


def test_what_the_catalogue_does_not_share_is_not_shown_whatever_the_item_says(client, item):
    CatalogueEntry.objects.filter(item=item.pk).update(audience="network")
    assert shown(client, item) == set()


def test_an_entry_that_is_narrower_than_its_item_holds_too(client, item):
    CatalogueEntry.objects.filter(item=item.pk).update(audience="network")
    assert shown(client, item) == set()
