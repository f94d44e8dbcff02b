"""The web process is killed while staff publish, narrow and withdraw in the admin: nothing is lost, nothing half done.

FAULTS says how often it is killed; `make faults` does it a hundred times on each database.
"""

import http.client
import random
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

import pytest

from accounts.roles import Role
from cases.models import CaseStudyPage
from catalogue.models import CatalogueEntry
from search.engines import get_engine
from search.engines.base import RemoteEngine
from search.models import PendingChange
from search.services import outbox
from tests.factories import case_study, person
from tests.form_fields import Fields, changed, form_with

from .kills import LEAST, Kills
from .person import Answer, Person
from .web_process import WebProcess, web_process

pytestmark = [pytest.mark.xdist_group("faults"), pytest.mark.undelivered, pytest.mark.usefixtures("own_database")]

SEED = 20_260_504


@dataclass(frozen=True, slots=True)
class State:
    """What is stored of an item, and what the catalogue has of it."""

    live: bool
    audience: str
    title: str
    revision: int
    entry: tuple[str, str] | None

    @classmethod
    def of(cls, pk: int) -> "State":
        """Read it."""
        item = CaseStudyPage.objects.get(pk=pk)
        entry = CatalogueEntry.objects.filter(item=pk).values_list("audience", "title").first()
        return cls(item.live, item.audience, item.title, item.latest_revision_id, entry)

    def is_whole(self) -> bool:
        """Whether item and entry say the same."""
        return self.entry == ((self.audience, self.title) if self.live else None)


@dataclass(slots=True)
class Deed:
    """Something that a person does with an item: a form that is sent, and what it is to bring about."""

    path: str
    fields: Fields
    live: bool
    audience: str
    title: str
    answer: Answer | None = None

    def send(self, staff: Person) -> None:
        """Send the form; the answer stays None where the process died of it."""
        with suppress(OSError, http.client.HTTPException):
            self.answer = staff.send(self.path, self.fields)

    def is_done(self, state: State) -> bool:
        """Whether the item is as the person wanted it."""
        return (state.live, state.audience, state.title) == (self.live, self.audience, self.title)


@pytest.fixture
def web(tmp_path):
    (tmp_path / "media").mkdir()
    with web_process(tmp_path) as running:
        yield running


def signed_in(port: int) -> Person:
    client = Client()
    client.force_login(person(Role.COORDINATOR))
    return Person(port, {"sessionid": client.cookies["sessionid"].value})


def deed_for(staff: Person, pk: int, number: int, chance: random.Random) -> Deed:
    """Open the form of something that can be done with the item now."""
    state = State.of(pk)
    if state.live and chance.random() < 1 / 3:
        path = reverse("wagtailadmin_pages:unpublish", args=[pk])
        fields = form_with(staff.get(path).text, "csrfmiddlewaretoken")
        return Deed(path, fields, False, state.audience, state.title)
    path = reverse("wagtailadmin_pages:edit", args=[pk])
    audience, title = chance.choice(["public", "network"]), f"Quagga{number}"
    fields = changed(
        form_with(staff.get(path).text, "what_happened"), title=title, audience=audience, **{"action-publish": "1"}
    )
    return Deed(path, fields, True, audience, title)


def assert_readers_see(web: WebProcess, pk: int, state: State) -> None:
    """A visitor is shown exactly what is public now."""
    address = CaseStudyPage.objects.get(pk=pk).get_absolute_url()
    public = state.live and state.audience == "public"
    page = web.visit(address)
    assert (page.status == 200) is public
    assert (state.title in page.text) is public
    found = address in web.visit(f"/search/?q={state.title}").text
    # An engine outside the database is told later, and what it does not know yet is not shown.
    assert found is public or (not found and PendingChange.objects.exists())


def test_nothing_is_lost_and_nothing_half_done(web, capsys):
    chance = random.Random(SEED)
    items = [case_study(title=f"Quagga{number}", live=number % 2 == 0).pk for number in range(1000, 1006)]
    staff = signed_in(web.port)
    seconds = time_of_a_deed(web, staff, items, chance)
    kills = Kills()
    for number in kills:
        pk = chance.choice(items)
        before, deed = State.of(pk), deed_for(staff, pk, number, chance)
        sending = threading.Thread(target=deed.send, args=[staff])
        killed = web.worker
        sending.start()
        time.sleep(chance.uniform(0.2, 1.3) * seconds)
        web.kill()
        sending.join()
        web.wait_for_the_next(killed)
        after = State.of(pk)
        told = (number, before, deed, after)
        assert after.is_whole(), told
        if deed.answer is not None:
            assert deed.answer.status == 302, told
            assert deed.is_done(after), told
        assert after == before or deed.is_done(after), told
        assert_readers_see(web, pk, after)
        kills.came_to(done=after != before, cut_off=deed.answer is None)
        # Towards the moment of the commit, however busy the machine is.
        seconds *= 0.9 if after != before else 1.15
    assert_all_agree(web, items)
    with capsys.disabled():
        if LEAST > 10:
            print(f"\n{kills.made} kills: {kills.cut_off} requests cut off, {kills.done} deeds done")  # noqa: T201  what make faults tells


def time_of_a_deed(web: WebProcess, staff: Person, items: list[int], chance: random.Random) -> float:
    """Return how long it takes a new process when nobody kills it."""
    took = []
    for number, pk in enumerate(items[:3], 2000):
        killed = web.worker
        web.kill()
        web.wait_for_the_next(killed)
        deed = deed_for(staff, pk, number, chance)
        start = time.monotonic()
        deed.send(staff)
        took.append(time.monotonic() - start)
        assert deed.answer is not None
        assert deed.answer.status == 302, deed.answer.text[-2000:]
        assert deed.is_done(State.of(pk))
    return sorted(took)[1]


def assert_all_agree(web: WebProcess, items: list[int]) -> None:
    """Deliver what waits; then items, catalogue, index and what readers see are the same."""
    engine = get_engine()
    if isinstance(engine, RemoteEngine):
        outbox.deliver(engine)
    call_command("search_check")
    for pk in items:
        state = State.of(pk)
        assert state.is_whole()
        assert_readers_see(web, pk, state)
