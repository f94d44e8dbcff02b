"""What the page of an item says of its use: figures of its own, none that could tell on somebody, and the way to how they are made."""

from django.test import Client

import pytest
from lxml import html

from accounts.roles import Role
from tests.factories import case_study, person, publication
from tests.usage_library import make_file
from usage.models import ItemTotal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def told(client: Client, item) -> dict[str, str]:
    """Return what the page of an item says of its use."""
    page = html.fromstring(client.get(item.get_absolute_url()).content)
    (way,) = page.xpath("//aside//a[@href='/how-we-count/']")
    (figures,) = way.xpath("../preceding-sibling::dl[1]")
    return {row[0].text_content().strip(): row[1].text_content().strip() for row in figures.xpath("div")}


def count(item, *, downloads: int, views: int) -> None:
    ItemTotal.objects.create(
        item_id=item.pk, unique_requests=downloads, total_requests=9 * downloads,
        unique_investigations=views, total_investigations=9 * views,
    )  # fmt: skip


def test_it_shows_unique_downloads_and_views_of_this_item_and_how_they_are_counted(client):
    study, other = publication(files=[make_file("study.pdf")]), publication(files=[make_file("other.pdf")])
    count(study, downloads=1204, views=5678)
    count(other, downloads=7, views=8)
    assert told(client, study) == {"Downloads": "1,204", "Views": "5,678"}


@pytest.mark.parametrize("number", [0, 1, 4])
def test_few_readers_are_not_told_from_none(client, number):
    study = publication(files=[make_file("study.pdf")])
    if number:
        count(study, downloads=number, views=number)
    assert told(client, study) == {"Downloads": "fewer than 5", "Views": "fewer than 5"}


def test_five_are_told(client):
    study = publication(files=[make_file("study.pdf")])
    count(study, downloads=5, views=5)
    assert told(client, study) == {"Downloads": "5", "Views": "5"}


def test_what_has_no_file_has_no_downloads(client):
    item = case_study()
    count(item, downloads=0, views=31)
    assert told(client, item) == {"Views": "31"}


def test_figures_of_a_network_item_are_for_those_who_may_read_it(client):
    item = case_study(audience="network")
    count(item, downloads=0, views=31415)
    assert "31,415" not in client.get(item.get_absolute_url()).content.decode()
    client.force_login(person(Role.NETWORK_READER))
    assert told(client, item) == {"Views": "31,415"}


def test_lists_show_no_figures_and_ask_for_none(client, django_assert_max_num_queries):
    item = publication(files=[make_file("study.pdf")])
    count(item, downloads=31415, views=31415)
    with django_assert_max_num_queries(6) as captured:
        assert "31,415" not in client.get("/search/").content.decode()
    assert not [one for one in captured if "itemtotal" in one["sql"]]
