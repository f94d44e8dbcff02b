"""Two people, or four clicks, at the same moment through the admin: one comes first, and nobody's text is lost silently."""

from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

import pytest

from accounts.roles import Role
from cases.models import CaseStudyPage
from search.services import outbox
from tests.at_once import at_once
from tests.factories import case_study, person
from tests.outside import memory_in_use
from tests.web.test_topic_admin import LEAST, item_values, new_item

STALE = "This has changed since you opened it"


@pytest.fixture(autouse=True)
def committed(own_database: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Use a database in which transactions are committed; nothing is searched here."""
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    with memory_in_use():
        yield


@pytest.fixture
def people() -> list[Client]:
    """Return the browsers of four coordinators."""
    clients = [Client() for _ in range(4)]
    for client in clients:
        client.force_login(person(Role.COORDINATOR))
    return clients


def address(item, name="edit"):
    return reverse(f"wagtailadmin_pages:{name}", args=[item.pk])


def opened(client, item, **changes):
    return item_values(client.get(address(item)), topics="", **changes)


def test_four_sends_of_one_new_item_form_make_one_item(people):
    client = people[0]
    url, values = new_item(client, CaseStudyPage, **LEAST[CaseStudyPage])
    browsers = [Client() for _ in range(4)]
    for browser in browsers:
        browser.cookies = client.cookies
    answers = at_once(*[lambda browser=browser: browser.post(url, values) for browser in browsers])
    item = CaseStudyPage.objects.get()
    assert [answer.url for answer in answers] == [address(item)] * 4


def test_four_first_saves_get_four_references(people):
    forms = [new_item(client, CaseStudyPage, **LEAST[CaseStudyPage]) for client in people]
    answers = at_once(
        *[lambda client=client, form=form: client.post(*form) for client, form in zip(people, forms, strict=True)]
    )
    assert [answer.status_code for answer in answers] == [302] * 4
    assert len(set(CaseStudyPage.objects.values_list("reference", flat=True))) == 4


def test_of_two_who_publish_at_once_the_second_is_shown_both_texts(people):
    item = case_study()
    forms = [opened(client, item, summary=f"By {n}.", **{"action-publish": "1"}) for n, client in enumerate(people)]
    answers = at_once(
        *[
            lambda client=client, form=form: client.post(address(item), form)
            for client, form in zip(people, forms, strict=True)
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
    assert all(STALE in answer.content.decode() for answer in answers if answer.status_code == 200)
    first = next(n for n, answer in enumerate(answers) if answer.status_code == 302)
    item.refresh_from_db()
    assert item.summary == f"By {first}."


def test_a_withdrawal_and_a_publication_at_once_leave_what_the_last_one_knew(people):
    item = case_study()
    form = opened(people[0], item, summary="Published late.", **{"action-publish": "1"})
    published, withdrawn = at_once(
        lambda: people[0].post(address(item), form),
        lambda: people[1].post(address(item, "unpublish")),
    )
    assert withdrawn.status_code == 302
    item.refresh_from_db()
    assert not item.live, "whoever published had not seen the withdrawal, and who withdrew meant every version"
    assert published.status_code == 302 or STALE in published.content.decode()


def test_four_clicks_on_copy_make_one_copy(people):
    item = case_study()
    form = people[0].get(address(item, "copy")).context["form"]
    values = {field.html_name: field.value() for field in form}
    answers = at_once(*[lambda client=client: client.post(address(item, "copy"), values) for client in people])
    copy = CaseStudyPage.objects.exclude(pk=item.pk).get()
    assert {answer.url for answer in answers} == {address(copy)}


def test_of_deleting_and_publishing_at_once_nothing_published_is_deleted(people):
    draft = case_study(live=False)
    form = opened(people[0], draft, **{"action-publish": "1"})
    published, _deleted = at_once(
        lambda: people[0].post(address(draft), form),
        lambda: people[1].post(address(draft, "delete")),
    )
    left = CaseStudyPage.objects.filter(pk=draft.pk).first()
    assert (published.status_code == 302) == bool(left and left.live)
