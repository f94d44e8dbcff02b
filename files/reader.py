"""Has a file read by a child process, so that no file can stop the site: the web process never opens one itself.

The child gets the file and the limits, and nothing else: an empty environment, no open connection, a process group of its
own. A parser that crashes, hangs or eats memory ends there, and the person gets a sentence.
"""

import errno
import logging
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, Literal

from django.conf import settings

from .reading.answers import Answer, Limits, Refused, read_answer
from .refusals import refusal, refusal_of
from .upload_handler import LostUpload

logger = logging.getLogger(__name__)
Purpose = Literal["file", "text", "picture"]

# Waiting on disks, and on processes that come first, counts on the clock but not against the processor's time.
_WAITING = 2
# The answer holds the cleaned file and its text, and neither is much larger than the file.
_LONGEST_TEXT_BYTES = 64 * 1024 * 1024
# A Word file may unpack to this many times its limit; more is a trap for the memory.
_MOST_UNPACKED = 10
# Each child may take a core and its memory; others wait a little, then are asked to come again.
_CHILDREN = threading.BoundedSemaphore(2)
_SECONDS_IN_LINE = 4


def limits() -> Limits:
    """Return how much reading one file may cost on this site."""
    largest = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    return Limits(
        seconds=settings.FILE_READ_SECONDS,
        memory=settings.FILE_READ_MEMORY_MB * 1024 * 1024,
        answer=2 * largest + _LONGEST_TEXT_BYTES,
        unpacked=_MOST_UNPACKED * largest,
        pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
    )


def read_content(content: IO[bytes], purpose: Purpose) -> Answer:
    """Return what a file holds, and the file without what is not kept.

    Args:
        content: the file from its start.
        purpose: "file" for a PDF or Word file that is stored, "text" where only its text is wanted, "picture" for one to show.

    Raises:
        UnusableFile: it cannot be taken, or reading it costs too much.
    """
    if isinstance(content, LostUpload):
        raise refusal("no_room")
    if not _CHILDREN.acquire(timeout=_SECONDS_IN_LINE):
        raise refusal("busy")
    try:
        with TemporaryFile() as source, TemporaryFile() as out:
            for chunk in iter(lambda: content.read(1 << 20), b""):
                source.write(chunk)
            source.seek(0)
            status = _run(purpose, limits(), source, out)
            if status:
                # The kind of end only: names and texts are in no log.
                logger.warning("A %s could not be read: the reading process ended with %s.", purpose, status)
                raise refusal("too_long" if status in {-signal.SIGXCPU, -signal.SIGKILL} else "broke_off")
            out.seek(0)
            return read_answer(out)
    except Refused as refused:
        raise refusal_of(refused) from None
    except ValueError as error:
        raise refusal("broke_off") from error
    except OSError as error:
        # No memory, no process or no room left on this machine: whoever runs it is told, by the name of the error only.
        logger.error(
            "The process that reads files cannot be started: %s.", errno.errorcode.get(error.errno or 0, "unknown")
        )
        raise refusal("not_started") from error
    finally:
        _CHILDREN.release()


def _run(purpose: Purpose, limits: Limits, source: IO[bytes], out: IO[bytes]) -> int:
    """Run the child to its end and return its exit status, negative for the signal that ended it."""
    child = subprocess.Popen(  # noqa: S603  # our own module, with arguments that no person wrote
        [sys.executable, "-E", "-s", "-B", "-m", "files.reading", purpose, limits.as_argument(), str(os.getpid())],
        cwd=settings.BASE_DIR,
        env={"LC_ALL": "C.UTF-8"},
        stdin=source,
        stdout=out,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return child.wait(timeout=limits.seconds * _WAITING)
    except subprocess.TimeoutExpired:
        _end(child)
        return -signal.SIGKILL
    except BaseException:
        _end(child)
        raise


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child with its whole group."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
