"""The parts of production on this machine: PostgreSQL, Elasticsearch, Valkey, gunicorn, the worker, and nginx in front."""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from django.conf import settings

from tests.certificates import certificate
from tests.ports import free_port

ROOT = Path(settings.BASE_DIR)
HOST = "casebook.example"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
VALKEY = shutil.which("valkey-server") or shutil.which("redis-server") or "/usr/bin/valkey-server"
MAX_UPLOAD_MB = 1


def wait_until(check: Callable[[], object], what: str, seconds: int = 60) -> None:
    """Wait until `check` gives something true and raises nothing."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if check():
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.2)
    raise AssertionError(f"{what}: not within {seconds} s")


@dataclass(slots=True)
class Answer:
    """What the proxy answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(slots=True)
class Stack:
    """The processes, each on a port of its own, with the settings of production."""

    folder: Path
    database_url: str
    search_url: str
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    app_port: int = field(default_factory=free_port)
    http_port: int = field(default_factory=free_port)
    https_port: int = field(default_factory=free_port)
    cache_port: int = field(default_factory=free_port)

    @property
    def files_folder(self) -> Path:
        """Where the files are: below the folder of all data, or beside nginx where there is none."""
        data = self.folder / "var"
        return (data if data.exists() else self.folder) / "media"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every process of the application: nothing of the tests' own settings."""
        return {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "SECRET_KEY": "for-these-tests-only-for-these-tests-only-for-these-tests-only", "ALLOWED_HOSTS": HOST,
            "SITE_URL": f"https://{HOST}", "DATABASE_URL": self.database_url, "SEARCH_URL": self.search_url,
            "CACHE_URL": f"redis://127.0.0.1:{self.cache_port}/0",
            "FILES_BY_NGINX": "1", "EMAIL_URL": "smtp://127.0.0.1:1025", "VAR_DIR": str(self.folder / "var"),
            "MAX_UPLOAD_MB": str(MAX_UPLOAD_MB),
            "STATIC_ROOT": str(self.folder / "static"), "GUNICORN_BIND": f"127.0.0.1:{self.app_port}", "LANG": "C.UTF-8",
        }  # fmt: skip

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py and return what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str) -> None:
        """Run Python inside the application, with the factories of the tests at hand."""
        code = f"import django; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def run(self, name: str, *command: str) -> None:
        """Start a process of the application in the background."""
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )

    def prepare(self) -> None:
        """Make the database, the pages and the static files."""
        (self.folder / "var").mkdir()
        self.manage("migrate", "--verbosity", "0")
        self.manage("setup_site")
        self.manage("load_topics", "--verbosity", "0")
        self.manage("collectstatic", "--no-input", "--verbosity", "0")

    def start(self) -> None:
        """Start the cache, gunicorn, the worker and nginx, and wait for them."""
        bin_folder = Path(sys.executable).parent
        # Counters of some minutes: nothing of it is kept on disk.
        self.run(
            "cache",
            VALKEY,
            "--bind",
            "127.0.0.1",
            "--port",
            str(self.cache_port),
            "--save",
            "",
            "--dir",
            str(self.folder),
        )
        self.run("gunicorn", str(bin_folder / "gunicorn"), "--config", "deploy/gunicorn.conf.py", "cms.wsgi")
        self.run("worker", sys.executable, "manage.py", "search_worker")
        self.start_nginx()
        wait_until(lambda: self.get("/-/ready").status == 200, f"{self.folder}: ready")

    @staticmethod
    def has_nginx() -> bool:
        """Whether nginx is on this machine."""
        return Path(NGINX).exists()

    def start_nginx(self) -> None:
        """Start nginx with the configuration of production."""
        self.run("nginx", NGINX, "-p", str(self.folder), "-e", str(self.folder / "start.log"), "-c", self._nginx_conf())

    def _nginx_conf(self) -> str:
        certificate_file, key_file = certificate(self.folder, HOST)
        values = {
            "UPSTREAM": f"127.0.0.1:{self.app_port}", "HTTP_PORT": f"127.0.0.1:{self.http_port}",
            "HTTPS_PORT": f"127.0.0.1:{self.https_port}", "TLS_CERTIFICATE": str(certificate_file), "TLS_KEY": str(key_file),
            "STATIC_ROOT": str(self.folder / "static"), "FILES_ROOT": str(self.files_folder),
            "MAX_BODY_MB": str(MAX_UPLOAD_MB + 1),
            "ACCESS_LOG": str(self.folder / "access.log"), "ERROR_LOG": str(self.folder / "error.log"),
        }  # fmt: skip
        template = (ROOT / "deploy/nginx/casebook.conf.template").read_text(encoding="utf-8")
        # As the official image does it: what is no variable of the environment is nginx's own.
        (self.folder / "site.conf").write_text(Template(template).safe_substitute(values), encoding="utf-8")
        temporary = "\n".join(
            f"{name}_temp_path {self.folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;" if os.getuid() == 0 else ""
        main = (
            f"{user} daemon off; worker_processes 1; pid {self.folder}/nginx.pid;\nevents {{}}\nhttp {{\n"
            f"include /etc/nginx/mime.types;\n{temporary}\ninclude {self.folder}/site.conf;\n}}\n"
        )
        (self.folder / "nginx.conf").write_text(main, encoding="utf-8")
        return str(self.folder / "nginx.conf")

    def get(
        self, path: str, method: str = "GET", body: bytes | None = None, *, client: str = "127.0.0.1", **headers: str
    ) -> Answer:
        """Ask through nginx over TLS, with a certificate that is checked, as a client with an address of this machine."""
        context = ssl.create_default_context(cafile=str(self.folder / "ca.pem"))
        connection = http.client.HTTPSConnection(HOST, self.https_port, context=context, timeout=20)
        connection.sock = context.wrap_socket(
            socket.create_connection(("127.0.0.1", self.https_port), 20, (client, 0)), server_hostname=HOST
        )
        return _ask(connection, method, path, body, {"Host": HOST, **_named(headers)})

    def get_plain(self, path: str, **headers: str) -> Answer:
        """Ask nginx without TLS."""
        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=20)
        return _ask(connection, "GET", path, None, {"Host": HOST, **_named(headers)})

    def stop(self) -> None:
        """Stop every process by its id."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(60)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None, headers: dict[str, str]
) -> Answer:
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()
