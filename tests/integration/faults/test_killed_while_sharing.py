"""The web process is killed while somebody writes and sends a case: what was answered is stored, and the case is sent once."""

import http.client
import random
import threading
import time
from contextlib import suppress

from django.test import Client
from django.urls import reverse

import pytest

from cases.models import CaseStudyPage
from contributions.models import Contribution
from tests.contributing import contributor, make_draft
from tests.form_fields import changed, form_with

from .kills import Kills
from .person import Answer, Person
from .web_process import WebProcess, web_process

pytestmark = [pytest.mark.xdist_group("faults"), pytest.mark.undelivered, pytest.mark.usefixtures("own_database")]

SEED = 20_261_129
TEXT = "She was promised work in a restaurant. "


@pytest.fixture
def web(tmp_path):
    with web_process(tmp_path) as running:
        yield running


def signed_in(port: int, user) -> Person:
    client = Client()
    client.force_login(user)
    return Person(port, {name: morsel.value for name, morsel in client.cookies.items()})


class Killer:
    """Kills the process while a form is being answered, nearer and nearer to the moment of the commit."""

    def __init__(self, web: WebProcess, writer: Person) -> None:
        self.web, self.writer = web, writer
        self.chance, self.seconds = random.Random(SEED), 0.4

    def send(self, path: str, field: str, **values: str) -> Answer | None:
        """Send the form of a page and kill meanwhile; return the answer, if one came."""
        fields = changed(form_with(self.writer.get(path).text, field), **values)
        answers: list[Answer] = []

        def work() -> None:
            with suppress(OSError, http.client.HTTPException):
                answers.append(self.writer.send(path, fields))

        killed, sending = self.web.worker, threading.Thread(target=work)
        sending.start()
        time.sleep(self.chance.uniform(0.05, 1.3) * self.seconds)
        self.web.kill()
        sending.join()
        self.web.wait_for_the_next(killed)
        return answers[0] if answers else None

    def was(self, done: bool) -> None:
        """Note whether it was done, to kill earlier or later the next time."""
        self.seconds *= 0.85 if done else 1.2


def test_what_was_answered_is_stored(web):
    owner = contributor()
    draft = make_draft(owner)
    writer = signed_in(web.port, owner)
    killer, path = Killer(web, writer), reverse("draft_step", args=[draft.key, "story"])
    stored, kills = "", Kills()
    for number in kills:
        text = f"{TEXT}{number}"
        answer = killer.send(path, "what_happened", what_happened=text)
        draft.refresh_from_db()
        before, stored = stored, draft.answers.get("what_happened", "")
        assert stored in {before, text}, number
        if answer is not None:
            assert answer.status == 302, number
            assert stored == text, number
        killer.was(stored == text)
        kills.came_to(done=stored == text, cut_off=answer is None)


def test_a_case_is_sent_whole_and_once(web):
    owner = contributor()
    writer = signed_in(web.port, owner)
    killer, kills = Killer(web, writer), Kills()
    for number in kills:
        draft = make_draft(owner, answers={"what_happened": f"{TEXT}{number}", "audience": "network"})
        path = reverse("draft_check", args=[draft.key])
        answer = killer.send(path, "csrfmiddlewaretoken", confirmed="on")
        pages = CaseStudyPage.objects.filter(what_happened=f"{TEXT}{number}")
        held = Contribution.objects.filter(draft=draft)
        assert pages.count() == held.count() <= 1, number
        draft.refresh_from_db()
        assert draft.is_sent == held.exists()
        killer.was(held.exists())
        kills.came_to(done=held.exists(), cut_off=answer is None)
        if not held.exists():
            fields = form_with(writer.get(path).text, "csrfmiddlewaretoken")
            assert writer.send(path, changed(fields, confirmed="on")).status == 302
        assert held.count() == pages.count() == 1, number
