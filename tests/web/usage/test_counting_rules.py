"""Each rule of counting, asked of the real views: requests go in at one end, figures come out at the other."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest
import time_machine

from tests.made_once import kept_for_module
from tests.usage_cases import CASES, FIREFOX, Ask
from tests.usage_library import counted, left_out, make_library, people
from usage.services.upkeep import look_after

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 3, 13, 5, tzinfo=UTC)


def send(ask: Ask, address: str, signed_in: dict) -> None:
    """Ask as a browser, a program or a person who is signed in."""
    client = Client()
    if ask.who:
        client.force_login(signed_in[ask.who])
    headers = dict(ask.headers)
    if "Cookie" in headers:
        name, _sign, value = headers.pop("Cookie").partition("=")
        client.cookies[name] = value
    if ask.agent is not None:
        headers["User-Agent"] = ask.agent
    with time_machine.travel(START + timedelta(seconds=ask.at), tick=False):
        response = client.generic(ask.method, address + ask.query, headers=headers, REMOTE_ADDR=ask.client)
    if response.streaming:
        b"".join(response.streaming_content)


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker, tmp_path_factory):
    """The study and the rest, which no test changes."""
    with kept_for_module(django_db_blocker, tmp_path_factory.mktemp("library")):
        yield make_library()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_counts(case, library):
    signed_in = people(library.organisation)
    for ask in case.asks:
        send(ask, library.addresses[ask.what], signed_in)
    with time_machine.travel(START + timedelta(days=1, hours=1)):
        look_after(at_once=True)
    assert counted(library.work_id) == case.figures
    assert left_out() == sorted(case.out)


IN_PARTS = [case for case in CASES if any(ask.headers.keys() & {"Range", "If-None-Match"} for ask in case.asks)]


@pytest.mark.parametrize("case", IN_PARTS, ids=lambda case: case.name)
def test_what_counts_where_nginx_sends_the_file_and_the_application_always_answers_200(case, library, settings):
    settings.FILES_BY_NGINX = True
    test_what_counts(case, library)


def test_there_are_as_many_cases_as_were_promised():
    assert len(CASES) >= 50
    assert len({case.name for case in CASES}) == len(CASES)


def statements(address: str) -> int:
    """Return how many statements an answer to a browser takes."""
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(address, headers={"User-Agent": FIREFOX})
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize("what", ["page", "file"])
def test_recording_asks_the_database_nothing(what, library, settings):
    address = library.addresses[what]
    statements(address)
    recorded = statements(address)
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.startswith("usage.")]
    assert statements(address) == recorded
