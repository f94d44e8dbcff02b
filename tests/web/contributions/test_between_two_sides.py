"""What contributors and reviewers do to the same text one after the other: nothing comes back, nothing is read by the wrong side."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest

from accounts.roles import Role
from cases.models import CaseStudyPage
from contributions.models import Contribution, Draft
from contributions.permissions import may_decide
from contributions.refusals import NotPossible
from contributions.services import moderation, sending
from contributions.services.drafts import Base, save_answers
from contributions.states import State
from files.models import RepositoryFile
from tests.contributing import contribution_in, contributor, make_draft, member, reviewer
from tests.makers import make_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

STORY = "Maria was promised work in a restaurant in Plovdiv."


@pytest.fixture
def sent(client, owner):
    """Return a contribution that was sent with a file."""
    draft = make_draft(owner, answers={"what_happened": STORY, "audience": "public"}, language="en")
    upload(client, draft)
    send(client, draft)
    return Contribution.objects.get()


def upload(client, draft):
    file = SimpleUploadedFile("with-her-name.pdf", make_pdf(["Her name is Zelda"]))
    client.post(reverse("draft_files", args=[draft.key]), {"file": file})


def send(client, draft):
    return client.post(reverse("draft_check", args=[draft.key]), {"confirmed": "on"})


def save(client, draft, step, **values):
    draft.refresh_from_db()
    sent = {"version": draft.version, "asked": " ".join(values), **values}
    assert client.post(reverse("draft_step", args=[draft.key, step]), sent).status_code == 302


def rewrite(held, by, **values):
    """Change the newest version as the admin does."""
    page = CaseStudyPage.objects.get(pk=held.page_id).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision(user=by, clean=False)


def test_what_a_reviewer_took_out_does_not_come_back_when_it_is_sent_again(client, sent):
    by = reviewer()
    texts = {"title": "A promise", "summary": "A promise of work.", "what_happened": "A woman was promised work."}
    rewrite(sent, by, **texts, year_from=2021, year_to=2021)
    moderation.ask_for_changes(contribution=sent, by=by, text="Was she an adult?")
    page = client.get(reverse("draft_step", args=[sent.draft.key, "story"])).content.decode()
    assert "A woman was promised work." in page
    assert "Plovdiv" not in page
    send(client, sent.draft)
    newest = CaseStudyPage.objects.get().get_latest_revision_as_object()
    assert (newest.what_happened, newest.title, newest.year_from) == ("A woman was promised work.", "A promise", 2021)


@pytest.mark.parametrize("rewritten", [False, True])
def test_what_a_reviewer_takes_out_of_an_open_case_stays_out_or_is_shown_to_have_come_back(client, sent, rewritten):
    by = reviewer()
    moderation.ask_for_changes(contribution=sent, by=by, text="Which year?")
    texts = {"title": "A promise", "summary": "A promise of work."}
    rewrite(sent, by, **texts, what_happened="A woman was promised work in a restaurant.")
    draft = sent.draft
    save(client, draft, "about", year_from="2021", year_to="2021")
    save(client, draft, "story", what_happened=f"{STORY} She fled." if rewritten else STORY)
    assert ("Maria" in client.get(reverse("draft_check", args=[draft.key])).content.decode()) is rewritten
    send(client, draft)
    newest = CaseStudyPage.objects.get().get_latest_revision_as_object()
    assert ("Maria" in newest.what_happened, newest.year_from) == (rewritten, 2021)
    client.force_login(reviewer())
    changes = client.get(reverse("review", args=[sent.reference])).content.decode()
    assert f"<{'ins' if rewritten else 'del'}>Maria" in changes


def test_a_file_that_is_taken_out_leaves_the_store(client, sent):
    assert RepositoryFile.objects.count() == 1
    moderation.ask_for_changes(contribution=sent, by=reviewer(), text="Please take the file out.")
    draft = Draft.objects.get()
    client.post(reverse("draft_file_remove", args=[draft.key, draft.files.get().pk]))
    send(client, draft)
    assert not RepositoryFile.objects.exists()


def test_who_changed_the_text_last_does_not_accept_it(sent):
    by = reviewer()
    rewrite(sent, by, what_happened="All words are the reviewer's.")
    with pytest.raises(NotPossible, match="The newest version of the text is yours"):
        moderation.approve(contribution=sent, by=by)
    assert moderation.approve(contribution=sent, by=reviewer()).state == State.APPROVED


def test_who_changed_the_draft_of_a_colleague_decides_nothing_about_it(client, owner, sent):
    colleague = member(Role.REVIEWER, sent.organisation)
    assert may_decide(colleague, sent)
    moderation.ask_for_changes(contribution=sent, by=reviewer(), text="How old?")
    draft = Draft.objects.get()
    save_answers(
        draft=draft, by=colleague, base=Base(draft.version), answers={"what_happened": "Words of a colleague."}
    )
    send(client, draft)
    held = Contribution.objects.get()
    assert not may_decide(colleague, held)
    assert not may_decide(owner, held)
    with pytest.raises(NotPossible):
        moderation.approve(contribution=held, by=colleague)


def test_what_was_sent_is_not_copied_in_the_admin(client, sent):
    client.force_login(member(Role.COORDINATOR, sent.organisation))
    address = reverse("wagtailadmin_pages:copy", args=[sent.page_id])
    assert client.get(address).status_code in {302, 403}
    moderation.withdraw(contribution=sent, by=sent.contributor)
    assert client.get(address).status_code in {302, 403}
    assert CaseStudyPage.objects.count() == 1
    published = contribution_in(State.PUBLISHED, contributor())
    assert client.get(reverse("wagtailadmin_pages:copy", args=[published.page_id])).status_code == 200


def test_what_reviewers_note_for_each_other_is_not_shown_to_contributors(client, sent):
    one, two = reviewer(), reviewer()
    moderation.hand_over(contribution=sent, by=one, to=two, text="I do not trust this.")
    moderation.ask_for_changes(contribution=sent, by=two, text="How old was she?")
    page = client.get(reverse("contribution", args=[sent.reference])).content.decode()
    assert "I do not trust this." not in page
    assert "How old was she?" in page
    draft = client.get(reverse("draft", args=[Draft.objects.get().key])).content.decode()
    assert "I do not trust this." not in draft
    assert "How old was she?" in draft


def test_who_left_the_organisation_sends_nothing_in_its_name(client, owner):
    draft = make_draft(owner, answers={"what_happened": STORY, "audience": "public"})
    owner.memberships.all().delete()
    elsewhere = contributor()
    owner.memberships.create(organisation=elsewhere.organisations.get())
    assert send(client, draft).status_code == 404
    assert not Contribution.objects.exists()


def test_a_draft_of_what_was_not_taken_is_closed(client, sent):
    by = reviewer()
    moderation.ask_for_changes(contribution=sent, by=by, text="How old?")
    moderation.decline(contribution=sent, by=by, text="It is told already.")
    draft = Draft.objects.get()
    assert client.get(reverse("draft", args=[draft.key])).url == reverse("contribution", args=[sent.reference])
    assert send(client, draft).status_code == 302
    assert Contribution.objects.get().state == State.DECLINED


def test_erasing_an_item_by_command_leaves_nothing_of_its_contribution(sent):
    moderation.ask_for_changes(contribution=sent, by=reviewer(), text="Was it in Plovdiv?")
    call_command("erase_item", sent.reference, yes=True, verbosity=0)
    held = Contribution.objects.get()
    assert (held.page_id, held.draft_id, held.state) == (None, None, State.ERASED)
    assert not Draft.objects.exists()
    assert not RepositoryFile.objects.exists()
    assert set(held.events.values_list("text", flat=True)) == {""}


def test_a_wish_to_withdraw_reaches_all_reviewers_and_stands_first_in_the_queue(
    client, owner, mailoutbox, django_capture_on_commit_callbacks
):
    held = contribution_in(State.PUBLISHED, owner)
    contribution_in(State.SUBMITTED, owner)
    left, other = held.reviewer, reviewer(email="other@example.org")
    left.is_active = False
    left.save()
    with django_capture_on_commit_callbacks(execute=True):
        moderation.ask_for_withdrawal(contribution=held, by=owner, text="She is recognised.")
    assert "other@example.org" in {mail.to[0] for mail in mailoutbox}
    client.force_login(other)
    page = client.get(reverse("review_queue")).content.decode()
    first = page.partition('href="/review/C')[2]
    assert first.startswith(held.reference[1:])
    assert "Asked for withdrawal" in page


def test_contributors_do_not_learn_who_reviews(client, owner):
    by = reviewer(first_name="Rosa", last_name="Quince", email="quince@example.org")
    held = contribution_in(State.SUBMITTED, owner)
    moderation.hand_over(contribution=held, by=by, to=by)
    moderation.ask_for_changes(contribution=held, by=by, text="How old was she?")
    for address in (reverse("my_contributions"), reverse("contribution", args=[held.reference])):
        page = client.get(address).content.decode()
        assert held.reference in page
        assert not [name for name in ("Rosa", "Quince", "quince@") if name in page], address
    assert "How old was she?" in page


def test_a_question_takes_an_acceptance_back(owner):
    held = contribution_in(State.APPROVED, owner)
    held = moderation.ask_for_changes(contribution=held, by=reviewer(), text="How old was she?")
    held.refresh_from_db()
    assert (held.approved_by, held.approved_revision) == (None, None)


def test_a_translation_into_what_is_now_the_language_of_the_text_is_said(client, sent):
    by = reviewer()
    rewrite(sent, by, translations=[{"language": "fr", "title": "Une promesse", "summary": "Du travail promis."}])
    moderation.ask_for_changes(contribution=sent, by=by, text="Is it in English?")
    Draft.objects.filter(pk=sent.draft_id).update(language="fr")
    answer = send(client, sent.draft)
    assert answer.status_code == 200
    assert "The text itself is in this language: French." in answer.content.decode()
    sent.refresh_from_db()
    assert sent.state == State.CHANGES_ASKED


@pytest.mark.parametrize(("state", "service"), [(State.CHANGES_ASKED, sending.send), (State.SUBMITTED, sending.renew)])
def test_sending_again_holds_the_page_before_the_draft_as_decisions_do(state, service):
    held = contribution_in(state, contributor())
    Draft.objects.update(answers={"what_happened": STORY, "audience": "network"})
    draft, by = Draft.objects.get(), held.contributor
    with CaptureQueriesContext(connection) as asked:
        service(draft=draft, by=by)
    read = [query["sql"].partition(" FROM ")[2] for query in asked.captured_queries]
    of_page, of_draft = (
        next(place for place, sql in enumerate(read) if sql.startswith(f'"{table}"'))
        for table in ("wagtailcore_page", "contributions_draft")
    )
    assert of_page < of_draft, "on PostgreSQL two that hold each a half wait for each other"
