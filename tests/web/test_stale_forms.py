"""A form of the admin that is older than what is stored saves nothing, and shows both texts; each form is taken once."""

import json

from django.urls import reverse

import pytest

from accounts.roles import Role
from cases.models import CaseStudyPage
from cms.models import StandardPage
from tests.factories import case_study, court_case, person

from .test_topic_admin import LEAST, item_values, new_item

pytestmark = pytest.mark.django_db

STALE = "This has changed since you opened it"


@pytest.fixture(autouse=True)
def reviewer(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


def address(item, name="edit"):
    return reverse(f"wagtailadmin_pages:{name}", args=[item.pk])


def opened(client, item, **changes):
    """Return what the edit form sends as it is shown now, with changes."""
    topics = "|".join(topic.name for topic in item.topics.all())
    return item_values(client.get(address(item)), **{"topics": topics, **changes})


def newest(item):
    return CaseStudyPage.objects.get(pk=item.pk).get_latest_revision_as_object()


PUBLISH = {"action-publish": "1"}


@pytest.mark.parametrize("action", [{}, PUBLISH], ids=["save", "publish"])
def test_a_form_opened_before_another_publication_is_refused_with_both_texts(client, action):
    item = case_study(what_happened="The first text.", topics=["compensation"])
    mine = opened(client, item, what_happened="What I typed.", **action)
    theirs = opened(client, item, what_happened="What they typed.", **PUBLISH)
    assert client.post(address(item), theirs).status_code == 302
    answer = client.post(address(item), mine)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert STALE in text
    shown = answer.context["conflict"]["differences"]
    assert [(one.stored, one.typed) for one in shown] == [("What they typed.", "What I typed.")]
    assert answer.context["form"]["what_happened"].value() == "What I typed.", "nothing typed is lost"
    item.refresh_from_db()
    assert item.what_happened == "What they typed."
    assert newest(item).what_happened == "What they typed."


def test_a_form_opened_before_a_draft_was_saved_is_refused(client):
    item = case_study()
    mine = opened(client, item, summary="Mine.", **PUBLISH)
    client.post(address(item), opened(client, item, summary="Theirs."))
    assert STALE in client.post(address(item), mine).content.decode()
    assert newest(item).summary == "Theirs."


@pytest.mark.parametrize("with_versions", [True, False])
def test_a_form_opened_before_a_withdrawal_does_not_publish_again(client, with_versions):
    """Items that were loaded in bulk have no version: that they are live is all that a withdrawal changes."""
    item = case_study()
    if not with_versions:
        CaseStudyPage.objects.update(live_revision=None, latest_revision=None)
        item.revisions.all().delete()
        item.refresh_from_db()
    mine = opened(client, item, **PUBLISH)
    client.post(address(item, "unpublish"))
    answer = client.post(address(item), mine)
    assert "It was withdrawn" in answer.content.decode()
    item.refresh_from_db()
    assert not item.live


def test_who_has_read_both_may_take_their_own(client):
    item = case_study()
    mine = opened(client, item, summary="Mine.", **PUBLISH)
    client.post(address(item, "unpublish"))
    shown = client.post(address(item), mine)
    mine["replace_newer"] = shown.context["conflict"]["state"]
    assert client.post(address(item), mine).status_code == 302
    item.refresh_from_db()
    assert item.live
    assert item.summary == "Mine."


def test_what_came_after_both_were_read_is_shown_again(client):
    item = case_study()
    mine = opened(client, item, summary="Mine.", **PUBLISH)
    client.post(address(item), opened(client, item, summary="Theirs.", **PUBLISH))
    mine["replace_newer"] = client.post(address(item), mine).context["conflict"]["state"]
    client.post(address(item), opened(client, item, summary="Theirs again.", **PUBLISH))
    assert STALE in client.post(address(item), mine).content.decode()


def test_a_form_without_the_mark_counts_as_old(client):
    item = case_study()
    values = opened(client, item, summary="Mine.", **PUBLISH)
    del values["opened_on"]
    assert STALE in client.post(address(item), values).content.decode()


def test_a_form_that_is_old_and_faulty_loses_nothing(client):
    item = case_study()
    mine = opened(client, item, summary="Mine.", title="", **PUBLISH)
    client.post(address(item), opened(client, item, summary="Theirs.", **PUBLISH))
    answer = client.post(address(item), mine)
    assert STALE in answer.content.decode()
    assert answer.context["form"]["summary"].value() == "Mine."
    assert answer.context["form"].errors["title"]


def test_a_double_click_on_publish_publishes_once(client):
    item = court_case(topics=["compensation"])
    values = opened(client, item, facts="New facts.", **PUBLISH)
    assert client.post(address(item), values).status_code == 302
    versions = item.revisions.count()
    again = client.post(address(item), values)
    assert again.status_code == 302, again.context["conflict"]
    assert again.url == address(item)
    assert item.revisions.count() == versions


@pytest.mark.parametrize("values", [{}, {"topics": "Compensation"}], ids=["nothing changed", "other topics"])
def test_saving_as_shown_is_taken(client, values):
    item = case_study(topics=["compensation"])
    sent = opened(client, item, **values)
    assert client.post(address(item), sent).status_code == 302


def test_the_autosave_keeps_to_the_rule(client):
    item = case_study()
    background = {"accept": "application/json"}
    mine = opened(client, item, summary="Mine.")
    saved = client.post(address(item), mine, headers=background).json()
    assert saved["success"], saved
    assert saved["field_updates"]["opened_on"] != mine["opened_on"]
    on = {**mine, "opened_on": saved["field_updates"]["opened_on"], "overwrite_revision_id": saved["revision_id"]}
    assert client.post(address(item), {**on, "summary": "Mine, longer."}, headers=background).json()["success"]
    refused = client.post(address(item), {**on, "summary": "Late."}, headers=background)
    assert refused.json()["error_code"] == "invalid_revision"
    assert newest(item).summary == "Mine, longer."


def test_who_publishes_while_their_draft_is_being_saved_is_not_stopped(client):
    item = case_study()
    mine, other_tab = opened(client, item, summary="Mine."), opened(client, item, summary="Another tab's.")
    assert client.post(address(item), mine, headers={"accept": "application/json"}).json()["success"]
    # The answer with the new mark has not come back yet.
    assert client.post(address(item), {**other_tab, **PUBLISH}).status_code == 200, "another form is an older one"
    assert client.post(address(item), {**mine, "summary": "Mine, longer.", **PUBLISH}).status_code == 302
    assert CaseStudyPage.objects.get(pk=item.pk).summary == "Mine, longer."
    withdrawn = {**mine, "summary": "Once more.", **PUBLISH}
    CaseStudyPage.objects.get(pk=item.pk).unpublish()
    assert client.post(address(item), withdrawn).status_code == 200, "what has happened since is shown"


def test_an_earlier_version_is_taken_up_by_the_same_rule(client):
    item = case_study(summary="First.")
    first = item.latest_revision_id
    client.post(address(item), opened(client, item, summary="Second.", **PUBLISH))
    url = reverse("wagtailadmin_pages:revisions_revert", args=[item.pk, first])
    back = item_values(client.get(url), topics="", **PUBLISH)
    client.post(address(item), opened(client, item, summary="Third.", **PUBLISH))
    assert STALE in client.post(url, back).content.decode()
    back = item_values(client.get(url), topics="", **PUBLISH)
    assert client.post(url, back).status_code == 302
    item.refresh_from_db()
    assert item.summary == "First."


def test_pages_of_text_keep_to_the_rule_too(client):
    page = StandardPage.objects.get(slug="about")
    block = {"key": "abcde", "text": "Who we are.", "type": "unstyled", "depth": 0}
    body = json.dumps({"blocks": [{**block, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}})
    sent = {"title": "Mine", "body": body, **PUBLISH}
    mine = item_values(client.get(address(page)), **sent)
    client.post(address(page), {**mine, "title": "Theirs"})
    assert STALE in client.post(address(page), mine).content.decode()
    page.refresh_from_db()
    assert page.title == "Theirs"


def test_a_form_for_a_new_item_sent_twice_makes_one(client):
    url, values = new_item(client, CaseStudyPage, **LEAST[CaseStudyPage])
    first = client.post(url, values)
    again = client.post(url, values)
    item = CaseStudyPage.objects.get()
    assert first.url == again.url == address(item)
    changed = client.post(url, {**values, "title": "Another title"})
    assert STALE in changed.content.decode()
    assert changed.context["form"]["title"].value() == "Another title"
    assert CaseStudyPage.objects.count() == 1
    other_url, other = new_item(client, CaseStudyPage, **LEAST[CaseStudyPage])
    assert client.post(other_url, other).status_code == 302
    assert CaseStudyPage.objects.count() == 2


def test_a_refused_form_for_a_new_item_can_be_sent_again(client):
    url, values = new_item(client, CaseStudyPage, **LEAST[CaseStudyPage])
    refused = client.post(url, {**values, "title": ""})
    assert refused.context["form"]["form_key"].value() == values["form_key"]
    assert client.post(url, values).status_code == 302


def test_a_form_for_a_copy_sent_twice_makes_one(client):
    item = case_study()
    form = client.get(address(item, "copy")).context["form"]
    values = {field.html_name: field.value() for field in form}
    assert client.post(address(item, "copy"), values).url == client.post(address(item, "copy"), values).url
    assert CaseStudyPage.objects.count() == 2
