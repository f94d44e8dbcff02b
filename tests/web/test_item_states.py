"""What the address of an item answers, for each state of the item and each reader.

200: the reader may read it. 410: everybody could once, and this reader cannot now. 404: nothing is told of it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.users.models import UserProfile

import pytest
import time_machine

from accounts.roles import Role
from cases.models import CaseStudyPage, PublicRecord
from cases.models.public_record import note_published
from tests.factories import case_study, person

pytestmark = pytest.mark.django_db


def day(offset: int) -> date:
    return timezone.localdate() + timedelta(days=offset)


def publish(item: CaseStudyPage, **values: Any) -> CaseStudyPage:
    """Publish the item with another agreement."""
    item = CaseStudyPage.objects.get(pk=item.pk)
    for name, value in values.items():
        setattr(item, name, value)
    item.save_revision().publish()
    return item


def withdrawn(item: CaseStudyPage) -> CaseStudyPage:
    item.unpublish()
    return item


def edited_as_draft(item: CaseStudyPage, **values: Any) -> CaseStudyPage:
    """What the edit screen does with an item that is not live: the row takes the values of the draft."""
    CaseStudyPage.objects.filter(pk=item.pk).update(**values)
    return item


STATES: dict[str, tuple[Callable[[], CaseStudyPage], int, int]] = {
    # state: (how it comes about, answer for everybody, answer for a member)
    "draft, never published": (lambda: case_study(live=False), 404, 404),
    "public": (case_study, 200, 200),
    "network": (lambda: case_study(audience="network"), 404, 200),
    "public until yesterday from the beginning": (lambda: case_study(shared_until=day(-1)), 404, 404),
    "public from tomorrow": (lambda: case_study(shared_from=day(1)), 404, 404),
    "public from tomorrow, withdrawn today": (lambda: withdrawn(case_study(shared_from=day(1))), 404, 404),
    "public, withdrawn": (lambda: withdrawn(case_study()), 410, 410),
    "public, narrowed to the network": (lambda: publish(case_study(), audience="network"), 410, 200),
    "public, narrowed, withdrawn": (lambda: withdrawn(publish(case_study(), audience="network")), 410, 410),
    "public, now from tomorrow": (lambda: publish(case_study(), shared_from=day(1)), 410, 410),
    "public, now until yesterday": (lambda: publish(case_study(), shared_until=day(-1)), 410, 410),
    "public, withdrawn, published again": (lambda: publish(withdrawn(case_study())), 200, 200),
    "network, withdrawn": (lambda: withdrawn(case_study(audience="network")), 404, 404),
    "network, withdrawn, its draft edited to public": (
        lambda: edited_as_draft(withdrawn(case_study(audience="network")), audience="public"), 404, 404
    ),
    "public, withdrawn, its draft edited to network": (
        lambda: edited_as_draft(withdrawn(case_study()), audience="network"), 410, 410
    ),
    "network, widened to public": (lambda: publish(case_study(audience="network"), audience="public"), 200, 200),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_the_address_answers_by_what_was_public(state, media):
    make, everybody, member = STATES[state]
    item = make()
    addresses = (
        item.get_absolute_url(), f"/{item.reference}", reverse("cite", args=[item.reference, "ris"])
    )  # fmt: skip
    readers = {everybody: Client(), member: Client()} if everybody != member else {everybody: Client()}
    if everybody != member:
        readers[member].force_login(person(Role.NETWORK_READER))
    for expected, reader in readers.items():
        answers = [reader.get(address, follow=True).status_code for address in addresses]
        assert answers == [expected] * len(addresses), state


def test_members_are_told_no_more_of_what_is_gone(client):
    client.force_login(person(Role.NETWORK_READER))
    for state, (make, _everybody, member) in STATES.items():
        assert client.get(make().get_absolute_url()).status_code == member, state


def test_an_agreement_that_ends_by_itself_answers_gone_the_day_after(client):
    item = case_study(shared_until=day(3))
    assert client.get(item.get_absolute_url()).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        assert client.get(item.get_absolute_url()).status_code == 410


def test_an_agreement_that_begins_by_itself_and_is_withdrawn_answers_gone(client):
    item = case_study(shared_from=day(3))
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        assert client.get(item.get_absolute_url()).status_code == 200
        item.unpublish()
        assert client.get(item.get_absolute_url()).status_code == 410


def test_the_page_of_a_withdrawn_item_tells_the_month_and_nothing_else(client):
    with time_machine.travel("2026-03-14 12:00Z"):
        item = case_study(title="Quagga", summary="Zyzzyva.")
    with time_machine.travel("2026-05-20 12:00Z"):
        item.unpublish()
        text = client.get(item.get_absolute_url()).content.decode()
    assert "May 2026" in text
    assert "20" not in text.partition("<main")[2].partition("</main")[0].replace("2026", "")
    for word in ("Quagga", "Zyzzyva", "March"):
        assert word not in text


def test_the_month_is_that_in_which_it_was_narrowed_and_not_that_of_the_withdrawal(client):
    with time_machine.travel("2026-03-14 12:00Z"):
        item = publish(case_study(), audience="network")
    with time_machine.travel("2026-06-20 12:00Z"):
        withdrawn(item)
        assert "March 2026" in client.get(item.get_absolute_url()).content.decode()


def test_the_page_of_an_item_that_is_public_later_again_tells_no_month(client):
    with time_machine.travel("2026-03-14 12:00Z"):
        item = publish(case_study(), shared_from=date(2026, 9, 1), shared_until=date(2027, 2, 3))
        text = client.get(item.get_absolute_url()).content.decode()
    assert "This was withdrawn" in text
    assert "2027" not in text


def test_a_day_is_that_of_the_site_wherever_the_editor_is(client):
    editor = person(Role.COORDINATOR)
    UserProfile.objects.create(user=editor, current_time_zone="Pacific/Kiritimati")
    draft = case_study(live=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with time_machine.travel("2026-03-31 12:00Z"):
        client.force_login(editor)
        client.post(f"{address}?id={draft.pk}", {"include_descendants": ""})
        assert PublicRecord.objects.get(reference=draft.reference).since == date(2026, 3, 31)
        assert Client().get(draft.get_absolute_url()).status_code == 200
        withdrawn(CaseStudyPage.objects.get(pk=draft.pk))
        assert Client().get(draft.get_absolute_url()).status_code == 410


def test_an_item_deleted_by_erasure_still_answers_gone(client):
    item = case_study()
    item.delete()
    assert client.get(item.get_absolute_url()).status_code == 410


def test_the_record_follows_every_change_of_the_agreement():
    item = case_study(shared_from=day(5))
    record = PublicRecord.objects.get(reference=item.reference)
    assert (record.since, record.until) == (day(5), None)
    publish(item, shared_from=day(2), shared_until=day(9))
    record.refresh_from_db()
    assert (record.since, record.until) == (day(2), day(9))
    publish(item, audience="network")
    assert not PublicRecord.objects.filter(reference=item.reference).exists(), "it never came to be"


def test_many_items_are_noted_in_two_statements(django_assert_num_queries):
    items = [case_study() for _ in range(3)]
    PublicRecord.objects.all().delete()
    with django_assert_num_queries(2):
        note_published(items)
    with django_assert_num_queries(1):
        note_published(items)
