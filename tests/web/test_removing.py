"""What was once public is withdrawn, never deleted by accident: every way of the admin, for every role."""

from django.test import Client
from django.urls import reverse

import pytest

from accounts.models import User
from accounts.roles import Role
from cases.models import CaseStudyIndexPage, CaseStudyPage
from cms.models import HomePage, StandardPage
from tests.factories import advocacy_outcome, case_study, person, publication

pytestmark = pytest.mark.django_db

WHO = {
    "reviewer": lambda: person(Role.REVIEWER),
    "coordinator": lambda: person(Role.COORDINATOR),
    "administrator": lambda: User.objects.create_superuser("root@example.org", "long-enough-password"),
}


def page_address(name, page):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def delete_by_form(client, page):
    return client.post(page_address("delete", page), {"confirm_site_name": "Casebook"})


def delete_in_bulk(client, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{url}?id={page.pk}", {"confirm_site_name": "Casebook"})


def delete_by_interface(client, page):
    return client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"]))


WAYS = (delete_by_form, delete_in_bulk, delete_by_interface)


@pytest.fixture(params=WHO)
def who(request, client):
    client.force_login(WHO[request.param]())
    return request.param


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nobody_deletes_what_was_once_public(client, who, way):
    live, withdrawn = case_study(), case_study()
    withdrawn.unpublish()
    pages = [live, withdrawn, CaseStudyIndexPage.objects.get(), HomePage.objects.get(), StandardPage.objects.first()]
    for page in pages:
        way(client, page)
        assert type(page).objects.filter(pk=page.pk).exists(), page
    assert CaseStudyPage.objects.count() == 2


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_coordinators_and_administrators_delete_what_was_never_public(client, who, way):
    draft = case_study(live=False)
    way(client, draft)
    assert CaseStudyPage.objects.exists() == (who == "reviewer")


def test_the_page_that_refuses_offers_to_withdraw(client, who):
    item = case_study()
    refused = client.get(page_address("delete", item))
    assert refused.status_code == 403
    assert page_address("unpublish", item) in refused.content.decode()
    assert client.post(page_address("unpublish", item)).status_code == 302
    assert Client().get(item.get_absolute_url()).status_code == 410


def test_no_button_offers_what_is_refused(client, who):
    item, draft = case_study(title="Once public"), case_study(title="Never public", live=False)
    for page in (item, draft):
        text = client.get(page_address("edit", page)).content.decode()
        assert (page_address("delete", page) in text) == (page is draft and who != "reviewer")
        assert page_address("move", page) not in text
    listing = client.get(reverse("wagtailadmin_explore", args=[item.get_parent().pk])).content.decode()
    assert page_address("delete", item) not in listing
    assert (page_address("delete", draft) in listing) == (who != "reviewer")
    assert "Unpublish" not in listing
    assert "Withdraw" in listing


def test_deleting_tells_what_names_the_item_and_which_files_stay(client):
    client.force_login(person(Role.COORDINATOR))
    item = case_study(title="Named by others", live=False)
    advocacy_outcome(title="The new law", supporting_items=[item])
    publication(title="The study", related_items=[item], audience="network")
    shown = client.get(page_address("delete", item)).content.decode()
    assert "2 other items name it" in shown
    assert "The new law" in shown
    assert "The study" in shown
    assert "2 other items name it" in client.get(page_address("usage", item)).content.decode()


def test_the_older_edition_knows_that_a_newer_one_names_it(client):
    client.force_login(person(Role.COORDINATOR))
    older = publication(title="First", live=False)
    publication(title="Second", replaces=older)
    assert "1 other item names it" in client.get(page_address("delete", older)).content.decode()


def test_a_second_click_on_withdraw_says_that_it_was_done(client):
    client.force_login(person(Role.REVIEWER))
    item = case_study()
    client.post(page_address("unpublish", item))
    again = client.post(page_address("unpublish", item), follow=True)
    assert "withdrawn already" in again.content.decode()
    item.refresh_from_db()
    assert not item.live


@pytest.mark.parametrize("send", ["get", "post"])
def test_a_second_click_on_delete_leads_to_the_list_and_says_that_it_was_done(client, send):
    client.force_login(person(Role.COORDINATOR))
    draft = case_study(title="Quagga", live=False)
    client.post(page_address("delete", draft))
    client.get(reverse("wagtailadmin_home"))
    again = getattr(client, send)(page_address("delete", draft), follow=True)
    assert again.redirect_chain == [(reverse("wagtailadmin_explore", args=[draft.get_parent().pk]), 302)]
    assert "This is deleted already." in again.content.decode()
    back = getattr(client, send)(f"{page_address('delete', draft)}?next=/admin/reports/site-history/")
    assert back.status_code == 302
    assert back.url.startswith("/admin/")


def test_of_what_was_deleted_nobody_is_told_who_may_not_know_of_it(client):
    draft = case_study(live=False)
    client.force_login(person(Role.COORDINATOR))
    client.post(page_address("delete", draft))
    missing = reverse("wagtailadmin_pages:delete", args=[999_999])
    assert client.post(missing).status_code == 404
    client.force_login(person(Role.REVIEWER))
    assert client.post(page_address("delete", draft)).status_code == 404


def test_a_draft_with_something_published_below_it_is_not_deleted():
    parent, child = (StandardPage(title=title, body="Text.", live=False) for title in ("Draft", "Below"))
    HomePage.objects.get().add_child(instance=parent)
    parent.add_child(instance=child)
    administrator = User.objects.create_superuser(email="root@example.org", password=None)
    assert StandardPage.objects.get(pk=parent.pk).permissions_for_user(administrator).can_delete()
    child.save_revision().publish()
    assert not StandardPage.objects.get(pk=parent.pk).permissions_for_user(administrator).can_delete()
