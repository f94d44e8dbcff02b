"""Fifty people who write at once, each saved every three seconds: how long a save takes, and that each is stored.

The site is served by gunicorn as in production, two processes with four threads, on SQLite: the slowest place to write for many.
"""

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation, User
from accounts.roles import Role
from accounts.services import add_member
from contributions.models import Draft
from tests.database import address_of, database_in_use
from tests.ports import free_port

from .corpus import use_corpus
from .timing import Figure

PEOPLE, EACH, SAVES = 50, 3, 12
TEXT = "She was promised work in a restaurant, and slept above the kitchen. " * 40


@dataclass(slots=True)
class Writer:
    """Somebody who writes, and what was answered."""

    draft: Draft
    session: str
    waits: list[float] = field(default_factory=list)
    version: int = 1
    refused: int = 0


def autosaving() -> Iterator[Figure]:
    """Measure the saves of fifty people, and count those that are not stored."""
    use_corpus(1_000)
    writers = [_writer(number) for number in range(PEOPLE)]
    with _served() as port, ThreadPoolExecutor(PEOPLE) as threads:
        list(threads.map(lambda number: _write(writers[number], port, number * EACH / PEOPLE), range(PEOPLE)))
    waits = [wait for writer in writers for wait in writer.waits]
    lost = sum(_is_lost(writer) + writer.refused for writer in writers)
    detail = f"{len(waits)} saves of {len(TEXT)} characters by {PEOPLE} people every {EACH} s, two processes, SQLite"
    yield Figure("autosave, 95 of 100", quantiles(waits, n=20)[-1], "ms", "lower", 300, detail)
    yield Figure("autosave, not stored", lost, "saves", "lower", 0, detail)


def _writer(number: int) -> Writer:
    organisation, _made = Organisation.objects.get_or_create(
        slug="bench-writers", defaults={"name": "Bench writers", "country": "NL"}
    )
    user, made = User.objects.get_or_create(email=f"writer{number}@casebook.example")
    if made:
        add_member(user=user, organisation=organisation, role=Role.CONTRIBUTOR)
    draft = Draft.objects.create(key=uuid4(), owner=user, organisation=organisation, kind="case_study")
    client = Client()
    client.force_login(user)
    return Writer(draft, client.cookies[settings.SESSION_COOKIE_NAME].value)


def _write(writer: Writer, port: int, delay: float) -> None:
    """Save the growing text of one person, a save every few seconds."""
    path = reverse("draft_autosave", args=[writer.draft.key, "story"])
    step = reverse("draft_step", args=[writer.draft.key, "story"])
    token = _token(port, step, writer.session)
    time.sleep(delay)
    for number in range(SAVES):
        began = time.perf_counter()
        text = {"asked": "what_happened", "what_happened": f"{TEXT}{number}"}
        sent = {"version": writer.version, "csrfmiddlewaretoken": token, **text}
        status, body = _ask(port, path, writer.session, sent)
        writer.waits.append((time.perf_counter() - began) * 1000)
        if status == 200:
            writer.version = int(body.rpartition(":")[2].strip(" }"))
        else:
            writer.refused += 1
        time.sleep(max(0, EACH - (time.perf_counter() - began)))


def _is_lost(writer: Writer) -> bool:
    writer.draft.refresh_from_db()
    return not str(writer.draft.answers.get("what_happened", "")).endswith(f"{SAVES - 1}")


def _token(port: int, path: str, session: str) -> str:
    page = _ask(port, path, session)[1]
    return page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


def _ask(port: int, path: str, session: str = "", sent: dict[str, object] | None = None) -> tuple[int, str]:
    """Get a page, or send a form with the token that is among its fields."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    # The token of a form is good beside a cookie with the same secret; this one was given with the page.
    token = (sent or {}).get("csrfmiddlewaretoken", "")
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST" if sent else "GET", path, urlencode(sent) if sent else None, headers)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text


@contextmanager
def _served() -> Iterator[int]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "DEBUG": "0", "SECRET_KEY": settings.SECRET_KEY,
            "DATABASE_URL": address_of(database_in_use()), "VAR_DIR": folder, "SITE_URL": f"http://127.0.0.1:{port}",
        }  # fmt: skip
        bind = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
        command = [str(Path(sys.executable).with_name("gunicorn")), *bind, "--log-level", "error", "cms.wsgi"]
        server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)  # noqa: S603  our own command
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait(30)


def _wait_for(port: int) -> None:
    for _attempt in range(240):
        with suppress(OSError, http.client.HTTPException):
            if _ask(port, "/-/live")[0] == 200:
                return
        time.sleep(0.25)
    raise RuntimeError("The server does not answer.")


GROUPS = {"autosave": autosaving}
