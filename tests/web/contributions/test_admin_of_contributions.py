"""Wagtail's admin shows where a contribution stands, and publishes nothing past its reviewers."""

from urllib.parse import urlencode

from django.urls import reverse

import pytest

from accounts.roles import Role
from cases.models import CaseStudyPage
from contributions.states import State
from tests.contributing import contribution_in, contributor, member, reviewer
from tests.factories import case_study, new_organisation, new_user, person
from tests.form_fields import changed, form_with

pytestmark = pytest.mark.django_db

SENTENCE = "It is published on its review page and not here"
NOT_THROUGH = [State.SUBMITTED, State.CHANGES_ASKED, State.APPROVED, State.DECLINED, State.WITHDRAWN]


def form_of(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def press_publish(client, page):
    """Press "publish" on the form as a page that was opened before would still offer it."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    given = changed(form_with(client.get(address).content.decode(), "title"), **{"action-publish": "1"})
    return client.post(address, urlencode(given), content_type="application/x-www-form-urlencoded", follow=True)


@pytest.mark.parametrize("state", NOT_THROUGH)
def test_the_form_says_where_it_stands_and_leads_to_the_review(client, state):
    held = contribution_in(state, contributor())
    client.force_login(reviewer())
    page = form_of(client, held.item).content.decode()
    assert SENTENCE in page
    assert reverse("review", args=[held.reference]) in page
    assert held.review_label in page
    assert 'name="action-publish"' not in page


@pytest.mark.parametrize("who", ["reviewer", "coordinator", "administrator"])
def test_nobody_publishes_in_the_admin_what_is_not_through(client, who):
    held = contribution_in(State.APPROVED, contributor())
    user = {
        "reviewer": reviewer,
        "coordinator": lambda: person(Role.COORDINATOR),
        "administrator": lambda: new_user(is_superuser=True, is_staff=True),
    }[who]()
    client.force_login(user)
    answer = press_publish(client, held.item)
    assert SENTENCE in answer.content.decode()
    assert not CaseStudyPage.objects.get(pk=held.page_id).live
    client.post(
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={held.page_id}",
        {"include_descendants": ""},
    )
    assert not CaseStudyPage.objects.get(pk=held.page_id).live


def test_what_is_published_is_corrected_in_the_admin_but_not_by_its_author(client):
    author = member(Role.REVIEWER, new_organisation())
    held = contribution_in(State.PUBLISHED, author)
    client.force_login(reviewer())
    page = form_of(client, held.item).content.decode()
    assert SENTENCE not in page
    assert 'name="action-publish"' in page
    client.force_login(author)
    assert 'name="action-publish"' not in form_of(client, held.item).content.decode()


def test_what_staff_write_themselves_is_published_as_before(client):
    item = case_study(live=False)
    client.force_login(reviewer())
    page = form_of(client, item).content.decode()
    assert SENTENCE not in page
    assert 'name="action-publish"' in page


def test_what_is_edited_here_after_it_was_accepted_is_accepted_again_by_another(client):
    values = {"audience": "public", "topics": ["compensation"], "exploitation_countries": ("NL",)}
    held = contribution_in(State.APPROVED, contributor(), **values)
    editor, other = reviewer(), reviewer()

    def decided(action):
        address = reverse("review_decide", args=[held.reference, action])
        offered = address in client.get(reverse("review", args=[held.reference])).content.decode()
        version = CaseStudyPage.objects.get().latest_revision_id
        client.post(address, {"version": version, "text": "", "read": "on", "verification": "none"})
        return offered

    client.force_login(editor)
    assert not decided("approve"), "it is accepted already"
    typed = changed(form_with(form_of(client, held.item).content.decode(), "title"), title="Edited since")
    client.post(
        reverse("wagtailadmin_pages:edit", args=[held.page_id]),
        urlencode(typed),
        content_type="application/x-www-form-urlencoded",
    )
    decided("approve")
    decided("publish")
    assert not CaseStudyPage.objects.live().exists(), "nobody accepts what they wrote"
    client.force_login(other)
    assert decided("approve")
    decided("publish")
    assert CaseStudyPage.objects.live().get().title == "Edited since"
