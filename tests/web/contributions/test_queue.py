"""The queue of the review: what waits, for whom, and in which order."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from accounts.roles import Role
from contributions.models import Contribution
from contributions.services import moderation
from contributions.states import State
from tests.contributing import contribution_in, contributor, member, reviewer
from tests.factories import new_organisation, person

pytestmark = pytest.mark.django_db


def waiting_for(days, held):
    Contribution.objects.filter(pk=held.pk).update(submitted_at=timezone.now() - timedelta(days=days))
    return held


def opened(client, user, query=""):
    client.force_login(user)
    return client.get(f"{reverse('review_queue')}{query}")


def references(response):
    return re.findall(r'href="/review/([A-Z]{2}-\d{4}-\d+)/"', response.content.decode())


@pytest.mark.parametrize("role", [Role.NETWORK_READER, Role.CONTRIBUTOR])
def test_who_does_not_review_is_told_so(client, role):
    held = contribution_in(State.SUBMITTED, contributor(), title="Zyzzyva")
    client.force_login(person(role))
    for address in (reverse("review_queue"), reverse("review", args=[held.reference])):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "You may not open this page" in answer.content.decode()
        assert "Zyzzyva" not in answer.content.decode()
    assert client.post(reverse("review_next")).status_code == 403
    held.refresh_from_db()
    assert held.reviewer is None


def test_a_visitor_is_led_to_the_sign_in_and_back(client):
    answer = client.get(reverse("review_queue"))
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/review/")


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.COORDINATOR])
def test_what_waits_is_shown_the_longest_waiting_first(client, role):
    last = waiting_for(1, contribution_in(State.SUBMITTED, contributor(), title="Came last"))
    first = waiting_for(9, contribution_in(State.APPROVED, contributor(), title="Came first"))
    contribution_in(State.DECLINED, contributor(), title="Not taken")
    answer = opened(client, person(role))
    assert references(answer) == [first.reference, last.reference]
    page = answer.content.decode()
    assert "2 contributions wait" in page
    assert "Waiting for 1\xa0week" in page
    assert last.organisation.name in page
    assert "Not taken" not in page.split('<ol class="queue">')[1]


def test_it_is_filtered_by_state_and_by_what_one_holds(client):
    user = reviewer()
    asked = contribution_in(State.CHANGES_ASKED, contributor())
    mine = contribution_in(State.SUBMITTED, contributor())
    contribution_in(State.SUBMITTED, contributor())
    moderation.hand_over(contribution=mine, by=user, to=user)
    assert references(opened(client, user, "?state=changes_asked")) == [asked.reference]
    assert references(opened(client, user, "?mine=on")) == [mine.reference]


def test_what_is_answered_waits_until_it_is_sent_again_and_both_sides_are_told(client):
    owner, user = contributor(), reviewer()
    contribution_in(State.CHANGES_ASKED, contributor())
    held = contribution_in(State.CHANGES_ASKED, owner)
    client.force_login(owner)
    form = reverse("contribution_action", args=[held.reference, "answer"])
    page = client.post(form, {"text": "She was 17."}, follow=True).content.decode()
    assert "Your answer was sent, and the reviewers see it." in page
    assert "Change the text and send it again" in page
    assert not [words for words in ("Questions for you", "The reviewer has a question") if words in page]
    listed = client.get(reverse("my_contributions")).content.decode()
    assert held.reference in listed
    assert not [words for words in ("Questions for you", "please answer") if words in listed]
    # That another reviewer has it now does not make the answer unread.
    moderation.hand_over(contribution=held, by=user, to=user)
    answer = opened(client, user)
    assert references(answer) == [held.reference]
    page = answer.content.decode()
    assert "1 contribution waits" in page
    row = page.split('<ol class="queue">')[1]
    assert "An answer has come" in row
    assert "Waiting for an answer" not in row
    for address in (
        reverse("review", args=[held.reference]),
        reverse("wagtailadmin_pages:edit", args=[held.page_id]),
    ):
        assert "Waiting for an answer" not in client.get(address).content.decode(), address


def test_an_answer_to_an_earlier_question_is_none_to_the_next_and_is_over_with_a_decision(client):
    owner, user = contributor(), reviewer()
    held = contribution_in(State.CHANGES_ASKED, owner)
    moderation.answer(contribution=held, by=owner, text="She was 17.")
    moderation.resubmit(contribution=held, by=owner)
    moderation.ask_for_changes(contribution=held, by=user, text="In which year?")
    answer = opened(client, user, "?state=changes_asked")
    assert references(answer) == [held.reference]
    assert "An answer has come" not in answer.content.decode()
    assert references(opened(client, user)) == []
    moderation.answer(contribution=held, by=owner, text="In 2020.")
    moderation.decline(contribution=held, by=user, text="It is told already.")
    assert references(opened(client, user)) == []


def test_what_is_erased_is_not_among_what_was_withdrawn(client):
    withdrawn = contribution_in(State.WITHDRAWN, contributor())
    erased = contribution_in(State.ERASED, contributor())
    user = reviewer()
    assert references(opened(client, user, "?state=withdrawn")) == [withdrawn.reference]
    answer = opened(client, user, "?state=erased")
    assert references(answer) == [erased.reference]
    assert "· Erased" in answer.content.decode()


def test_a_state_that_is_none_is_said_to_be_none_and_what_waits_is_shown(client):
    held = contribution_in(State.SUBMITTED, contributor())
    answer = opened(client, reviewer(), "?state=lost&page=x")
    assert references(answer) == [held.reference]
    assert "lost is not one of the available choices" in answer.content.decode()


def test_rows_say_what_matters_before_opening_them(client):
    user = member(Role.REVIEWER, new_organisation())
    own = contribution_in(State.SUBMITTED, user)
    other = reviewer(first_name="Ana", last_name="Kovač")
    held = contribution_in(State.APPROVED, contributor())
    moderation.hand_over(contribution=held, by=other, to=other)
    held.item.save_revision()
    first, second = opened(client, user).content.decode().split('<li class="case_study">')[1:]
    assert own.reference in first
    assert "Your own: somebody else decides" in first
    assert "Changed since it was accepted" not in first
    assert held.reference in second
    assert "Held by Ana Kovač" in second
    assert "Changed since it was accepted" in second
    assert "Your own" not in second


def test_the_next_one_waits_longest_is_not_ones_own_and_is_held_by_nobody(client):
    user = member(Role.REVIEWER, new_organisation())
    waiting_for(9, contribution_in(State.SUBMITTED, user))
    held = waiting_for(8, contribution_in(State.SUBMITTED, contributor()))
    moderation.hand_over(contribution=held, by=reviewer(), to=reviewer())
    waiting_for(7, contribution_in(State.CHANGES_ASKED, contributor()))
    wanted = waiting_for(2, contribution_in(State.SUBMITTED, contributor()))
    waiting_for(1, contribution_in(State.SUBMITTED, contributor()))
    client.force_login(user)
    answer = client.post(reverse("review_next"))
    assert answer.url == reverse("review", args=[wanted.reference])
    wanted.refresh_from_db()
    assert wanted.reviewer == user
    assert wanted.events.last().action == "hand_over"


def test_where_nothing_is_left_to_take_a_sentence_says_so(client):
    user = member(Role.REVIEWER, new_organisation())
    contribution_in(State.SUBMITTED, user)
    client.force_login(user)
    answer = client.post(reverse("review_next"), follow=True)
    assert "Nothing waits that you could take" in answer.content.decode()


@pytest.mark.parametrize("number", [5, 50])
def test_the_queue_takes_as_many_statements_for_five_as_for_fifty(client, django_assert_num_queries, number):
    organisation = new_organisation()
    for position in range(number):
        owner = contributor(organisation)
        held = contribution_in(State.CHANGES_ASKED if position % 2 else State.SUBMITTED, owner)
        if position % 2:
            moderation.answer(contribution=held, by=owner, text="She was 17.")
    user = reviewer()
    client.force_login(user)
    with django_assert_num_queries(6):
        answer = client.get(reverse("review_queue"))
    first = references(answer)
    assert len(first) == min(number, 25)
    if number > 25:
        second = references(client.get(f"{reverse('review_queue')}?page=2"))
        assert len({*first, *second}) == 50


@pytest.mark.parametrize("page", ["9" * 5000, "-1", "0", "²", "x"])
def test_a_page_that_is_not_there_is_the_nearest(client, page):
    held = contribution_in(State.SUBMITTED, contributor())
    answer = opened(client, reviewer(), f"?page={page}")
    assert answer.status_code == 200
    assert references(answer) == [held.reference]
