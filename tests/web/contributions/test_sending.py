"""Sending a draft: what is compulsory, what becomes of it, and that it happens once."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import pytest

from cases.models import CaseStudyPage, CourtCasePage
from catalogue.models import CatalogueEntry
from contributions.models import Contribution, Draft, DraftFile
from contributions.services import moderation, sending
from contributions.states import State
from tests.contributing import contribution_in, make_draft, reviewer
from tests.factories import court_case
from tests.hostile.odt import odt
from tests.makers import make_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

STORY = "A woman was promised work in a restaurant. After four months she went to a counselling centre."


def ready(owner, **answers):
    return make_draft(owner, answers={"what_happened": STORY, "audience": "network", **answers}, language="en")


def send(client, draft, **values):
    return client.post(reverse("draft_check", args=[draft.key]), {"confirmed": "on", **values})


def test_a_text_an_audience_and_a_confirmation_are_enough(client, owner):
    draft = ready(owner)
    answer = send(client, draft)
    held = Contribution.objects.get()
    assert answer.url == reverse("contribution", args=[held.reference])
    assert (held.state, held.contributor, held.organisation) == (State.SUBMITTED, owner, draft.organisation)
    page = CaseStudyPage.objects.get()
    assert (page.live, page.audience, page.what_happened) == (False, "network", STORY)
    assert page.organisation_naming == "unnamed"
    assert page.title == "A woman was promised work in a restaurant. After four months she went to a…"
    assert page.summary == STORY
    assert page.latest_revision is not None
    assert not CatalogueEntry.objects.exists()
    assert "Sent for review" in client.get(answer.url).content.decode()


def test_without_the_confirmation_nothing_is_sent(client, owner):
    draft = ready(owner)
    answer = client.post(reverse("draft_check", args=[draft.key]))
    assert "Tick the box to confirm it" in answer.content.decode()
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("answers", "said", "step"),
    [
        ({"what_happened": "  "}, "Write what happened.", "story"),
        ({"audience": ""}, "Choose who may read it.", "sharing"),
        ({"year_from": "20x1"}, "Enter a whole number.", "about"),
        ({"year_from": "2019", "year_to": "2005"}, "Choose a last year that is not before the first", "about"),
        ({"topics_more": "xyzzy"}, "“xyzzy” is not known.", "about"),
        ({"kept_until": "2020-01-01"}, "This day is over.", "sharing"),
        ({"shared_from": "2026-05-01", "shared_until": "2026-01-01"}, "Choose a last day", "sharing"),
    ],
)
def test_what_is_in_the_way_is_said_with_the_step_to_go_to(client, owner, answers, said, step):
    draft = ready(owner, **answers)
    page = send(client, draft).content.decode()
    assert said in page
    assert f'href="{reverse("draft_step", args=[draft.key, step])}#' in page
    assert not Contribution.objects.exists()


def test_all_that_is_in_the_way_is_said_at_once(client, owner):
    draft = ready(owner, what_happened="", year_from="2019", year_to="2005")
    page = send(client, draft).content.decode()
    assert "Write what happened." in page
    assert "Choose a last year that is not before the first" in page


@pytest.mark.parametrize(
    ("answers", "said", "unsaid"),
    [
        ({"compensation_amount": "much", "compensation_currency": "EUR"}, "Enter a number.", "next to an amount"),
        ({"consent": "person", "consent_date": "in May"}, "Enter a valid date", "Say on which day"),
        ({"audience": ""}, "Choose who may read it.", "the network only, or everyone"),
    ],
)
def test_what_cannot_be_read_yet_is_not_said_to_contradict_anything(client, owner, answers, said, unsaid):
    draft = make_draft(owner, kind="court_case", answers={"facts": STORY, "audience": "network", **answers})
    page = send(client, draft).content.decode()
    assert said in page
    assert unsaid not in page


def test_one_year_is_both_the_first_and_the_last(client, owner):
    send(client, ready(owner, year_from="2021"))
    page = CaseStudyPage.objects.get()
    assert (page.year_from, page.year_to) == (2021, 2021)


def test_a_double_click_sends_once(client, owner):
    draft = ready(owner)
    assert send(client, draft).url == send(client, draft).url
    assert Contribution.objects.count() == CaseStudyPage.objects.count() == 1


def test_two_clicks_at_the_same_moment_send_once(owner):
    """The second has read the draft before the first was done."""
    draft = ready(owner)
    assert sending.send(draft=draft, by=owner) == sending.send(draft=draft, by=owner)
    assert Contribution.objects.count() == CaseStudyPage.objects.count() == 1


def test_answers_become_the_fields_of_the_page(client, owner):
    answers = {
        "title": "A waitress", "year_from": "2020", "year_to": "2021", "exploitation_countries": ["DE"],
        "acts": ["recruitment"], "purposes": ["forced_labour"], "topics": ["compensation"], "content_note": "on",
        "organisation_naming": "unnamed", "gender": "female",
    }  # fmt: skip
    send(client, ready(owner, **answers))
    page = CaseStudyPage.objects.get()
    assert (page.title, page.year_from, page.year_to) == ("A waitress", 2020, 2021)
    assert (page.exploitation_countries, page.acts, page.purposes) == (("DE",), ("recruitment",), ("forced_labour",))
    assert [topic.slug for topic in page.topics.all()] == ["compensation"]
    assert (page.content_note, page.organisation_naming, page.gender) == (True, "unnamed", "female")
    newest = page.get_latest_revision_as_object()
    assert [topic.slug for topic in newest.topics.all()] == ["compensation"]


def test_the_sharing_agreement_is_taken_over(client, owner):
    agreed = {"audience": "public", "in_web_search": "no", "consent": "person", "consent_date": "2026-01-05"}
    send(client, ready(owner, **agreed))
    page = CaseStudyPage.objects.get()
    assert (page.audience, page.in_web_search, page.consent) == ("public", False, "person")
    assert page.consent_date == date(2026, 1, 5)
    send(client, ready(owner, audience="public"))
    assert CaseStudyPage.objects.latest("pk").in_web_search is True


def test_consent_of_a_person_has_a_day(client, owner):
    draft = ready(owner, consent="person")
    assert "Say on which day the person agreed." in send(client, draft).content.decode()


def test_what_only_the_network_reads_is_not_asked_about_search_engines(client, owner):
    address = reverse("draft_step", args=[ready(owner).key, "sharing"])
    assert "in_web_search" not in client.get(address).content.decode()
    address = reverse("draft_step", args=[ready(owner, audience="public").key, "sharing"])
    assert "in_web_search" in client.get(address).content.decode()


def test_an_empty_court_case_is_sent_with_its_facts_alone(client, owner):
    draft = make_draft(owner, kind="court_case", answers={"facts": STORY, "audience": "public"})
    send(client, draft)
    page = CourtCasePage.objects.get()
    assert (page.decision_date, page.outcome, page.live) == (None, "", False)


def test_the_ecli_of_another_case_is_no_wall(client, owner):
    ecli = "ECLI:CE:ECHR:2017:0330JUD002188415"
    court_case(ecli=ecli, live=False)
    draft = make_draft(owner, kind="court_case", answers={"facts": STORY, "audience": "public", "ecli": ecli})
    assert send(client, draft).status_code == 302
    assert Contribution.objects.count() == 1


def upload(client, draft, content=None, name="story.pdf"):
    content = make_pdf(["What the centre wrote"]) if content is None else content
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(reverse("draft_files", args=[draft.key]), {"file": file})


def test_files_are_added_removed_and_sent(client, owner):
    draft = ready(owner)
    upload(client, draft, name="first.pdf")
    upload(client, draft, name="second.pdf")
    first = draft.files.get(name="first.pdf")
    client.post(reverse("draft_file_remove", args=[draft.key, first.pk]))
    assert [file.name for file in draft.files.all()] == ["second.pdf"]
    send(client, draft)
    (file,) = CaseStudyPage.objects.get().attachments.all()
    assert (file.title, file.media_type, file.page_count) == ("second.pdf", "pdf", 1)
    assert file.page_texts.get().text.strip() == "What the centre wrote"


def test_a_file_that_is_refused_costs_nothing_else(client, owner, settings):
    draft = ready(owner)
    assert "Only PDF and Word" in upload(client, draft, b"Not a PDF at all", "story.pdf").content.decode()
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    assert "is the most that can be stored" in upload(client, draft).content.decode()
    draft.refresh_from_db()
    assert draft.answers["what_happened"] == STORY
    assert not DraftFile.objects.exists()


def test_a_text_beside_a_file_that_is_refused_stays_in_the_form(client, owner):
    file = SimpleUploadedFile("story.pdf", b"Not a PDF at all")
    values = {"key": "6f1dbb0e-6c8b-4d3f-a9f0-6a1d4ed6f3f1", "kind": "case_study", "text": STORY, "file": file}
    page = client.post(reverse("share"), values).content.decode()
    assert "Only PDF and Word" in page
    assert STORY in page
    assert not Draft.objects.exists()


def test_a_story_is_taken_out_of_a_file(client, owner):
    file = SimpleUploadedFile("story.pdf", make_pdf(["She was promised work"]))
    values = {"key": "6f1dbb0e-6c8b-4d3f-a9f0-6a1d4ed6f3f1", "kind": "case_study", "file": file}
    client.post(reverse("share"), values)
    assert "She was promised work" in Draft.objects.get().answers["what_happened"]


def test_a_story_is_taken_out_of_an_opendocument_file_with_proposals(client, owner):
    body = "<text:p>Eine Frau aus Rumänien wurde 2019 in Deutschland zur Arbeit gezwungen.</text:p>"
    file = SimpleUploadedFile("story.odt", odt(body))
    values = {"key": "6f1dbb0e-6c8b-4d3f-a9f0-6a1d4ed6f3f1", "kind": "case_study", "file": file}
    client.post(reverse("share"), values)
    draft = Draft.objects.get()
    assert "zur Arbeit gezwungen" in draft.answers["what_happened"]
    assert (draft.language, draft.proposals["exploitation_countries"]) == ("de", ["DE"])


def test_after_a_question_the_text_is_changed_and_sent_again(client, owner):
    draft = ready(owner)
    upload(client, draft)
    send(client, draft)
    held = Contribution.objects.get()
    address = reverse("draft", args=[draft.key])
    assert client.get(address).url == reverse("contribution", args=[held.reference])
    moderation.ask_for_changes(contribution=held, by=reviewer(), text="How old was she?")
    assert "How old was she?" in client.get(address).content.decode()
    values = {"version": draft.version, "asked": "what_happened", "what_happened": f"{STORY} She was an adult."}
    client.post(reverse("draft_step", args=[draft.key, "story"]), values)
    send(client, draft)
    held.refresh_from_db()
    assert held.state == State.SUBMITTED
    page = CaseStudyPage.objects.get()
    assert page.what_happened.endswith("She was an adult.")
    assert page.attachments.count() == 1


def test_consent_to_one_case_and_its_end_are_not_copied_to_the_next(client, owner):
    held = contribution_in(
        State.SUBMITTED, owner, consent="person", consent_date=date(2026, 1, 5), kept_until=date(2093, 1, 1)
    )
    client.post(reverse("contribution_copy", args=[held.reference]))
    answers = Draft.objects.get(contribution=None).answers
    assert answers["what_happened"]
    assert not {"consent", "consent_date", "kept_until"} & set(answers)


def test_what_was_sent_is_copied_for_a_similar_case(client, owner):
    send(client, ready(owner, title="A waitress", year_from="2020", acts=["recruitment"], topics=["compensation"]))
    held = Contribution.objects.get()
    answer = client.post(reverse("contribution_copy", args=[held.reference]))
    copied = Draft.objects.get(contribution=None)
    assert answer.url == reverse("draft", args=[copied.key])
    assert copied.answers["what_happened"] == STORY
    assert (copied.answers["year_from"], copied.answers["acts"]) == ("2020", ["recruitment"])
    assert copied.answers["topics"] == ["compensation"]
    assert "title" not in copied.answers


def test_those_who_shared_an_item_see_what_came_of_it(client, owner):
    held = contribution_in(State.PUBLISHED, owner, audience="public")
    page = client.get(reverse("contribution", args=[held.reference])).content.decode()
    assert "What came of it" in page
    assert "Views" in page
    waiting = contribution_in(State.SUBMITTED, owner)
    assert "What came of it" not in client.get(reverse("contribution", args=[waiting.reference])).content.decode()
