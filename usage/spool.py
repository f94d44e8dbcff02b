"""The spool: files that the web processes append to and the ingest takes over.

An append is one write to a file of this process and minute. Who writes holds a shared lock meanwhile, and who takes a file over holds
it alone until its content is committed and the file is gone; so no line is written into a file that has been read.
"""

import fcntl
import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

TAKEN = "taken-"
_SUFFIX = ".jsonl"
_HOST = "".join(letter for letter in socket.gethostname() if letter.isalnum())[:20]
_TRIES = 5


class TornWrite(OSError):
    """Only a part of a line was written, as on a full disk."""


def append(line: bytes) -> None:
    """Write a line to the spool.

    Raises:
        OSError: it is not there, or not whole.
    """
    minute = time.strftime("%Y%m%d%H%M", time.gmtime())
    name = f"{minute}-{_HOST}-{os.getpid()}"
    for number in range(_TRIES):
        ending = f"-{number}-{secrets.token_hex(2)}" if number else ""
        if _append_to(folder() / f"{name}{ending}{_SUFFIX}", line):
            return
    raise OSError("The spool is being taken over again and again.")


def folder() -> Path:
    """Return where the spool is."""
    return Path(settings.USAGE_DIR)


def _append_to(path: Path, line: bytes) -> bool:
    """Append to a file; False if it is being taken over."""
    handle = _opened(path)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        if os.fstat(handle).st_nlink == 0:
            # It was taken over and deleted since it was opened.
            return False
        if os.write(handle, line) != len(line):
            raise TornWrite("The disk took a part of the line.")
        return True
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, flags, 0o600)


def waiting() -> list[Path]:
    """Return the files that wait, the oldest first; those that an ingest took and did not finish come before all."""
    paths = [path for path in folder().glob(f"*{_SUFFIX}") if not path.name.startswith(("unreadable-", "."))]
    return sorted(paths, key=lambda path: (not path.name.startswith(TAKEN), path.name))


@contextmanager
def taken_over(path: Path) -> Iterator[Path | None]:
    """Hold a file alone under a name of its own; None if somebody else holds it or it is gone.

    The name is given once: by it the database knows which files it has.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        yield None
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        if os.fstat(handle).st_nlink == 0:
            yield None
            return
        if not path.name.startswith(TAKEN):
            path = path.rename(path.with_name(f"{TAKEN}{path.name[:12]}-{secrets.token_hex(12)}{_SUFFIX}"))
        yield path
    finally:
        os.close(handle)


def set_aside(taken: Path, lines: list[bytes]) -> None:
    """Keep lines that cannot be read, for a person to look at; the same file again replaces what it left before."""
    if lines:
        path = taken.with_name(f"unreadable-{taken.name}")
        path.write_bytes(b"\n".join(lines) + b"\n")
        path.chmod(0o600)
