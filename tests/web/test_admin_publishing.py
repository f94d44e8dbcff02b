"""What staff do with the admin's buttons is what readers see, at once and wholly or not at all."""

from datetime import timedelta
from types import SimpleNamespace

from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone

from wagtail.contrib.redirects.models import Redirect

import pytest
from lxml import html

from accounts.roles import Role
from cases.models import CaseStudyIndexPage, CaseStudyPage
from catalogue import receivers
from catalogue.models import CatalogueEntry
from cms import middleware
from search.services import outbox
from tests.factories import LATER, case_study, court_case, person
from tests.web.test_topic_admin import item_values

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    client.force_login(person(Role.COORDINATOR))


@pytest.fixture
def edit(client, coordinator):
    """Return a function that fills in the edit form of an item as it is shown, with changes, and publishes."""

    def run(item, **changes):
        url = reverse("wagtailadmin_pages:edit", args=[item.pk])
        topics = "|".join(topic.name for topic in item.topics.all())
        values = item_values(client.get(url), **{"topics": topics, "action-publish": "1", **changes})
        answer = client.post(url, values)
        assert answer.status_code == 302, answer.context["form"].errors
        return answer

    return run


def shown(item) -> bool:
    """Whether a visitor finds the item by its page and by the search."""
    visitor = Client()
    page = visitor.get(item.get_absolute_url()).status_code == 200
    found = item.title in visitor.get("/search/?q=zyzzyva").content.decode()
    assert page == found
    return page


@pytest.fixture
def item():
    return case_study(title="One of many", what_happened="Zyzzyva.")


def test_a_draft_published_with_the_button_is_shown(edit):
    draft = case_study(title="A draft", what_happened="Zyzzyva.", live=False)
    assert not shown(draft)
    edit(draft)
    assert shown(draft)


def test_the_next_page_of_the_site_tells_what_the_admin_said_without_its_markup(client, edit):
    draft = case_study(title="Bread & <b>roses</b>", what_happened="Zyzzyva.", live=False)
    edit(draft)
    (said,) = html.fromstring(client.get("/about/").content).xpath("//div[@class='messages']/p")
    assert "Bread & <b>roses</b>" in said.text_content()
    assert "published" in said.text_content()
    assert "<span" not in said.text_content()
    assert "&amp;" not in said.text_content()
    assert not len(said)


@pytest.mark.parametrize(
    "changes",
    [
        {"audience": "network"},
        {"shared_until": timezone.localdate() - timedelta(days=1)},
        {"shared_from": LATER},
    ],
    ids=["narrowed", "ended", "not begun"],
)
def test_a_narrower_agreement_published_with_the_button_hides_the_item(edit, item, changes):
    assert shown(item)
    edit(item, **changes)
    assert not shown(item)


def test_an_organisation_unnamed_with_the_button_is_named_no_more(edit, item):
    name = item.organisation.name
    assert name in Client().get(item.get_absolute_url()).content.decode()
    edit(item, organisation_naming="unnamed")
    assert name not in Client().get(item.get_absolute_url()).content.decode()
    assert name.encode() not in b"".join(Client().get("/search/results.csv").streaming_content)


def test_a_text_corrected_with_the_button_is_found_no_more(edit, item):
    edit(item, what_happened="What happened is not told.")
    assert "One of many" not in Client().get("/search/?q=zyzzyva").content.decode()


def test_a_name_taken_out_of_the_title_leaves_the_address_too(edit, client):
    judgment = court_case(title="Roe v. Freedonia", summary="Zyzzyva.")
    old = judgment.get_absolute_url()
    assert "roe" in old
    edit(judgment, title="N.N. v. Freedonia", organisation_naming="unnamed")
    visitor = Client()
    answer = visitor.get(old, follow=True)
    assert answer.status_code == 200
    assert "roe" not in answer.request["PATH_INFO"]
    for address in (answer.request["PATH_INFO"], "/sitemap.xml", "/search/results.csv", "/search/?q=zyzzyva"):
        assert b"roe-v" not in b"".join(visitor.get(address))
    # An address kept by Wagtail would lead on from what a reader may not know to exist.
    assert not Redirect.objects.exists()


def test_the_button_unpublish_withdraws(client, coordinator, item):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[item.pk]))
    assert not shown(item)
    assert Client().get(item.get_absolute_url()).status_code == 410


def test_unpublishing_in_bulk_withdraws(client, coordinator, item):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{address}?id={item.pk}", {"include_descendants": ""})
    assert not shown(item)


def test_unpublishing_the_index_page_with_all_below_withdraws(client, coordinator, item):
    index = CaseStudyIndexPage.objects.get()
    client.post(reverse("wagtailadmin_pages:unpublish", args=[index.pk]), {"include_descendants": "on"})
    assert not shown(item)


def test_the_time_that_the_admin_schedules_withdraws(item):
    CaseStudyPage.objects.filter(pk=item.pk).update(expire_at=timezone.now() - timedelta(days=1))
    call_command("publish_scheduled")
    assert not shown(item)


def test_a_publication_that_cannot_be_catalogued_leaves_not_even_a_draft(client, edit, item, monkeypatch):
    monkeypatch.setattr("search.receivers.get_engine", lambda: 1 / 0)
    before = item.revisions.count()
    with pytest.raises(ZeroDivisionError):
        edit(item, title="Half done")
    item.refresh_from_db()
    assert item.title == "One of many"
    assert item.revisions.count() == before


def test_an_expiry_that_cannot_be_catalogued_changes_nothing(item, monkeypatch):
    CaseStudyPage.objects.filter(pk=item.pk).update(expire_at=timezone.now() - timedelta(days=1))
    monkeypatch.setattr("search.receivers.get_engine", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("publish_scheduled")
    item.refresh_from_db()
    assert item.live
    assert CatalogueEntry.objects.filter(item=item.pk).exists()


def test_a_bulk_action_happens_to_all_items_or_to_none(client, coordinator, item, monkeypatch):
    second = case_study(title="Another", what_happened="Quagga.")
    withdraw = receivers.withdraw_entries

    def fail_for_the_second(keys):
        return 1 / 0 if second.pk in keys else withdraw(keys)

    monkeypatch.setattr(receivers, "withdraw_entries", fail_for_the_second)
    # Nothing is delivered before the commit, which does not come.
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    with pytest.raises(ZeroDivisionError):
        client.post(f"{address}?id={item.pk}&id={second.pk}", {"include_descendants": ""})
    assert shown(item)


def test_who_may_not_be_in_the_admin_keeps_nobody_waiting(client, item, monkeypatch):
    begun: list[bool] = []
    atomic = middleware.transaction.atomic
    monkeypatch.setattr(middleware, "transaction", SimpleNamespace(atomic=lambda: begun.append(True) or atomic()))
    assert client.post(reverse("wagtailadmin_pages:edit", args=[item.pk]), {}).status_code == 302
    assert not begun
    client.force_login(person(Role.COORDINATOR))
    client.post(reverse("wagtailadmin_pages:unpublish", args=[item.pk]))
    assert begun


def test_a_preview_is_made_in_no_transaction(item):
    match = resolve(reverse("wagtailadmin_pages:preview_on_edit", args=[item.pk]))
    request = RequestFactory().post("/")
    request.resolver_match = match
    assert not middleware._writes_pages(request)
    request.resolver_match = resolve(reverse("wagtailadmin_pages:edit", args=[item.pk]))
    assert middleware._writes_pages(request)
