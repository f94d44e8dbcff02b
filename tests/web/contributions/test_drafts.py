"""A draft keeps what is typed, right or wrong, through everything that goes wrong."""

from uuid import uuid4

from django.test import Client
from django.urls import reverse

import pytest
from lxml import html

from accounts.roles import Role
from cases.models import CASE_TYPES
from contributions.models import Draft
from contributions.questions import steps_of
from tests.contributing import contributor, make_draft, member
from tests.factories import new_organisation, person

pytestmark = pytest.mark.django_db

STORY = "A woman was promised work in a restaurant.\n\nAfter four months she went to a counselling centre."


def start(client, **values):
    return client.post(reverse("share"), {"key": str(uuid4()), "kind": "case_study", "text": STORY, **values})


def step_address(draft, name="story"):
    return reverse("draft_step", args=[draft.key, name])


def send_step(client, draft, name="story", version=None, **values):
    draft.refresh_from_db()
    asked = " ".join({key.removesuffix("_more") for key in values if key != "page"})
    sent = {"version": version or draft.version, "asked": asked, **values}
    return client.post(step_address(draft, name), sent)


def test_a_text_that_is_pasted_begins_a_draft(client, owner):
    answer = start(client)
    draft = Draft.objects.get()
    assert answer.url == reverse("draft", args=[draft.key])
    assert (draft.owner, draft.organisation) == (owner, owner.organisations.get())
    assert draft.answers == {"what_happened": STORY}
    assert STORY.split("\n", maxsplit=1)[0] in client.get(step_address(draft)).content.decode()


def test_a_form_that_is_sent_twice_begins_one_draft(client, owner):
    key = str(uuid4())
    first, second = start(client, key=key), start(client, key=key)
    assert first.url == second.url
    assert Draft.objects.count() == 1


def test_who_works_for_two_organisations_says_for_which(client, owner):
    other = new_organisation()
    owner.memberships.create(organisation=other)
    assert "For which organisation?" in start(client).content.decode()
    start(client, organisation=other.pk)
    assert Draft.objects.get().organisation == other
    elsewhere = new_organisation()
    assert start(client, organisation=elsewhere.pk).status_code == 200
    assert Draft.objects.count() == 1


def test_an_answer_that_is_not_understood_is_stored_and_said(client, owner):
    draft = make_draft(owner)
    answer = send_step(client, draft, "about", year_from="20x1", exploitation_countries_more="Deutschland, Atlantis")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "All is saved as you typed it" in page
    assert "“Atlantis” is not known." in page
    assert "Enter a whole number." in page
    draft.refresh_from_db()
    assert draft.answers["year_from"] == "20x1"
    assert draft.answers["exploitation_countries_more"] == "Deutschland, Atlantis"


def test_a_year_that_was_mistyped_is_refused_at_its_field(client, owner):
    draft = make_draft(owner, kind="court_case")
    answer = send_step(client, draft, "about", decision_date="0002-05-06")
    said = ["Choose a date in 1900 or later, and write the year in four digits."]
    assert answer.context["form"]["decision_date"].errors == said
    assert send_step(client, draft, "about", decision_date="1900-01-01").status_code == 302


def test_an_error_at_a_group_of_radio_buttons_leads_to_the_first_of_them(client, owner):
    page = html.fromstring(start(client, kind="").content)
    (link,) = page.xpath("//div[@class='error-summary']//a")
    assert link.get("href") == "#" + page.xpath("//input[@name='kind']/@id")[0]


def test_names_that_are_understood_become_boxes_that_are_ticked(client, owner):
    draft = make_draft(owner)
    names = {"exploitation_countries_more": "Deutschland, Roumanie; NL", "topics_more": "Zwangsarbeit"}
    assert send_step(client, draft, "about", **names).url == step_address(draft)
    draft.refresh_from_db()
    assert draft.answers["exploitation_countries"] == ["DE", "RO", "NL"]
    assert draft.answers["topics"] == ["forced-labour"]
    assert draft.answers.get("topics_more", "") == ""
    page = client.get(step_address(draft, "about")).content.decode()
    assert 'value="RO"' in page
    send_step(client, draft, "about", exploitation_countries=["DE"], exploitation_countries_more="")
    draft.refresh_from_db()
    assert draft.answers["exploitation_countries"] == ["DE"]


def test_boxes_that_are_no_longer_ticked_are_taken_out(client, owner):
    draft = make_draft(owner, answers={"acts": ["recruitment", "transfer"], "what_happened": STORY})
    client.post(step_address(draft), {"version": 1, "asked": "acts what_happened", "what_happened": STORY})
    draft.refresh_from_db()
    assert draft.answers == {"acts": [], "what_happened": STORY}


def test_means_are_not_asked_of_a_child(client, owner):
    draft = make_draft(owner)
    assert 'name="means"' in client.get(step_address(draft)).content.decode()
    send_step(client, draft, "about", age_band="9-17")
    assert 'name="means"' not in client.get(step_address(draft)).content.decode()


def test_two_tabs_on_different_steps_do_not_get_in_each_others_way(client, owner):
    draft = make_draft(owner)
    send_step(client, draft, "about", version=1, title="A title")
    assert send_step(client, draft, "story", version=1, what_happened=STORY).status_code == 302
    draft.refresh_from_db()
    assert (draft.answers["title"], draft.answers["what_happened"]) == ("A title", STORY)


def test_two_texts_for_one_question_are_both_shown_and_neither_is_lost(client, owner):
    draft = make_draft(owner)
    send_step(client, draft, version=1, what_happened="The text of the first window.")
    answer = send_step(client, draft, version=1, what_happened="The text of the second window.")
    page = answer.content.decode()
    assert "Somebody else changed this meanwhile" in page
    assert "The text of the first window." in page
    assert "The text of the second window." in page
    draft.refresh_from_db()
    assert draft.answers["what_happened"] == "The text of the first window."
    assert f'name="version" value="{draft.version}"' in page
    assert send_step(client, draft, what_happened="Both together.").status_code == 302


def autosave(client, draft, version=1, **values):
    address = reverse("draft_autosave", args=[draft.key, "story"])
    asked = " ".join(name for name in values if name != "page")
    return client.post(address, {"version": version, "asked": asked, **values})


def test_what_is_typed_is_saved_meanwhile(client, owner):
    draft = make_draft(owner)
    answer = autosave(client, draft, what_happened="She was prom")
    assert answer.json() == {"version": 2}
    again = autosave(client, draft, version=2, what_happened="She was promised")
    assert again.json() == {"version": 3}
    assert autosave(client, draft, version=3, what_happened="She was promised").json() == {"version": 3}
    draft.refresh_from_db()
    assert draft.answers["what_happened"] == "She was promised"
    assert draft.visited == []


def test_saving_meanwhile_replaces_nothing_newer(client, owner):
    draft = make_draft(owner)
    autosave(client, draft, what_happened="Newer.")
    answer = autosave(client, draft, version=1, what_happened="Older.")
    assert answer.status_code == 409
    assert "see both texts" in answer.json()["said"]
    draft.refresh_from_db()
    assert draft.answers["what_happened"] == "Newer."


def test_a_page_does_not_get_in_its_own_way(client, owner):
    """The script has saved, and its answer is still on the way back when the button is pressed."""
    draft = make_draft(owner)
    autosave(client, draft, version=1, page="a1", what_happened="She was")
    answer = send_step(client, draft, version=1, page="a1", what_happened="She was promised work.")
    assert answer.status_code == 302
    other = send_step(client, draft, version=1, page="b2", what_happened="Another window.")
    assert "Somebody else changed this meanwhile" in other.content.decode()


def test_names_that_somebody_else_typed_are_shown_too(client, owner):
    draft = make_draft(owner)
    send_step(client, draft, "about", version=1, topics_more="xyzzy one")
    page = send_step(client, draft, "about", version=1, topics_more="mine two").content.decode()
    assert "<blockquote" in page
    assert "xyzzy one" in page


def test_another_text_in_the_same_form_is_another_draft(client, owner):
    key = str(uuid4())
    start(client, key=key)
    start(client, key=key, text="Another story.")
    assert {draft.answers["what_happened"] for draft in Draft.objects.all()} == {STORY, "Another story."}


def test_another_organisation_kind_or_person_in_the_same_form_is_another_draft(client, owner):
    key, other = str(uuid4()), new_organisation()
    owner.memberships.create(organisation=other)
    for values in ({}, {"organisation": other.pk}, {"kind": "court_case"}):
        start(client, **{"key": key, "organisation": owner.organisations.first().pk, **values})
    colleague = contributor(other)
    client.force_login(colleague)
    start(client, key=key, organisation=other.pk)
    begun = Draft.objects.order_by("pk").values_list("owner", "organisation", "kind")
    first = owner.organisations.first().pk
    assert list(begun) == [
        (owner.pk, first, "case_study"),
        (owner.pk, other.pk, "case_study"),
        (owner.pk, first, "court_case"),
        (colleague.pk, other.pk, "case_study"),
    ]


def test_a_draft_is_deleted_after_a_question_and_by_its_owner_only(client, owner):
    draft = make_draft(owner)
    colleague = Client()
    colleague.force_login(contributor(draft.organisation))
    address = reverse("draft_delete", args=[draft.key])
    assert colleague.post(address).status_code == 404
    assert "cannot be brought back" in client.get(address).content.decode()
    assert Draft.objects.exists()
    assert client.post(address).url == reverse("my_contributions")
    assert not Draft.objects.exists()


def test_who_may_not_share_is_told_what_is_needed(client):
    client.force_login(person(Role.NETWORK_READER))
    answer = client.get(reverse("share"))
    assert answer.status_code == 403
    assert "Your account cannot share cases yet" in answer.content.decode()
    # Without an organisation nobody could decide about what they share.
    client.force_login(person(Role.CONTRIBUTOR))
    assert client.get(reverse("share")).status_code == 403


@pytest.mark.parametrize("kind", [model.kind.code for model in CASE_TYPES])
def test_each_step_of_each_kind_is_a_small_page_of_few_statements(client, owner, kind, django_assert_max_num_queries):
    draft = make_draft(owner, kind=kind)
    for step in steps_of(kind):
        client.get(step_address(draft, step.name))
        with django_assert_max_num_queries(10):
            answer = client.get(step_address(draft, step.name))
        assert answer.status_code == 200
        assert len(answer.content) <= 25_000, step.name


def test_strange_characters_and_endless_texts_are_no_error(client, owner):
    draft = make_draft(owner)
    assert send_step(client, draft, what_happened="A\x00B\ud800".encode("utf-8", "replace")).status_code in {200, 302}
    draft.refresh_from_db()
    assert "\x00" not in draft.answers["what_happened"]
    for version in ("", "x", "9" * 400, "-1"):
        answer = client.post(step_address(draft), {"version": version, "asked": "what_happened acts title nonsense"})
        assert answer.status_code in {200, 302}


def test_a_text_that_is_too_long_is_not_said_to_be_saved(client, owner, monkeypatch):
    monkeypatch.setattr("contributions.forms.answers.MOST_ANSWER_CHARACTERS", 20)
    draft = make_draft(owner)
    page = send_step(client, draft, what_happened=STORY, summary="Short.").content.decode()
    assert "This has more than 20 characters and is not saved." in page
    assert "All is saved" not in page
    assert STORY.split("\n", maxsplit=1)[0] in page
    draft.refresh_from_db()
    assert draft.answers == {"summary": "Short."}
    answer = autosave(client, draft, version=draft.version, what_happened=STORY)
    assert (answer.status_code, "is not saved" in answer.json()["said"]) == (409, True)


def test_a_reviewer_without_the_draft_does_not_find_it(client, owner):
    draft = make_draft(owner)
    client.force_login(member(Role.COORDINATOR, draft.organisation))
    assert client.get(reverse("draft", args=[draft.key])).status_code == 404
