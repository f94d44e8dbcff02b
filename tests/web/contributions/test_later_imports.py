"""A file with ids that were brought before changes what is not published, and makes nothing double."""

from django.test import Client
from django.urls import reverse

import pytest

from cases.models import CaseStudyPage
from contributions.importing.verdicts import verdict_on
from contributions.models import Contribution, ContributionEvent, Draft, ImportRow
from contributions.services import moderation
from contributions.services.drafts import Base, Conflict, save_answers
from contributions.states import State
from tests.contributing import contributor, reviewer
from tests.factories import court_case
from tests.web.contributions.spreadsheets import GOOD, HEADER, checked, go_on, made, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_the_same_file_again_changes_nothing(client, owner):
    made(client, xlsx(HEADER, GOOD))
    _address, page = checked(client, xlsx(HEADER, GOOD))
    assert "There is nothing to make." in page
    assert ImportRow.objects.latest("pk").state == "unchanged"
    assert Contribution.objects.count() == 1


def test_an_ecli_that_an_unpublished_case_of_others_has_is_no_change(client, owner):
    court_case(ecli="ECLI:NL:HR:2020:1", live=False)
    header, kind = ["id", "facts", "audience", "ecli"], "court_case"
    rows = [["1", "Facts.", "network", "ECLI:NL:HR:2020:1"], ["2", "Others.", "network", "ECLI:NL:HR:2020:2"]]
    made(client, xlsx(header, *rows), kind=kind)
    _address, page = checked(client, xlsx(header, *rows), kind=kind)
    assert "There is nothing to make." in page
    assert [row.changes for row in ImportRow.objects.order_by("-pk")[:2]] == [[], []]
    # Nor is it where a reviewer has opened the drafts again.
    for held in Contribution.objects.all():
        moderation.ask_for_changes(contribution=held, by=reviewer(), text="How old was she?")
    checked(client, xlsx(header, *rows), kind=kind)
    assert [row.changes for row in ImportRow.objects.order_by("-pk")[:2]] == [[], []]


def test_a_later_file_changes_what_lies_with_the_reviewers_and_it_has_to_be_accepted_again(client, owner):
    made(client, xlsx([*HEADER, "title"], [*GOOD, "A waitress"]))
    held = Contribution.objects.get()
    moderation.approve(contribution=held, by=reviewer())
    address, page = checked(client, xlsx(HEADER, ["A-1", "A woman was promised other work.", "network"]))
    assert "Differs in: <code>what_happened</code>" in page
    assert ImportRow.objects.latest("pk").changes == ["what_happened"]
    client.post(address, {"confirmed": "on"})
    go_on(client, address)
    held.refresh_from_db()
    page = CaseStudyPage.objects.get()
    assert (page.title, page.what_happened) == ("A waitress", "A woman was promised other work.")
    assert (held.state, held.approved_by, held.approved_revision) == (State.SUBMITTED, None, None)
    assert held.draft.is_sent
    assert ContributionEvent.objects.filter(action="renew").count() == 1


def test_what_a_reviewer_took_out_stays_out_of_columns_that_a_later_file_has_not(client, owner):
    made(client, xlsx([*HEADER, "result"], [*GOOD, "Quagga."]))
    page = CaseStudyPage.objects.get()
    page.result = ""
    page.save_revision(user=reviewer(), clean=False)
    made(client, xlsx(HEADER, ["A-1", "Other words.", "network"]))
    newest = CaseStudyPage.objects.get().get_latest_revision_as_object()
    assert (newest.what_happened, newest.result) == ("Other words.", "")


def test_a_later_file_answers_a_reviewer_who_asked_for_changes(client, owner):
    made(client, xlsx(HEADER, GOOD))
    moderation.ask_for_changes(contribution=Contribution.objects.get(), by=reviewer(), text="How old was she?")
    made(client, xlsx(HEADER, ["A-1", "A woman of 30 was promised work.", "network"]))
    assert Contribution.objects.get().state == State.SUBMITTED
    assert CaseStudyPage.objects.get().what_happened == "A woman of 30 was promised work."


def test_a_form_that_was_opened_before_a_later_file_came_replaces_nothing_of_it(client, owner):
    made(client, xlsx(HEADER, GOOD))
    held, by = Contribution.objects.get(), reviewer()
    moderation.ask_for_changes(contribution=held, by=by, text="How old was she?")
    opened = Base(Draft.objects.get().version)
    made(client, xlsx(HEADER, ["A-1", "A woman of 30 was promised work.", "network"]))
    moderation.ask_for_changes(contribution=held, by=by, text="And where?")
    with pytest.raises(Conflict):
        save_answers(draft=Draft.objects.get(), by=owner, base=opened, answers={"what_happened": "In the north."})


def test_a_later_file_says_another_language(client, owner):
    made(client, xlsx([*HEADER, "language"], [*GOOD, "en"]))
    made(client, xlsx([*HEADER, "language"], [*GOOD, "French"]))
    assert ImportRow.objects.latest("pk").changes == ["language"]
    assert CaseStudyPage.objects.get().get_latest_revision_as_object().language == "fr"


def test_what_a_colleague_is_writing_on_the_site_is_left_and_said(client, owner):
    made(client, xlsx(HEADER, GOOD))
    held = Contribution.objects.get()
    moderation.ask_for_changes(contribution=held, by=reviewer(), text="How old was she?")
    colleague = Client()
    colleague.force_login(contributor(held.organisation))
    typed = {"version": 99, "asked": "what_happened", "what_happened": "Typed, and not sent yet."}
    address, page = checked(client, xlsx(HEADER, ["A-1", "Other words.", "network"]))
    assert "Differs in: <code>what_happened</code>" in page
    # Between the confirmation and the work somebody writes; afterwards the file is brought again.
    assert colleague.post(reverse("draft_autosave", args=[held.draft.key, "story"]), typed).status_code == 200
    client.post(address, {"confirmed": "on"})
    for page in (go_on(client, address), checked(client, xlsx(HEADER, ["A-1", "Other words.", "network"]))[1]):
        assert "Somebody is writing on this case on the site." in page
    held.refresh_from_db()
    assert held.state == State.CHANGES_ASKED
    assert Draft.objects.get().answers["what_happened"] == "Typed, and not sent yet."


def test_what_is_typed_while_a_row_is_made_is_not_overwritten(client, owner, monkeypatch):
    made(client, xlsx(HEADER, GOOD))
    held = Contribution.objects.get()
    moderation.ask_for_changes(contribution=held, by=reviewer(), text="How old was she?")

    def slowly(row, of_import, **more):
        verdict = verdict_on(row, of_import, **more)
        if more:
            draft = Draft.objects.get()
            save_answers(draft=draft, by=owner, base=Base(draft.version), answers={"what_happened": "Typed."})
        return verdict

    monkeypatch.setattr("contributions.services.importing.verdict_on", slowly)
    assert "Somebody is writing on this case" in made(client, xlsx(HEADER, ["A-1", "Other words.", "network"]))
    held.refresh_from_db()
    assert (held.state, held.draft.answers["what_happened"]) == (State.CHANGES_ASKED, GOOD[1])


def test_what_is_published_is_left_and_said(client, owner):
    made(client, xlsx(HEADER, GOOD))
    held = Contribution.objects.get()
    held.state, held.draft = State.PUBLISHED, None
    held.save()
    _address, page = checked(client, xlsx(HEADER, ["A-1", "Other words.", "network"]))
    assert f"It is published already as {held.reference}." in page
    assert "There is nothing to make." in page


def test_an_id_is_of_one_organisation_and_one_kind(client, owner):
    made(client, xlsx(HEADER, GOOD))
    made(client, xlsx(["id", "facts", "audience"], ["A-1", "Facts.", "public"]), kind="court_case")
    client.force_login(contributor())
    made(client, xlsx(HEADER, GOOD))
    assert Contribution.objects.count() == 3
