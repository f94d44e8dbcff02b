"""Hostile files sent to a real server: it answers, stays small, and serves visitors meanwhile."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

import pytest
from pytest_django import DjangoDbBlocker

from accounts.roles import Role
from tests.database import address_of, database_in_use, discard, fresh_copy, use_database
from tests.factories import person
from tests.hostile import pdf_bombs, pictures, word_bombs
from tests.ports import free_port

pytestmark = [
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="measures processes by /proc, which Linux has"),
    pytest.mark.xdist_group("hostile uploads"),
]
# Seconds; figures to reach are in the documentation, these are what a slow and busy machine still keeps.
LONGEST_ANSWER, LONGEST_VISIT = 40, 10
MOST_MEMORY_KB = 600 * 1024

FILES: list[tuple[Callable[[], bytes], str, str]] = [
    (pdf_bombs.nested_forms, "documents/add/", "report.pdf"),
    (pdf_bombs.millions_of_operators, "documents/add/", "report.pdf"),
    (pdf_bombs.blanks_without_end, "documents/add/", "report.pdf"),
    (pdf_bombs.one_page_many_times, "documents/add/", "report.pdf"),
    (word_bombs.columns_without_end, "documents/add/", "report.docx"),
    (word_bombs.half_a_million_paragraphs, "documents/add/", "report.docx"),
    (word_bombs.one_long_entity, "documents/add/", "report.docx"),
    (pictures.enormous_webp, "images/add/", "cover.webp"),
    (pictures.ten_thousand_frames, "images/add/", "cover.gif"),
]


@dataclass(frozen=True, slots=True)
class Server:
    """A server with one worker, and the cookie of a coordinator."""

    port: int
    master: int
    session: str

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str, list[str]]:
        """Return status, text and the cookies that are set."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace"), answer.headers.get_all("Set-Cookie") or []
        finally:
            connection.close()

    def send(self, address: str, name: str, content: bytes) -> tuple[int, str]:
        """Send a file through a form of the admin, as a browser does."""
        cookie = f"{settings.SESSION_COOKIE_NAME}={self.session}"
        _status, form, cookies = self.ask("GET", f"/admin/{address}", Cookie=cookie)
        (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[:1])
        (crumb,) = [one.partition(";")[0] for one in cookies if "csrftoken" in one]
        sent = {
            "title": "Sent",
            "language": "en",
            "csrfmiddlewaretoken": token,
            "file": SimpleUploadedFile(name, content),
        }
        begun = time.monotonic()
        status, text, _cookies = self.ask(
            "POST", f"/admin/{address}", encode_multipart(BOUNDARY, sent),
            Cookie=f"{cookie}; {crumb}", Content_Type=MULTIPART_CONTENT, Referer=f"http://127.0.0.1:{self.port}/admin/{address}",
        )  # fmt: skip
        assert time.monotonic() - begun < LONGEST_ANSWER
        return status, text

    def most_memory(self) -> int:
        """Return the most memory that the worker ever had, in kilobytes."""
        workers = [
            folder
            for folder in Path("/proc").glob("[0-9]*")
            if _parent_of(folder) == self.master and b"files.reading" not in (folder / "cmdline").read_bytes()
        ]
        return max(int(re.search(r"VmHWM:\s+(\d+)", (one / "status").read_text())[1]) for one in workers)


def _parent_of(folder: Path) -> int:
    with suppress(OSError, ValueError):
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    return 0


@pytest.fixture
def server(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Server]:
    """Serve an empty site on a free port; stopped by its process id."""
    shared = database_in_use()
    with django_db_blocker.unblock():
        own = fresh_copy(tmp_path)
        use_database(own)
        client = Client()
        client.force_login(person(Role.COORDINATOR))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        use_database(shared)
    port = free_port()
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "DEBUG": "0", "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": address_of(own),
        "VAR_DIR": str(tmp_path), "SEARCH_URL": settings.SEARCH_URL, "SITE_URL": f"http://127.0.0.1:{port}", "FILE_READ_SECONDS": "4",
    }  # fmt: skip
    command = [
        str(Path(sys.executable).with_name("gunicorn")), "--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4",
        "--timeout", "120", "cms.wsgi",
    ]  # fmt: skip
    with (tmp_path / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
    found = Server(port, process.pid, session)
    try:
        _wait_for(found, process, tmp_path / "server.log")
        yield found
    finally:
        process.terminate()
        process.wait(30)
        with django_db_blocker.unblock():
            discard(own)


def _wait_for(server: Server, process: subprocess.Popen, log: Path) -> None:
    for _attempt in range(240):
        assert process.poll() is None, log.read_text()
        with suppress(OSError, http.client.HTTPException):
            # The first page of all loads what a process keeps; it is no visitor of those who wait for others' files.
            if server.ask("GET", "/")[0] == 200:
                return
        time.sleep(0.25)
    raise AssertionError(f"The server does not answer: {log.read_text()}")


def test_a_server_survives_hostile_files_and_serves_visitors_meanwhile(server, tmp_path):
    before = sorted(path.name for path in (tmp_path / "media").rglob("*") if path.is_file())
    with ThreadPoolExecutor(2) as threads:
        sent = {threads.submit(server.send, address, name, make()): make.__name__ for make, address, name in FILES}
        waits = []
        while not all(task.done() for task in sent):
            asked = time.monotonic()
            assert server.ask("GET", "/")[0] == 200
            waits.append(time.monotonic() - asked)
            time.sleep(0.1)
    assert max(waits) < LONGEST_VISIT
    taken = []
    for task, name in sent.items():
        status, text = task.result()
        assert status in {200, 302}, name
        if status == 302:
            taken.append(name)
        else:
            assert "error-message" in text, name
    assert set(taken) <= {"columns_without_end", "half_a_million_paragraphs"}
    assert server.most_memory() < MOST_MEMORY_KB
    stored = sorted(path.name for path in (tmp_path / "media").rglob("*") if path.is_file())
    assert len(stored) - len(before) == len(taken)
