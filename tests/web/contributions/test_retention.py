"""The end of keeping: people are told a month before without a word of the case, and a command erases what is past its day."""

from datetime import timedelta

from django.core import mail
from django.core.management import call_command

import pytest

from accounts.roles import Role
from accounts.services import add_member
from cases.days import today
from cases.models import CaseStudyPage
from contributions.models import Contribution
from contributions.services.retention import erase_past_their_day
from contributions.states import State
from search.services.nightly import check_if_due
from tests.contributing import contributor, reviewer, sent
from tests.factories import case_study, person

pytestmark = pytest.mark.django_db


def in_days(number):
    return today() + timedelta(days=number)


@pytest.fixture
def night(django_capture_on_commit_callbacks):
    """Let the night come and return who was told of which case."""

    def come():
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            assert check_if_due()
        return sorted((one.to[0], one.subject.rpartition("] ")[2].partition(":")[0]) for one in mail.outbox)

    return come


def test_coordinators_and_the_organisation_are_told_once_for_each_day(night, time_machine):
    item = case_study(title="Orchard", what_happened="Zyzzyva.", kept_until=in_days(29))
    case_study(kept_until=in_days(60))
    own, coordinator = contributor(item.organisation), person(Role.COORDINATOR)
    # Who coordinates and works for the organisation is told once.
    add_member(user=coordinator, organisation=item.organisation, role=Role.CONTRIBUTOR)
    contributor()
    reviewer()
    assert night() == sorted([(own.email, item.reference), (coordinator.email, item.reference)])
    text = "".join(one.subject + one.body for one in mail.outbox)
    assert "Orchard" not in text
    assert "Zyzzyva" not in text
    time_machine.move_to(in_days(1).isoformat() + "T12:00:00+00:00")
    assert night() == []
    # A day later again.
    CaseStudyPage.objects.filter(pk=item.pk).update(kept_until=in_days(5))
    time_machine.move_to(in_days(1).isoformat() + "T12:00:00+00:00")
    assert len(night()) == 2, "another day is told again"


def test_the_command_lists_what_is_past_its_day_and_erases_it_when_told_to(capsys):
    held = sent(State.SUBMITTED, case_study(live=False, kept_until=in_days(-1)))
    live, last_day = case_study(kept_until=in_days(-400)), case_study(kept_until=today())
    call_command("apply_retention")
    told = capsys.readouterr().out
    assert told.index(live.reference) < told.index(held.reference), "the longest overdue first"
    assert last_day.reference not in told
    assert CaseStudyPage.objects.count() == 3
    call_command("apply_retention", "--erase")
    assert list(CaseStudyPage.objects.values_list("reference", flat=True)) == [last_day.reference]
    held = Contribution.objects.get()
    assert (held.page, held.draft, held.state) == (None, None, State.ERASED)
    call_command("apply_retention", "--erase")
    assert "Nothing is past its day." in capsys.readouterr().out


def test_a_case_that_is_given_a_later_day_while_others_are_erased_stays():
    first, second, third = (case_study(kept_until=in_days(-days)) for days in (3, 2, 1))
    work = erase_past_their_day()
    assert next(work).reference == first.reference
    CaseStudyPage.objects.filter(pk=second.pk).update(kept_until=in_days(5))
    assert [erased.reference for erased in work] == [third.reference]
    assert list(CaseStudyPage.objects.all()) == [second]
