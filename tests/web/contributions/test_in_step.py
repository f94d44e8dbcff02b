"""A contribution says what is so of its item, whoever publishes or withdraws that."""

from datetime import timedelta

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

import pytest

from accounts.roles import Role
from cases.codes.withdrawal import WithdrawalReason
from cases.models import CaseStudyPage
from contributions.services import moderation
from contributions.states import Action, State
from tests.contributing import contribution_in, contributor, reviewer
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    return contribution_in(State.PUBLISHED, contributor())


def withdrawals(held):
    return held.events.filter(action=Action.WITHDRAW).count()


def test_what_is_withdrawn_in_the_admin_is_withdrawn(client, held):
    coordinator = person(Role.COORDINATOR)
    client.force_login(coordinator)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[held.page_id]))
    held.refresh_from_db()
    assert not CaseStudyPage.objects.get(pk=held.page_id).live
    assert (held.state, withdrawals(held)) == (State.WITHDRAWN, 1)
    assert held.events.last().actor == coordinator


def test_what_is_past_its_last_day_is_withdrawn(held):
    CaseStudyPage.objects.filter(pk=held.page_id).update(shared_until=timezone.localdate() - timedelta(days=1))
    call_command("end_sharing", verbosity=0)
    held.refresh_from_db()
    assert (held.state, withdrawals(held)) == (State.WITHDRAWN, 1)
    assert held.events.last().actor is None


def test_a_withdrawal_by_the_review_is_noted_once(held):
    moderation.withdraw(contribution=held, by=reviewer(), reason=WithdrawalReason.REPLACED)
    held.refresh_from_db()
    assert (held.state, withdrawals(held), held.withdrawn_because) == (State.WITHDRAWN, 1, "replaced")


def test_after_a_correction_the_corrected_version_is_the_accepted_one_and_the_earlier_are_gone(held):
    page = CaseStudyPage.objects.get(pk=held.page_id)
    page.what_happened = "Corrected."
    page.save_revision().publish(skip_permission_checks=True)
    held.refresh_from_db()
    page.refresh_from_db()
    assert held.approved_revision_id == page.live_revision_id
    assert list(page.revisions.values_list("pk", flat=True)) == [page.live_revision_id]
