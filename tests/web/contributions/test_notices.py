"""At each step those whom it concerns get an e-mail with a link that works, in their language and without any text of the case."""

from django.conf import settings
from django.core import mail

import pytest

from accounts.roles import Role
from contributions.models import Contribution
from contributions.services import moderation
from contributions.states import State
from tests.contributing import contribution_in, contributor, make_draft, member, reviewer
from tests.factories import case_study, new_organisation
from tests.web.planting import LOWER, MARKER

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """Do something and return who was told what: (address, subject) of each mail, in order."""

    def run(do, **given):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do(**given)
        return sorted((mail.to[0], mail.subject.rpartition(": ")[2]) for mail in mail.outbox)

    return run


def test_each_step_tells_the_other_side_and_sending_also_the_sender(told):
    owner = contributor(email="owner@example.org")
    one, two = reviewer(email="one@example.org"), reviewer(email="two@example.org")
    draft = make_draft(owner)
    complete = {"topics": ["compensation"], "exploitation_countries": ("NL",)}
    page = case_study(live=False, organisation=draft.organisation, **complete)
    sent = told(moderation.submit, draft=draft, page=page.page_ptr, reference=page.reference, by=owner)
    assert sent == [
        ("one@example.org", "new, to be read"),
        ("owner@example.org", "we have it"),
        ("two@example.org", "new, to be read"),
    ]
    held = Contribution.objects.get()
    # From here on whoever took it is told, and not every reviewer.
    assert told(moderation.hand_over, contribution=held, by=one, to=two) == [("two@example.org", "for you to read")]
    asked = told(moderation.ask_for_changes, contribution=held, by=two, text="How old?")
    assert asked == [("owner@example.org", "a question for you")]
    assert told(moderation.answer, contribution=held, by=owner, text="An adult.") == [("two@example.org", "an answer")]
    assert told(moderation.resubmit, contribution=held, by=owner) == [("two@example.org", "sent again")]
    assert told(moderation.approve, contribution=held, by=two) == [("owner@example.org", "accepted")]
    assert told(moderation.publish, contribution=held, by=two) == [("owner@example.org", "published")]
    wish = told(moderation.ask_for_correction, contribution=held, by=owner, text="The year is wrong.")
    assert wish == [("two@example.org", "a correction is asked for")]
    wish = told(moderation.ask_for_withdrawal, contribution=held, by=owner, text="She wishes it.")
    # Somebody may be recognised: this waits for nobody in particular.
    assert wish == [("one@example.org", "to be withdrawn"), ("two@example.org", "to be withdrawn")]


def test_who_takes_something_back_is_not_told_of_it(told):
    held = contribution_in(State.SUBMITTED, contributor(email="owner@example.org"))
    reviewer(email="one@example.org")
    sent = told(moderation.withdraw, contribution=held, by=held.contributor)
    assert ("one@example.org", "taken back") in sent
    assert "owner@example.org" not in dict(sent)


def test_a_reviewer_is_not_asked_to_read_what_they_wrote(told):
    author = member(Role.REVIEWER, new_organisation(), email="author@example.org")
    draft = make_draft(author)
    page = case_study(live=False, organisation=draft.organisation)
    sent = told(moderation.submit, draft=draft, page=page.page_ptr, reference=page.reference, by=author)
    assert sent == [("author@example.org", "we have it")]


def test_a_mail_holds_the_reference_and_a_link_and_nothing_that_somebody_wrote(told, client):
    owner = contributor(email="owner@example.org", language="fr", first_name=MARKER)
    held = contribution_in(State.SUBMITTED, owner, title=f"{MARKER} title", what_happened=f"{MARKER} happened.")
    told(moderation.ask_for_changes, contribution=held, by=reviewer(), text=f"{MARKER} question")
    (sent,) = mail.outbox
    assert LOWER not in f"{sent.subject}{sent.body}".lower()
    link = next(
        line for line in sent.body.splitlines() if line.startswith(settings.SITE_URL) and held.reference in line
    )
    client.force_login(owner)
    assert link.removeprefix(settings.SITE_URL).startswith("/fr/")
    assert client.get(link.removeprefix(settings.SITE_URL)).status_code == 200


def test_the_link_of_a_reviewer_works(told, client):
    other = reviewer(email="one@example.org")
    owner = contributor()
    draft = make_draft(owner)
    page = case_study(live=False, organisation=draft.organisation)
    told(moderation.submit, draft=draft, page=page.page_ptr, reference=page.reference, by=owner)
    body = next(sent.body for sent in mail.outbox if sent.to == ["one@example.org"])
    link = next(line for line in body.splitlines() if page.reference in line and "://" in line)
    client.force_login(other)
    assert client.get(link.removeprefix(settings.SITE_URL)).status_code == 200


def test_mails_are_in_the_language_in_which_somebody_signed_in_last(client):
    user = contributor()
    user.set_password("a-long-enough-password")
    user.save()
    user.emailaddress_set.update(verified=True)
    client.post("/nl/accounts/login/", {"login": user.email, "password": "a-long-enough-password"})
    user.refresh_from_db()
    assert user.language == "nl"


def test_all_reviewers_are_told_when_whoever_held_it_has_left(told):
    owner, one, two = contributor(), reviewer(email="one@example.org"), reviewer(email="two@example.org")
    held = contribution_in(State.SUBMITTED, owner)
    moderation.hand_over(contribution=held, by=two, to=two)
    moderation.ask_for_changes(contribution=held, by=two, text="How old?")
    type(two).objects.filter(pk=two.pk).update(is_active=False)
    addresses = [
        address for address, _subject in told(moderation.answer, contribution=held, by=owner, text="An adult.")
    ]
    assert one.email in addresses
    assert two.email not in addresses


def test_closed_accounts_get_no_mail(told):
    owner, by = contributor(email="owner@example.org"), reviewer(email="one@example.org")
    held = contribution_in(State.SUBMITTED, owner)
    gone = reviewer(email="gone@example.org", is_active=False)
    moderation.hand_over(contribution=held, by=by, to=by)
    type(owner).objects.filter(pk=owner.pk).update(is_active=False)
    assert told(moderation.ask_for_changes, contribution=held, by=by, text="How old?") == []
    type(owner).objects.filter(pk=owner.pk).update(is_active=True)
    owner.refresh_from_db()
    Contribution.objects.filter(pk=held.pk).update(reviewer=None)
    addresses = [address for address, _subject in told(moderation.resubmit, contribution=held, by=owner)]
    assert by.email in addresses
    assert gone.email not in addresses
