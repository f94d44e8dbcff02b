"""Tests about Elasticsearch itself, on a real server."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

import pytest
from pytest_django import DjangoDbBlocker

from search.engines import get_engine
from search.engines.elasticsearch.engine import ElasticsearchEngine
from tests.database import database_in_use, discard, fresh_copy, use_database
from tests.elasticsearch_index import MISSING, index_of_this_process

START = Path(settings.BASE_DIR) / "tests" / "elasticsearch" / "start"


@pytest.fixture
def engine(elasticsearch: None) -> ElasticsearchEngine:
    """The engine on an index of this process."""
    found = get_engine()
    assert isinstance(found, ElasticsearchEngine)
    return found


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


class Node:
    """A server of the test's own, to be hung, stopped and started again."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.pid = home, free_port(), 0
        self.start()

    def start(self) -> None:
        """Start it, with the data it had."""
        done = subprocess.run([str(START), str(self.home), str(self.port)], check=True, stdout=subprocess.PIPE)
        self.pid = int(done.stdout)

    def stop(self) -> None:
        """End it at once, as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)

    def hang(self) -> None:
        """Let it accept connections and never answer."""
        os.kill(self.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it answer again."""
        os.kill(self.pid, signal.SIGCONT)


@pytest.fixture(scope="module")
def own_node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """Start a server that the tests of a module may treat badly."""
    if shutil.which("mvn") is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip("needs Maven and a JDK 21 or newer to start an Elasticsearch of its own")
    node = Node(tmp_path_factory.mktemp("elasticsearch"))
    try:
        with index_of_this_process(f"elasticsearch+http://127.0.0.1:{node.port}"):
            yield node
            node.go_on()
    finally:
        node.go_on()
        node.stop()


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Use a database in which transactions are committed, and which is thrown away."""
    shared = database_in_use()
    with django_db_blocker.unblock():
        own = fresh_copy(tmp_path)
        use_database(own)
        try:
            yield
        finally:
            use_database(shared)
            discard(own)
