"""An older edition says that there is a newer one exactly while its reader may read the newer one."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

import pytest

from accounts.roles import Role
from publications.models import PublicationPage
from tests.factories import person, publication

pytestmark = pytest.mark.django_db

IN_LIST, ON_PAGE = "a newer edition exists", "There is a newer edition"


def publish(item: PublicationPage, **changes) -> None:
    """Publish an item with some fields changed."""
    for name, value in changes.items():
        setattr(item, name, value)
    item.save_revision().publish()


@pytest.fixture
def told(client):
    """Whether a reader is told of a newer edition; the list of results and the item's page say the same."""

    def is_told(item: PublicationPage, reader: Client = client) -> bool:
        in_list = IN_LIST in reader.get("/search/", {"q": item.reference}).content.decode()
        on_page = ON_PAGE in reader.get(item.get_absolute_url()).content.decode()
        assert in_list == on_page
        return in_list

    return is_told


def test_an_edition_is_the_newest_again_when_the_newer_one_replaces_another(told):
    first, other = publication(), publication()
    newer = publication(replaces=first)
    assert told(first)
    publish(newer, replaces=other)
    assert not told(first)
    assert told(other)


def test_a_draft_of_such_a_change_changes_nothing(told):
    first, other = publication(), publication()
    newer = publication(replaces=first)
    newer.replaces = other
    newer.save_revision()
    assert told(first)
    assert not told(other)


def test_an_edition_is_the_newest_again_when_the_newer_one_is_deleted(told):
    first = publication()
    newer = publication(replaces=first)
    assert told(first)
    newer.delete()
    assert not told(first)


def test_an_edition_is_the_newest_again_when_the_newer_one_is_withdrawn(told):
    first = publication()
    newer = publication(replaces=first)
    assert told(first)
    newer.unpublish()
    assert not told(first)


@pytest.mark.parametrize("days", [{"shared_from": 1}, {"shared_until": -1}], ids=["not yet", "no more"])
def test_a_newer_edition_is_not_told_outside_its_time(told, days):
    first = publication()
    today = timezone.localdate()
    publication(replaces=first, **{name: today + timedelta(days=number) for name, number in days.items()})
    assert not told(first)


def test_a_newer_edition_is_told_on_its_first_and_last_day(told):
    first = publication()
    publication(replaces=first, shared_from=timezone.localdate(), shared_until=timezone.localdate())
    assert told(first)


def test_a_newer_edition_for_the_network_is_told_to_the_network_alone(told):
    first = publication()
    publication(replaces=first, audience="network")
    assert not told(first)
    member = Client()
    member.force_login(person(Role.NETWORK_READER))
    assert told(first, member)


def test_a_draft_of_a_newer_edition_is_not_told(told):
    first = publication()
    publication(replaces=first, live=False)
    assert not told(first)


def test_an_edition_stands_above_the_one_that_it_replaces(client):
    oldest = publication(title="Seasonal work seasonal work", year=2019)
    middle = publication(title="Seasonal work", year=2021, replaces=oldest)
    newest = publication(title="A guide for all who are in seasonal work", year=2024, replaces=middle)
    expected = [newest.reference, middle.reference, oldest.reference]

    def order(**more):
        page = client.get("/search/", {"q": "seasonal work", **more}).content.decode()
        return sorted(expected, key=page.index)

    assert order() == expected
    assert order(sort="oldest") == expected[::-1], "who asks for another order gets it"
