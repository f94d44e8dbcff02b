"""The page of an organisation: there for the public exactly while the public may read something under its name."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

import pytest

from accounts.roles import Role
from tests.factories import LATER, case_study, new_organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return new_organisation(name="Foundation for the Seamen", slug="seamen")


@pytest.fixture
def member():
    client = Client()
    client.force_login(person(Role.NETWORK_READER))
    return client


def status(client: Client) -> int:
    return client.get("/organisations/seamen/").status_code


def test_it_shows_what_the_organisation_shares_under_its_name(client, organisation):
    case_study(title="The crew of a trawler", organisation=organisation)
    text = client.get("/organisations/seamen/").content.decode()
    assert "Foundation for the Seamen" in text
    assert "The crew of a trawler" in text


@pytest.mark.parametrize(
    "values",
    [
        None,
        {"audience": "network"},
        {"organisation_naming": "unnamed"},
        {"live": False},
        {"shared_from": LATER},
        {"shared_until": timezone.localdate() - timedelta(days=1)},
    ],
    ids=["nothing", "network only", "unnamed", "draft", "not yet", "no more"],
)
def test_with_nothing_to_show_to_the_public_it_is_not_there(client, member, organisation, values):
    if values is not None:
        case_study(organisation=organisation, **values)
    response = client.get("/organisations/seamen/")
    assert response.status_code == 404
    assert "Foundation for the Seamen" not in response.content.decode()
    assert status(member) == 200


def test_it_goes_with_the_last_item_that_names_it(client, organisation):
    item = case_study(organisation=organisation)
    assert status(client) == 200
    item.unpublish()
    assert status(client) == 404


def test_a_search_for_it_does_not_name_it_to_who_may_not_know_it(client, member, organisation):
    case_study(organisation=organisation, audience="network")
    for path in ("/search/?organisation=seamen", "/search/?organisation=seamen&q=trawler"):
        assert "Foundation for the Seamen" not in client.get(path).content.decode()
        assert "Foundation for the Seamen" in member.get(path).content.decode()


def test_a_search_for_it_names_it_where_another_filter_leaves_nothing(client, organisation):
    case_study(organisation=organisation)
    assert "Foundation for the Seamen" in client.get("/search/?organisation=seamen&country=NL").content.decode()
