"""What pages tell readers beside the items, and that what people write is text there and nothing else."""

from django.test import Client
from django.urls import reverse

import pytest
from lxml import html

from accounts.roles import Role
from cms.models import StandardPage
from tests.factories import ITEM_MAKERS, case_study, new_organisation, person

pytestmark = pytest.mark.django_db

PASSED_ON, VIOLENCE = "Please do not pass it on", "This text describes violence"
NO_INDEX, BADGE = '<meta name="robots" content="noindex">', '<span class="badge">Network only</span>'
HOSTILE = "\"'></title></script><img src=x onerror=alert(1)>%(a)s{{ a }}"


@pytest.fixture
def member() -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person(Role.NETWORK_READER))
    return client


def test_only_what_is_for_the_network_says_so_and_is_kept_from_search_engines(member):
    for audience, said in (("network", True), ("public", False)):
        item = case_study(audience=audience, title=f"The {audience} orchard")
        text = member.get(item.get_absolute_url()).content.decode()
        assert (PASSED_ON in text, NO_INDEX in text) == (said, said)
        assert (BADGE in member.get(reverse("search"), {"q": item.reference}).content.decode()) == said


def test_only_a_text_that_describes_violence_says_so(client):
    for said in (True, False):
        assert (VIOLENCE in client.get(case_study(content_note=said).get_absolute_url()).content.decode()) == said


def test_only_who_may_manage_is_shown_the_way(client, member):
    reviewer = Client()
    reviewer.force_login(person(Role.REVIEWER))
    shown = [
        f'href="{reverse("wagtailadmin_home")}"' in one.get("/").content.decode() for one in (client, member, reviewer)
    ]
    assert shown == [False, False, True]


def test_only_who_may_edit_a_page_is_led_to_its_form(client, member):
    item, about = case_study(), StandardPage.objects.get(slug="about")
    reviewer, coordinator = Client(), Client()
    reviewer.force_login(person(Role.REVIEWER))
    coordinator.force_login(person(Role.COORDINATOR))
    for page, expected in ((item, [False, False, True, True]), (about, [False, False, False, True])):
        form = f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"'
        path = "/about/" if page is about else page.get_absolute_url()
        seen = [form in one.get(path).content.decode() for one in (client, member, reviewer, coordinator)]
        assert seen == expected, path


def test_the_button_in_the_header_signs_out(member):
    (form,) = html.fromstring(member.get("/").content).xpath("//header//form[@method='post']")
    assert member.post(form.action, dict(form.form_values())).status_code == 302
    assert "_auth_user_id" not in member.session


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_what_people_write_is_text_on_every_page(client, maker):
    item = maker(
        title=HOSTILE, summary=HOSTILE, organisation=new_organisation(name=HOSTILE), organisation_naming="named"
    )
    hostile = dict.fromkeys(
        ("q", "topic", "year", "country", "organisation", "year_from", "sort", "page", "next"), HOSTILE
    )
    for path in (
        item.get_absolute_url(),
        "/search/",
        "/",
        item.organisation.get_absolute_url(),
        "/accounts/login/",
        "/nothing/",
    ):
        for query in ({}, {"q": "alert"}, hostile):
            page = html.fromstring(client.get(path, query).content)
            assert not page.xpath("//img[@src='x'] | //*[@onerror]"), (path, query)
            assert not page.xpath("//script[not(@src) and not(@type='application/ld+json')]"), (path, query)
