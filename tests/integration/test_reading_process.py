"""The process that reads a file: what it has, what ends it, and that nobody waits for it."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

import pytest

from accounts.models import Organisation
from accounts.roles import Role
from files import reader
from files.models import PageText, RepositoryFile
from files.reader import read_content
from files.refusals import UnusableFile
from tests.factories import person
from tests.hostile.pdf_bombs import packed_twice
from tests.makers import make_pdf
from tests.reading_processes import children_that_read, held_still, wait_for_reader

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes in /proc, which Linux has")


@pytest.fixture
def reading() -> Iterator[Future]:
    """Read a file that never ends, in another thread; the answer is the sentence that tells of it."""

    def read() -> str:
        try:
            read_content(BytesIO(packed_twice()), "file")
        except UnusableFile as error:
            return error.messages[0]
        return ""

    with ThreadPoolExecutor(1) as threads:
        yield threads.submit(read)


def test_the_reading_process_has_nothing_but_the_file(reading, monkeypatch):
    child = wait_for_reader()
    with held_still(child):
        names = {part.partition(b"=")[0] for part in Path(f"/proc/{child}/environ").read_bytes().split(b"\0") if part}
        opened = {str(link.readlink()) for link in Path(f"/proc/{child}/fd").iterdir()}
        limits = Path(f"/proc/{child}/limits").read_text()
        group = os.getpgid(child)
    assert names == {b"LC_ALL"}
    # Its input and output have no name; libraries that are being loaded are files of the program.
    assert not {path for path in opened if path.endswith((".sqlite3", "-wal")) or path.startswith("socket:")}
    assert group == child != os.getpgid(0)
    assert "Max core file size        0" in limits
    os.kill(child, signal.SIGKILL)
    assert reading.result(30)


def test_the_reading_process_gives_way_to_whoever_serves_visitors(reading):
    child = wait_for_reader()
    while not _has_input_read(child):
        time.sleep(0.01)
    session = Path(f"/proc/{child}/autogroup")
    importance = os.getpriority(os.PRIO_PROCESS, child)
    shared_among_sessions = session.exists() and session.read_text().split()[-1]
    os.kill(child, signal.SIGKILL)
    assert reading.result(30)
    assert importance == 5
    assert shared_among_sessions in {"5", False}


def test_a_process_that_only_waits_is_ended_by_the_clock(reading, settings):
    settings.FILE_READ_SECONDS = 2
    with held_still(wait_for_reader()):
        assert "takes too long" in reading.result(60)
    assert not children_that_read(os.getpid())


def test_a_process_that_somebody_ends_is_a_sentence(reading):
    os.kill(wait_for_reader(), signal.SIGSEGV)
    assert "cannot be read" in reading.result(60)


def test_memory_is_limited(settings):
    settings.FILE_READ_MEMORY_MB = 256
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with pytest.raises(UnusableFile):
        read_content(BytesIO(packed_twice()), "file")
    # Until it is another program, a child is as large as the process that starts it.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert max(before, own, 256 * 1024) >= resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def test_a_long_answer_is_cut_off_and_refused(settings, monkeypatch):
    monkeypatch.setattr(reader, "_LONGEST_TEXT_BYTES", 0)
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 300
    with pytest.raises(UnusableFile, match="cannot be read"):
        read_content(BytesIO(make_pdf(["Words " * 10] * 50)), "file")


def test_a_machine_that_can_start_no_process_says_so(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(UnusableFile, match="Tell the people who run this site"):
        read_content(BytesIO(make_pdf(["Words"])), "file")


def test_a_third_file_at_once_is_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(reader, "_SECONDS_IN_LINE", 0)
    monkeypatch.setattr(reader, "_CHILDREN", threading.BoundedSemaphore(1))
    with reader._CHILDREN, pytest.raises(UnusableFile, match="Other files are being read"):
        read_content(BytesIO(make_pdf(["Words"])), "file")
    assert read_content(BytesIO(make_pdf(["Words"])), "file").texts == ["Words"]


def test_the_reading_process_ends_with_the_web_process(tmp_path):
    (tmp_path / "endless.pdf").write_bytes(packed_twice())
    code = (
        "import django; django.setup()\nfrom files.reader import read_content\n"
        f"read_content(open({str(tmp_path / 'endless.pdf')!r}, 'rb'), 'file')"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    web = subprocess.Popen([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment)
    child = wait_for_reader(web.pid)
    # The child asks for the signal before it opens the file.
    while not _has_input_read(child):
        time.sleep(0.01)
    web.kill()
    web.wait(10)
    for _attempt in range(400):
        if not Path(f"/proc/{child}").exists() or _is_dead(child):
            return
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    raise AssertionError("The reading process goes on.")


def _has_input_read(child: int) -> bool:
    return "pikepdf" in Path(f"/proc/{child}/maps").read_text()


def _is_dead(child: int) -> bool:
    return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] in {"Z", "X"}


@pytest.mark.parametrize("way", ["add", "add_multiple"])
def test_nobody_waits_while_a_file_is_read(own_database, media, way):
    client = Client()
    client.force_login(person(Role.COORDINATOR))
    field = "file" if way == "add" else "files[]"
    upload = SimpleUploadedFile("report.pdf", make_pdf(["Slow words"]))

    def send() -> int:
        try:
            return client.post(
                reverse(f"wagtaildocs:{way}"), {"title": "Report", "language": "en", field: upload}
            ).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        sent = threads.submit(send)
        with held_still(wait_for_reader()):
            # While the lock was held, this would wait until the file is given up, and nothing would be stored.
            Organisation.objects.create(name="Written meanwhile", slug="written-meanwhile", country="NL")
            assert not sent.done()
        assert sent.result(60) in {200, 302}
    assert PageText.objects.get(file=RepositoryFile.objects.get()).text == "Slow words"
