"""Two people, or a person and a command, at the same time: each on a connection of their own, with real commits."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from wagtail.models import PageViewRestriction

import pytest

from accounts.roles import Role
from cases.models import CaseStudyIndexPage, CaseStudyPage
from cases.services.topics import merge_topics
from catalogue import receivers
from catalogue.models import CatalogueEntry
from catalogue.services import derivation, entries
from search.services import outbox, rebuild
from tests.factories import case_study, court_case, person, topic
from tests.web.test_topic_admin import item_values

from .in_step import in_step

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture(autouse=True)
def nothing_delivers_meanwhile(monkeypatch):
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)


@contextmanager
def stopped_after_reading(monkeypatch) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Let whoever runs in the thread "refresh" stop after it has read the item and before it writes the entry."""
    has_read, go_on = threading.Event(), threading.Event()
    describe = derivation.describe

    def slowly(item):
        description = describe(item)
        if threading.current_thread().name == "refresh":
            has_read.set()
            assert go_on.wait(30)
        return description

    monkeypatch.setattr(derivation, "describe", slowly)
    yield has_read, go_on
    go_on.set()


def in_thread(name: str, work: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run, name=name)
    thread.start()
    return thread


def change_with_the_button(item: CaseStudyPage, **changes: str) -> Callable[[], None]:
    """Return what a coordinator does who has the edit form open."""
    client = Client()
    client.force_login(person(Role.COORDINATOR))
    url = reverse("wagtailadmin_pages:edit", args=[item.pk])
    topics = "|".join(topic.name for topic in item.topics.all())
    values = item_values(client.get(url), **{"topics": topics, "action-publish": "1", **changes})

    def publish() -> None:
        assert client.post(url, values).status_code == 302

    return publish


def withdraw_with_the_button(item: CaseStudyPage) -> Callable[[], None]:
    client = Client()
    client.force_login(person(Role.COORDINATOR))

    def unpublish() -> None:
        assert client.post(reverse("wagtailadmin_pages:unpublish", args=[item.pk])).status_code == 302

    return unpublish


REFRESHES = {
    "a topic is merged": lambda item: merge_topics(topic=topic("compensation"), into=topic("prevention")),
    "the catalogue is rebuilt": lambda item: rebuild.rebuild_all(lambda number: None),
    "an item is refreshed": lambda item: entries.refresh_items([item.pk]),
}


@pytest.mark.parametrize("refresh", REFRESHES)
@pytest.mark.parametrize("act", ["narrow", "withdraw"])
def test_what_staff_narrow_or_withdraw_meanwhile_is_not_undone(monkeypatch, refresh, act):
    item = case_study(title="Was public", topics=["compensation"])
    if refresh == "the catalogue is rebuilt":
        # A rebuild writes only what differs.
        CatalogueEntry.objects.update(title="As it was")
    press = change_with_the_button(item, audience="network") if act == "narrow" else withdraw_with_the_button(item)
    with stopped_after_reading(monkeypatch) as (has_read, go_on):
        refreshing = in_thread("refresh", lambda: REFRESHES[refresh](item))
        assert has_read.wait(30)
        pressing = in_thread("press", press)
        # Where the database lets one wait for the other it ends later; nothing else is to be waited for.
        pressing.join(1)
        go_on.set()
        refreshing.join(60)
        pressing.join(60)
    assert not refreshing.is_alive()
    assert not pressing.is_alive()
    assert Client().get(item.get_absolute_url()).status_code == 410
    assert not CatalogueEntry.objects.filter(item=item.pk, audience="public").exists()
    assert in_step()


def test_publishing_and_withdrawing_at_once_ends_in_one_of_both():
    for _round in range(5):
        item = case_study(title="Contested")
        work = [change_with_the_button(item, title="Changed"), withdraw_with_the_button(item)]
        start = threading.Barrier(2)

        def run(press: Callable[[], None], start: threading.Barrier = start) -> None:
            start.wait(30)
            # A form that became stale meanwhile is refused; what counts is what readers see afterwards.
            with suppress(AssertionError):
                press()

        threads = [in_thread(f"person {number}", lambda press=press: run(press)) for number, press in enumerate(work)]
        for thread in threads:
            thread.join(60)
        item.refresh_from_db()
        assert CatalogueEntry.objects.filter(item=item.pk).exists() == item.live
        assert Client().get(item.get_absolute_url()).status_code == (200 if item.live else 410)
    assert in_step()


@contextmanager
def kept_open(work: Callable[[], object]) -> Iterator[None]:
    """Do some work in a thread, in a transaction that stays open until what is done meanwhile has ended or waits for it."""
    done, go_on = threading.Event(), threading.Event()

    def run() -> None:
        with transaction.atomic():
            work()
            done.set()
            assert go_on.wait(30)

    first = in_thread("first", run)
    assert done.wait(30)
    try:
        yield
    finally:
        go_on.set()
        first.join(60)


def at_the_same_time(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Let two pieces of work overlap, the second in the middle of the first."""
    with kept_open(first):
        other = in_thread("second", second)
        other.join(1)
    other.join(60)
    assert not other.is_alive()


@pytest.mark.parametrize("above", [0, 1], ids=["the section", "the whole site"])
def test_what_is_published_while_its_section_is_made_private_is_private(above):
    page = CaseStudyIndexPage.objects.get()
    page = page.get_parent() if above else page.page_ptr
    at_the_same_time(
        lambda: case_study(title="New"),
        lambda: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    )
    assert CaseStudyPage.objects.get().live
    assert not CatalogueEntry.objects.exists()
    assert in_step()


def test_a_bulk_action_and_a_refresh_of_the_same_items_do_not_wait_for_each_other(monkeypatch):
    # The older one comes later in the tree.
    items = [court_case(), case_study()]
    client = Client()
    client.force_login(person(Role.COORDINATOR))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    begun, go_on = threading.Event(), threading.Event()
    withdraw = receivers.withdraw_entries

    def slowly(keys: list[int]) -> int:
        number = withdraw(keys)
        begun.set()
        assert go_on.wait(30)
        return number

    monkeypatch.setattr(receivers, "withdraw_entries", slowly)
    answers: list[int] = []

    def unpublish() -> None:
        url = f"{address}?{'&'.join(f'id={item.pk}' for item in items)}"
        answers.append(client.post(url, {"include_descendants": ""}).status_code)

    def refresh() -> None:
        entries.refresh_items([item.pk for item in items])
        answers.append(200)

    pressing = in_thread("press", unpublish)
    assert begun.wait(30)
    refreshing = in_thread("refresh", refresh)
    refreshing.join(1)
    go_on.set()
    pressing.join(60)
    refreshing.join(60)
    assert sorted(answers) == [200, 302]
    assert not CatalogueEntry.objects.exists()
