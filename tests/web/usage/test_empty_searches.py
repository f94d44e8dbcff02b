"""Searches that found nothing: what is kept of them tells of the collection, and of nobody."""

from datetime import UTC, datetime, timedelta

from django.test import Client

import pytest
import time_machine
from lxml import html

from accounts.roles import Role
from tests.factories import case_study, person
from tests.usage_cases import FIREFOX
from usage.lines import EmptySearchLine, read, written
from usage.models import EmptySearch
from usage.services.ingest import MOST_EMPTY_SEARCHES, store
from usage.services.upkeep import look_after

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 10, tzinfo=UTC)


def search(words: str, *, days: int = 1, client: Client | None = None, query: str = "", **headers: str) -> None:
    """Search on so many days, once an hour and three hours long, and let the worker take it over."""
    for day in range(days):
        for hour in range(3):
            with time_machine.travel(START + timedelta(days=day, hours=hour), tick=False):
                reader = client or Client()
                answer = reader.get(
                    f"/search/?{query}", {"q": words} if not query else None, headers={"User-Agent": FIREFOX, **headers}
                )
                assert answer.status_code == 200
    with time_machine.travel(START + timedelta(days=days)):
        look_after(at_once=True)


def shown() -> str:
    coordinator = Client()
    coordinator.force_login(person(Role.COORDINATOR))
    return " ".join(
        html.fromstring(coordinator.get("/usage/").content).xpath("string(//section[.//*[@id='gaps']])").split()
    )


def test_a_question_of_words_of_the_vocabulary_is_shown_after_five_days_and_once_a_day():
    search("Witness Protection Iceland", days=4)
    assert EmptySearch.objects.count() == 4
    assert "witness protection iceland" not in shown()
    search("witness protection iceland!", days=5)
    assert EmptySearch.objects.count() == 5
    assert "witness protection iceland on 5 days" in shown()


@pytest.mark.parametrize(
    "words", ["witness protection Kowalska", "Kowalska", "+31 6 12345678", "witness " * 7, "\U0001f54a"]
)
def test_words_of_their_own_are_written_nowhere(words, spool_folder):
    search(words)
    assert not EmptySearch.objects.exists()
    assert not any(b"nothing" in path.read_bytes() for path in spool_folder.glob("*.jsonl"))


def test_what_found_something_or_was_narrowed_by_a_filter_is_not_kept():
    case_study(title="Compensation at last", topics=["compensation"])
    search("compensation")
    search("", query="q=witness+protection&kind=court_case")
    assert not EmptySearch.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [{"User-Agent": "Googlebot/2.1"}, {"Sec-GPC": "1"}, {"Sec-Purpose": "prefetch"}, {"Cookie": "not_counted=1"}],
)
def test_nothing_is_kept_of_programs_and_of_who_does_not_want_it(headers):
    search("witness protection", **headers)
    assert not EmptySearch.objects.exists()


def test_nothing_is_kept_of_staff():
    client = Client()
    client.force_login(person(Role.REVIEWER))
    search("witness protection", client=client)
    assert not EmptySearch.objects.exists()


def test_a_day_has_room_for_so_many_and_after_a_year_they_are_gone():
    at = int(START.timestamp()) * 1000
    lines = [EmptySearchLine(at, f"words {number}") for number in range(MOST_EMPTY_SEARCHES + 5)]
    assert read(written(lines[0])) == lines[0]
    store(lines)
    assert EmptySearch.objects.count() == MOST_EMPTY_SEARCHES
    with time_machine.travel(START + timedelta(days=365)):
        look_after(at_once=True)
    assert EmptySearch.objects.count() == MOST_EMPTY_SEARCHES
    with time_machine.travel(START + timedelta(days=366)):
        look_after(at_once=True)
    assert not EmptySearch.objects.exists()


def test_a_full_disk_does_not_stop_a_search(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.USAGE_DIR = tmp_path / "file"
    with time_machine.travel(START):
        assert Client().get("/search/", {"q": "witness protection"}, headers={"User-Agent": FIREFOX}).status_code == 200
