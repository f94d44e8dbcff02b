"""The site's web process, to be killed at any moment: gunicorn with one worker, which is made anew from a loaded parent."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.database import address_of, database_in_use, is_sqlite
from tests.ports import free_port
from tests.production.stack import wait_until

from .person import Answer, Person


class WebProcess:
    """The running site; `kill` ends what answers requests as a power cut would."""

    def __init__(self, parent: subprocess.Popen[bytes], port: int) -> None:
        self.parent, self.port = parent, port

    @property
    def worker(self) -> int | None:
        """The id of the process that answers now."""
        children = Path(f"/proc/{self.parent.pid}/task/{self.parent.pid}/children").read_text(encoding="ascii").split()
        return int(children[0]) if children else None

    def kill(self) -> None:
        """End the process that answers, with whatever it is doing."""
        if worker := self.worker:
            os.kill(worker, signal.SIGKILL)

    def wait_for_the_next(self, killed: int | None) -> None:
        """Wait until another process answers and the database has done with the requests of the old one."""
        visitor = Person(self.port)
        wait_until(
            lambda: self.worker not in {None, killed} and visitor.get("/-/live").status == 200, "the site is back"
        )
        if not is_sqlite():
            wait_until(lambda: not _others_at_work(), "PostgreSQL has ended what the killed process began")

    def visit(self, path: str) -> Answer:
        """Return what a visitor is answered."""
        return Person(self.port).get(path)


def _others_at_work() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend' AND state <> 'idle'"
        )
        return bool(cursor.fetchone()[0])


@contextmanager
def web_process(folder: Path) -> Iterator[WebProcess]:
    """Serve the database in use on a free port of this machine; stopped by its process id."""
    port = free_port()
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "DEBUG": "0", "VAR_DIR": str(folder),
        "DATABASE_URL": address_of(database_in_use()), "SEARCH_URL": settings.SEARCH_URL,
        "SITE_URL": f"http://127.0.0.1:{port}", "SECRET_KEY": settings.SECRET_KEY,
    }  # fmt: skip
    command = [
        str(Path(sys.executable).parent / "gunicorn"), "--preload", "--workers", "1", "--threads", "4",
        "--worker-class", "gthread", "--bind", f"127.0.0.1:{port}", "cms.wsgi",
    ]  # fmt: skip
    with (folder / "web.log").open("wb") as log:
        parent = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
    web = WebProcess(parent, port)
    try:
        web.wait_for_the_next(killed=None)
        yield web
    finally:
        parent.terminate()
        parent.wait(60)
