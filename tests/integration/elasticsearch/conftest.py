"""Tests about Elasticsearch itself, on a real server."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings

import pytest

from search.engines import get_engine
from search.engines.elasticsearch.engine import ElasticsearchEngine
from tests.elasticsearch_index import index_of_this_process, take_for_written
from tests.ports import free_port

START = Path(settings.BASE_DIR) / "tests" / "elasticsearch" / "start"


@pytest.fixture
def engine(elasticsearch: None) -> ElasticsearchEngine:
    """The engine on an index of this process."""
    found = get_engine()
    assert isinstance(found, ElasticsearchEngine)
    return found


class Node:
    """A server of the test's own, to be hung, stopped and started again."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.pid = home, free_port(), 0
        self.start()

    def start(self) -> None:
        """Start it, with the data it had, and wait until it has found them again."""
        done = subprocess.run([str(START), str(self.home), str(self.port)], check=True, stdout=subprocess.PIPE)
        self.pid = int(done.stdout)
        recovered = f"http://127.0.0.1:{self.port}/_cluster/health?wait_for_status=yellow&timeout=60s"
        with urlopen(recovered, timeout=90) as answer:
            assert answer.status == 200
        take_for_written()

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
def own_node(elasticsearch: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """Start a server that the tests of a module may treat badly."""
    node = Node(tmp_path_factory.mktemp("elasticsearch"))
    try:
        with index_of_this_process(f"elasticsearch+http://127.0.0.1:{node.port}"):
            yield node
            node.go_on()
    finally:
        node.go_on()
        node.stop()
