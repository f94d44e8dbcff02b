"""Finds the process that reads a file, and holds it still."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def children_that_read(parent: int) -> list[int]:
    """Return the keys of the reading processes that a process started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            is_child = int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == parent
            if is_child and b"files.reading" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def wait_for_reader(parent: int | None = None) -> int:
    """Return the key of the next reading process of a process, this one if none is named."""
    for _attempt in range(6_000):
        for child in children_that_read(parent or os.getpid()):
            return child
        time.sleep(0.005)
    raise AssertionError("No file is being read.")


@contextmanager
def held_still(child: int) -> Iterator[None]:
    """Stop a process for a while."""
    os.kill(child, signal.SIGSTOP)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGCONT)
