"""The page on which a contribution is read and decided, by the forms that a reviewer uses."""

from datetime import date

from django.urls import reverse

import pytest

from accounts.roles import Role
from contributions.models import Contribution
from contributions.services import moderation
from contributions.states import State
from tests.contributing import contribution_in, contributor, member, reviewer
from tests.factories import new_organisation

pytestmark = pytest.mark.django_db


def opened(client, held):
    answer = client.get(reverse("review", args=[held.reference]))
    assert answer.status_code == 200
    return answer.content.decode()


def asked(client, held, action):
    return client.get(reverse("review_decide", args=[held.reference, action])).content.decode()


def decided(client, held, action, **given):
    """Press the button of a decision, as its page sends it; follow where it leads."""
    form = {"version": held.page.latest_revision_id, "text": "", **given}
    return client.post(reverse("review_decide", args=[held.reference, action]), form, follow=True)


def state_of(held):
    return Contribution.objects.get(pk=held.pk).state


@pytest.fixture
def user(client):
    user = reviewer(first_name="Rosa")
    client.force_login(user)
    return user


def test_the_text_is_shown_with_facts_and_agreement_and_history(client, user):
    author = contributor(first_name="Ana", last_name="Kovač")
    held = contribution_in(
        State.SUBMITTED, author, title="A promise of work", what_happened="She was promised work.\n\nIt was a lie.",
        what_should_change="Housing.", topics=["compensation"], exploitation_countries=("NL",), audience="public",
    )  # fmt: skip
    page = opened(client, held)
    for text in ("A promise of work", "She was promised work.", "It was a lie.", "Housing.", "Compensation", "Netherlands",
                 "Everyone", "Name our organisation", "Ana Kovač", "Sent for review", "not limited"):  # fmt: skip
        assert text in page, text


def test_there_is_no_page_for_what_is_no_contribution(client, user):
    assert client.get("/review/CS-2026-9999/").status_code == 404
    held = contribution_in(State.SUBMITTED, contributor())
    assert client.get(reverse("review_decide", args=[held.reference, "submit"])).status_code == 404


def test_who_accepts_without_taking_it_first_has_it_open_from_then_on(client, user):
    held = contribution_in(State.SUBMITTED, contributor())
    assert moderation.approve(contribution=held, by=user).taken_at is not None


def test_who_has_it_open_is_said_and_it_can_be_taken_over_and_laid_back(client, user):
    held = contribution_in(State.SUBMITTED, contributor())
    other = reviewer(first_name="Ana", last_name="Kovač")
    moderation.hand_over(contribution=held, by=other, to=other)
    page = opened(client, held)
    assert "Ana Kovač has had it open since" in page
    assert "Take it over" in page
    assert "Ana Kovač has had it open since" in asked(client, held, "approve"), "said again before a decision"
    client.post(reverse("review_take", args=[held.reference]))
    held.refresh_from_db()
    assert held.reviewer == user
    assert "You have had it open since" in opened(client, held)
    client.post(reverse("review_take", args=[held.reference]), {"lay_back": "1"})
    held.refresh_from_db()
    assert held.reviewer is None


def test_the_author_reads_it_and_decides_nothing(client):
    author = member(Role.REVIEWER, new_organisation())
    held = contribution_in(State.SUBMITTED, author)
    client.force_login(author)
    page = opened(client, held)
    assert "another reviewer decides about it" in page
    assert reverse("review_decide", args=[held.reference, "approve"]) not in page
    assert "This cannot be done now, or not by you" in asked(client, held, "approve")
    answer = decided(client, held, "approve", read="on", verification="none")
    assert "another reviewer decides about it" in answer.content.decode()
    assert state_of(held) == State.SUBMITTED
    client.post(reverse("review_take", args=[held.reference]))
    held.refresh_from_db()
    assert held.reviewer is None


def test_changes_are_asked_for(client, user):
    held = contribution_in(State.SUBMITTED, contributor())
    assert "the contributor can change the text again" in asked(client, held, "ask-for-changes")
    decided(client, held, "ask-for-changes", text="How old was she?")
    assert state_of(held) == State.CHANGES_ASKED
    assert "How old was she?" in opened(client, held)


@pytest.mark.parametrize(
    ("action", "sentence"),
    [("ask-for-changes", "Write what should be changed or answered."), ("decline", "Write why it is not taken.")],
)
def test_a_question_or_refusal_without_words_is_not_sent(client, user, action, sentence):
    held = contribution_in(State.SUBMITTED, contributor())
    assert sentence in decided(client, held, action).content.decode()
    assert state_of(held) == State.SUBMITTED


def test_accepting_asks_whether_it_was_read_and_keeps_the_note(client, user):
    held = contribution_in(State.SUBMITTED, contributor())
    page = decided(client, held, "approve", text="A careful note.").content.decode()
    assert "Read it to the end, then tick this." in page
    assert "A careful note." in page
    assert state_of(held) == State.SUBMITTED
    decided(client, held, "approve", read="on", verification="none", text="A careful note.")
    assert state_of(held) == State.APPROVED
    assert held.events.last().text == "A careful note."


def test_a_decision_about_a_text_that_has_changed_meanwhile_is_not_taken(client, user):
    held = contribution_in(State.SUBMITTED, contributor())
    version = held.page.latest_revision_id
    held.item.save_revision()
    page = decided(
        client, held, "approve", read="on", verification="none", text="A careful note.", version=version
    ).content.decode()
    assert "The text has changed since you opened this page." in page
    assert "A careful note." in page
    assert state_of(held) == State.SUBMITTED


def test_what_somebody_else_decided_meanwhile_is_said_and_nothing_typed_is_lost(client, user):
    held = contribution_in(State.SUBMITTED, contributor())
    moderation.decline(contribution=held, by=reviewer(), text="No.")
    page = decided(client, held, "ask-for-changes", text="A long question.").content.decode()
    assert "A long question." in page
    assert "The state is: Not taken" in page
    assert state_of(held) == State.DECLINED


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"audience": "public"}, "anyone can read it, at once"),
        ({"audience": "network"}, "the members of the network can read it, and nobody else, at once"),
        ({"audience": "public", "shared_from": date(2099, 12, 1)}, "anyone can read it, from 1 December 2099"),
        ({"audience": "network", "shared_from": date(2099, 12, 1)}, "and nobody else, from 1 December 2099"),
        ({"audience": "public", "shared_until": date(2099, 12, 31)}, "Its last day is 31 December 2099"),
    ],
)
def test_who_will_read_it_and_from_when_is_said_before_it_is_published(client, user, values, sentence):
    held = contribution_in(State.APPROVED, contributor(), **values)
    assert sentence in asked(client, held, "publish")
    assert state_of(held) == State.APPROVED, "reading the page does nothing"


def test_it_is_published_by_the_button(client, user):
    held = contribution_in(
        State.APPROVED, contributor(), audience="public", topics=["compensation"], exploitation_countries=("NL",)
    )
    page = decided(client, held, "publish").content.decode()
    assert state_of(held) == State.PUBLISHED
    address = held.item.get_absolute_url()
    assert f'<a href="{address}">Read it as others do</a>' in page
    client.logout()
    assert client.get(address).status_code == 200


def test_what_is_published_for_a_later_day_says_from_when_it_is_read_and_leads_nowhere(client):
    owner, user = contributor(), reviewer()
    held = contribution_in(State.APPROVED, owner, audience="public", shared_from=date(2099, 12, 1))
    client.force_login(user)
    decided(client, held, "publish")
    for who, name in ((user, "review"), (owner, "contribution")):
        client.force_login(who)
        page = client.get(reverse(name, args=[held.reference])).content.decode()
        assert "Readers see it from 1 December 2099." in page, name
        assert held.item.get_absolute_url() not in page, name


def test_who_may_not_read_what_their_organisation_shared_within_the_network_is_led_to_no_page(client, monkeypatch):
    owner = contributor()
    held = contribution_in(State.PUBLISHED, owner, audience="network")
    client.force_login(owner)
    address = held.item.get_absolute_url()
    for may_read in (True, False):
        monkeypatch.setattr("catalogue.visibility.can_read_network", lambda user, may=may_read: may)
        page = client.get(reverse("contribution", args=[held.reference])).content.decode()
        assert (address in page) == may_read == (client.get(address).status_code == 200)


def test_it_is_handed_to_somebody_who_may_decide(client, user):
    author = member(Role.REVIEWER, new_organisation(), first_name="Author")
    held = contribution_in(State.SUBMITTED, author)
    other = reviewer(first_name="Zoe", last_name="Other")
    page = asked(client, held, "hand-over")
    assert "Zoe Other" in page
    assert f'value="{author.pk}"' not in page
    decided(client, held, "hand-over", to=other.pk)
    held.refresh_from_db()
    assert held.reviewer == other


def test_what_was_changed_since_the_last_decision_is_marked_word_by_word(client, user):
    held = contribution_in(State.SUBMITTED, contributor(), what_happened="She came in March to a <farm> near Lodz.")
    moderation.ask_for_changes(contribution=held, by=user, text="Leave out the town.")
    item = held.item
    item.what_happened = "She came in spring to a <farm> near a town."
    item.save_revision()
    page = opened(client, held)
    for piece in ("<del>March</del><ins>spring</ins>", "<del>Lodz.</del>", "to a &lt;farm&gt; near"):
        assert piece in page, piece
    moderation.resubmit(contribution=held, by=held.contributor)
    moderation.approve(contribution=held, by=user)
    assert "<del>March</del>" not in opened(client, held), "the newest version is the one that was accepted"


def test_the_page_takes_as_many_statements_whatever_it_shows(client, user, django_assert_max_num_queries):
    # Reading a version takes Wagtail three statements for each of its topics.
    small = contribution_in(State.SUBMITTED, contributor(), topics=["compensation"])
    large = contribution_in(
        State.SUBMITTED, contributor(), topics=["compensation"], origin_countries=("BG", "RO"), result="It ended well."
    )
    for _ in range(5):
        moderation.hand_over(contribution=large, by=user, to=user)
    opened(client, small)
    for held in (small, large):
        with django_assert_max_num_queries(30):
            opened(client, held)


def test_a_long_question_that_is_sent_after_the_session_ended_comes_back_whole(client):
    held = contribution_in(State.SUBMITTED, contributor())
    question = "How old was she, and who has seen the papers that were given to the police?"
    page = decided(client, held, "ask-for-changes", text=question).content.decode()
    assert "You have been signed out" in page
    assert question in page
    assert f'action="{reverse("review_decide", args=[held.reference, "ask-for-changes"])}"' in page
    assert state_of(held) == State.SUBMITTED
