"""The log of what was done with items: for coordinators, and without any text."""

import re

from django.urls import reverse

from wagtail.log_actions import registry
from wagtail.models import PageLogEntry

import pytest

from accounts.roles import Role
from catalogue.services.erasing import erase_item
from contributions.services import moderation
from contributions.states import State
from tests.contributing import contribution_in, contributor, reviewer
from tests.factories import case_study, court_case, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


def shown(client, query=""):
    answer = client.get(f"{reverse('review_log')}{query}")
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1]


def told(client):
    """Return (what, who) of each row but for the page's own beginning, the newest first."""
    rows = re.findall(r'<span>([^<]+)</span>\s*<bdi class="quiet">([^<]+)</bdi>', shown(client))
    return [row for row in rows if row[0] != "Create"]


@pytest.mark.parametrize("role", [None, Role.NETWORK_READER, Role.CONTRIBUTOR, Role.REVIEWER])
def test_only_coordinators_see_it(client, role):
    if role:
        client.force_login(person(role))
    assert client.get(reverse("review_log")).status_code == (403 if role else 302)


def test_it_says_who_did_what_with_which_item_and_nothing_that_was_written(client, coordinator):
    held = contribution_in(
        State.SUBMITTED, contributor(first_name="Ana", last_name="Kovač"), title="Zyzzyva", what_happened="Quagga."
    )
    other = reviewer(first_name="Rosa", last_name="Reviewer")
    moderation.ask_for_changes(contribution=held, by=other, text="Is Quagga her name?")
    staff = court_case(title="Zyzzyva v State")
    page = shown(client)
    for text in (
        held.reference,
        "Ana Kovač",
        "Sent for review",
        "Rosa Reviewer",
        "Asked for changes",
        staff.reference,
        "Publish",
    ):
        assert text in page, text
    assert "Zyzzyva" not in page
    assert "Quagga" not in page


def test_what_is_erased_by_the_button_was_done_by_somebody_and_is_told_once(client, coordinator):
    held = contribution_in(State.PUBLISHED, contributor(), audience="public")
    page_id, form = held.page_id, {"version": held.page.latest_revision_id, "reference": held.reference}
    client.post(reverse("review_decide", args=[held.reference, "erase"]), {**form, "reason": "error"})
    last = PageLogEntry.objects.filter(page_id=page_id, action__in=["wagtail.unpublish", "wagtail.delete"])
    assert [entry.user_id for entry in last] == [coordinator.pk] * 2
    rows = told(client)
    assert rows[0] == ("Erased", str(coordinator))
    assert [what for what, _who in rows] == ["Erased", "Published", "Accepted", "Sent for review"]


def test_what_is_published_withdrawn_and_brought_back_is_told_once_each_whoever_does_it(client, coordinator):
    held = contribution_in(State.PUBLISHED, contributor(), audience="public")
    by = reviewer()
    moderation.withdraw(contribution=held, by=by, reason="error")
    moderation.restore(contribution=held, by=coordinator)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[held.page_id]))
    rows = told(client)
    assert rows[:3] == [("Withdrawn", str(coordinator)), ("Brought back", str(coordinator)), ("Withdrawn", str(by))]
    assert [what for what, _who in rows[3:]] == ["Published", "Accepted", "Sent for review"]


def test_it_can_be_of_one_item(client, coordinator):
    one, other = contribution_in(State.SUBMITTED, contributor()), contribution_in(State.SUBMITTED, contributor())
    page = shown(client, f"?reference={one.reference.lower()}")
    assert one.reference in page
    assert other.reference not in page


def test_what_is_no_reference_is_said_to_be_none(client, coordinator):
    held = contribution_in(State.SUBMITTED, contributor())
    page = shown(client, "?reference=nonsense&page=x")
    assert "This is no reference" in page
    assert held.reference in page
    assert "Nothing was done with CS-1999-0001" in shown(client, "?reference=CS-1999-0001")


def test_what_was_erased_is_told_by_its_reference_and_what_was_deleted_by_nothing(client, coordinator):
    erased, deleted = case_study(title="Zyzzyva erased"), case_study(title="Zyzzyva deleted", live=False)
    reference = erased.reference
    erase_item(item=erased)
    deleted.delete()
    page = shown(client)
    assert reference in page
    assert "Zyzzyva" not in page
    assert reference in shown(client, f"?reference={reference}")


def test_it_is_read_a_page_at_a_time_with_as_many_statements(client, coordinator, django_assert_max_num_queries):
    held = contribution_in(State.SUBMITTED, contributor())
    user = reviewer()
    for _ in range(60):
        moderation.hand_over(contribution=held, by=user, to=user)
    with django_assert_max_num_queries(16):
        first = shown(client)
    assert first.count("<time") == 50
    assert shown(client, "?page=2").count("<time") >= 11


def test_a_process_that_has_just_started_names_what_was_done(client, coordinator, monkeypatch):
    court_case()
    for name, value in {"has_scanned_for_actions": False, "formatters": {}, "choices": []}.items():
        monkeypatch.setattr(registry, name, value)
    assert "Publish" in shown(client)


def test_what_was_done_by_something_that_is_no_longer_installed_is_told_by_its_name(client, coordinator):
    court_case()
    PageLogEntry.objects.filter(action="wagtail.publish").update(action="gone.stamped")
    assert "gone.stamped" in shown(client)


@pytest.mark.parametrize("page", ["9" * 5000, "-1", "0", "²", "x"])
def test_a_page_that_is_not_there_is_the_nearest(client, coordinator, page):
    held = contribution_in(State.SUBMITTED, contributor())
    assert held.reference in shown(client, f"?page={page}")
