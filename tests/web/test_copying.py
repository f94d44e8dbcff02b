"""Copying a page in the admin: a new draft, whatever was asked for."""

from django.urls import reverse

from wagtail.models import Page

import pytest

from accounts.roles import Role
from cases.models import CaseStudyPage
from cms.models import StandardPage
from tests.factories import case_study, court_case, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def coordinator(client):
    client.force_login(person(Role.COORDINATOR))


def address(page):
    return reverse("wagtailadmin_pages:copy", args=[page.pk])


def as_shown(client, page):
    """Return what the form of the copy sends as it is shown."""
    form = client.get(address(page)).context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: getattr(value, "pk", value) for name, value in values.items()}


@pytest.mark.parametrize("maker", [case_study, court_case], ids=lambda maker: maker.__name__)
def test_a_copy_is_a_draft_with_a_reference_of_its_own(client, maker):
    item = maker(title="The first", topics=["compensation"])
    answer = client.post(address(item), {**as_shown(client, item), "new_title": "The second", "publish_copies": "on"})
    copy = type(item).objects.exclude(pk=item.pk).get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert not copy.live
    assert copy.first_published_at is None
    assert copy.title == copy.draft_title == "The second"
    assert copy.reference != item.reference
    for version in (copy, copy.get_latest_revision_as_object()):
        assert version.slug.startswith(copy.reference.lower())
        assert version.title == "The second"
        assert [topic.slug for topic in version.topics.all()] == ["compensation"]
    assert client.get(copy.get_absolute_url()).status_code == 404
    copy.save_revision().publish()
    assert client.get(copy.get_absolute_url()).status_code == 200


def test_a_copy_takes_the_newest_draft_and_no_earlier_version(client):
    item = case_study(what_happened="Her name was Quagga.")
    item.what_happened = "Her name is not told."
    item.save_revision()
    client.post(address(item), as_shown(client, item))
    copy = CaseStudyPage.objects.exclude(pk=item.pk).get()
    assert copy.what_happened == "Her name is not told."
    assert "Quagga" not in str([revision.content for revision in copy.revisions.all()])


def test_there_are_no_aliases(client):
    item = case_study()
    client.post(address(item), {**as_shown(client, item), "alias": "on"})
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    for action in ("create_alias", "convert_alias", "copy_for_translation"):
        path = reverse("wagtailadmin_api:pages:action", args=[item.pk, action])
        assert client.post(path).status_code == 404
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_the_admins_interface_copies_to_a_draft(client):
    item = case_study(title="The first")
    path = reverse("wagtailadmin_api:pages:action", args=[item.pk, "copy"])
    assert client.post(path, {"keep_live": True, "title": "The second"}).status_code == 201
    copy = CaseStudyPage.objects.exclude(pk=item.pk).get()
    assert not copy.live
    assert copy.slug.startswith(copy.reference.lower())
    assert copy.get_latest_revision_as_object().slug == copy.slug


def test_a_page_of_text_is_copied_to_the_address_that_was_typed(client):
    page = StandardPage.objects.get(slug="about")
    values = {**as_shown(client, page), "new_title": "More about us", "new_slug": "more-about-us"}
    assert client.post(address(page), values).status_code == 302
    copy = StandardPage.objects.get(slug="more-about-us")
    assert not copy.live
    assert copy.title == "More about us"
