"""What the child gives up before it looks at a file."""

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

from .answers import Limits

# From <linux/prctl.h>.
_SET_PARENT_DEATH_SIGNAL = 1
_SET_NO_NEW_PRIVILEGES = 38
# Standard input and output, and the few that libraries open while they load.
_OPEN_FILES = 32
# A third of what a process at work for a visitor gets where both want the same core (sched(7), "The nice value").
_NICE = 5


def confine(limits: Limits, parent: int) -> None:
    """Limit this process for good, and end it when its parent, the web process, ends.

    Args:
        limits: what reading may cost.
        parent: the key of the process that started this one.
    """
    _give_way()
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    # At the first the process is told by a signal, which ends it; the second cannot be caught.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.answer, limits.answer))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    if sys.platform == "linux":
        control = ctypes.CDLL(None).prctl
        control(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        control(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        # It ended before it could be watched.
        sys.exit(1)


def _give_way() -> None:
    """Let whoever serves a visitor go first.

    The child leads a session of its own. Where Linux shares the processor among sessions, a process is only less important than
    others of its own session, and the session is made less important by itself (sched(7), "The autogroup feature").
    """
    os.nice(_NICE)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_NICE))
