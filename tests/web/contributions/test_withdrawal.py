"""What was published is withdrawn with a reason, brought back within 30 days, or erased for good."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page, PageLogEntry, Revision

import pytest

from accounts.roles import Role
from cases.codes.withdrawal import WithdrawalReason
from catalogue.models import CatalogueEntry
from contributions.models import Contribution, Draft
from contributions.services import moderation
from contributions.services.moderation import NotPossible
from contributions.states import State
from tests.contributing import contribution_in, contributor, member, reviewer
from tests.factories import new_organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


def decided(client, held, action, **given):
    form = {"version": held.page.latest_revision_id, "text": "", **given}
    return client.post(reverse("review_decide", args=[held.reference, action]), form, follow=True).content.decode()


def published(**values):
    return contribution_in(State.PUBLISHED, contributor(), audience="public", **values)


def again(held):
    return Contribution.objects.get(pk=held.pk)


@pytest.mark.parametrize("reason", WithdrawalReason)
def test_the_tombstone_says_the_month_and_one_of_four_reasons(client, reason):
    held = published(title="Zyzzyva")
    address = held.item.get_absolute_url()
    client.force_login(reviewer())
    decided(client, held, "withdraw", reason=reason.value, text="Her sister called.")
    assert again(held).state == State.WITHDRAWN
    client.logout()
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert f"{timezone.localdate():%B %Y}" in page
    assert str(reason.label) in page
    assert "Zyzzyva" not in page
    assert "sister" not in page


def test_what_was_shared_within_the_network_leaves_no_tombstone(client):
    held = contribution_in(State.PUBLISHED, contributor(), audience="network")
    moderation.withdraw(contribution=held, by=reviewer(), reason=WithdrawalReason.ERROR)
    assert client.get(held.item.get_absolute_url()).status_code == 404


def test_nothing_that_is_published_is_withdrawn_without_a_reason(client):
    held = published()
    client.force_login(reviewer())
    assert "Choose why it is withdrawn." in decided(client, held, "withdraw", text="A note that stays.")
    assert "A note that stays." in decided(client, held, "withdraw", text="A note that stays.")
    with pytest.raises(NotPossible, match="Choose why"):
        moderation.withdraw(contribution=held, by=reviewer(), reason="because")
    assert again(held).state == State.PUBLISHED


def test_a_coordinator_brings_it_back_as_it_was(client, coordinator):
    held = published(title="As it was")
    moderation.withdraw(contribution=held, by=reviewer(), reason=WithdrawalReason.ERROR)
    assert (
        "it is published again"
        in client.get(reverse("review_decide", args=[held.reference, "restore"])).content.decode()
    )
    decided(client, again(held), "restore")
    assert (again(held).state, again(held).withdrawn_because) == (State.PUBLISHED, "")
    client.logout()
    answer = client.get(held.item.get_absolute_url())
    assert answer.status_code == 200
    assert "As it was" in answer.content.decode()


def test_it_is_brought_back_by_no_reviewer_not_by_its_author_and_not_later_than_thirty_days():
    author = member(Role.COORDINATOR, new_organisation())
    held = contribution_in(State.PUBLISHED, author)
    moderation.withdraw(contribution=held, by=reviewer(), reason=WithdrawalReason.ERROR)
    for user in (reviewer(), author):
        with pytest.raises(NotPossible):
            moderation.restore(contribution=held, by=user)
    Contribution.objects.filter(pk=held.pk).update(state_changed_at=timezone.now() - timedelta(days=31))
    with pytest.raises(NotPossible, match="too late"):
        moderation.restore(contribution=held, by=person(Role.COORDINATOR))


def test_what_was_never_published_is_not_brought_back():
    held = contribution_in(State.WITHDRAWN, contributor())
    with pytest.raises(NotPossible, match="nothing left"):
        moderation.restore(contribution=held, by=person(Role.COORDINATOR))


@pytest.mark.parametrize(("state", "reason"), [(State.CHANGES_ASKED, ""), (State.PUBLISHED, "error")])
def test_what_is_erased_is_gone_from_everywhere_but_the_row_and_the_history(client, coordinator, state, reason):
    held = contribution_in(state, contributor(), audience="public", title="Zyzzyva", what_happened="Quagga happened.")
    page_id, address = held.page_id, held.item.get_absolute_url()
    assert "type the reference" in decided(client, held, "erase", reason=reason, reference="CS-1999-0001").lower()
    assert again(held).page_id == page_id, "another reference erases nothing"
    decided(client, held, "erase", reason=reason, reference=held.reference.lower())
    left = again(held)
    assert (left.state, left.page, left.draft, left.withdrawn_because) == (State.ERASED, None, None, reason)
    assert not Page.objects.filter(pk=page_id).exists()
    assert not Revision.objects.filter(object_id=str(page_id)).exists()
    assert not CatalogueEntry.objects.filter(reference=held.reference).exists()
    assert not Draft.objects.exists()
    assert {event.text for event in left.events.all()} == {""}
    told = left.events.last()
    assert (told.action, told.actor) == ("erase", coordinator)
    assert {"title", "summary", "what_happened"} <= set(told.fields)
    assert "Quagga" not in str(told.fields)
    log = " ".join(f"{entry.label} {entry.data}" for entry in PageLogEntry.objects.filter(page_id=page_id))
    assert "Zyzzyva" not in log
    review = client.get(reverse("review", args=[held.reference])).content.decode()
    assert "It was erased for good" in review
    assert "Withdrawn" not in review.split('<h2 id="history-title">')[0]
    assert reverse("review_decide", args=[held.reference, "erase"]) not in review
    client.logout()
    assert client.get(address).status_code == (410 if state is State.PUBLISHED else 404)


def test_readers_are_told_no_reason_for_erasing_that_nobody_gave(client, coordinator):
    held = published()
    address = held.item.get_absolute_url()
    assert "Choose why it is erased." in decided(client, held, "erase", reference=held.reference)
    assert again(held).page is not None
    moderation.erase(contribution=held, by=coordinator)
    client.logout()
    page = client.get(address)
    assert page.status_code == 410
    assert not [label for label in WithdrawalReason.labels if str(label) in page.content.decode()]


def test_reviewers_do_not_erase():
    held = published()
    with pytest.raises(NotPossible):
        moderation.erase(contribution=held, by=reviewer())
    assert again(held).page is not None
