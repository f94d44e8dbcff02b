"""Records what was served, at the price of one write to a file. Whatever goes wrong here, the reader gets the answer."""

import logging
import time
from collections.abc import Callable
from datetime import date
from threading import Lock
from uuid import uuid4

from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from . import spool
from .actors import actor_key, salt_of
from .codes import Reason
from .decision import reason_against
from .lines import LeftOutLine, Line, counted, day_of, written
from .services.ingest import store
from .serving import Served, served_by

logger = logging.getLogger(__name__)


class _Lost:
    """How many lines this process could write nowhere; told in the first line that can be written again."""

    def __init__(self) -> None:
        self._lock, self._days = Lock(), list[int]()

    def add(self, at: int) -> None:
        with self._lock:
            self._days.append(at)

    def take(self) -> list[int]:
        if not self._days:
            return []
        with self._lock:
            taken, self._days = self._days, []
        return taken


lost = _Lost()


def record(request: HttpRequest, response: HttpResponseBase) -> None:
    """Record what a response serves, if it is an item; raises nothing.

    It is called before the body leaves: a crash may count a request that was cut off, and never loses one.
    """
    served = served_by(response)
    if served is None:
        return
    at = time.time_ns() // 1_000_000
    try:
        _keep(line_of(request, response, served, at))
    except Exception as error:  # noqa: BLE001  a download must not fail because it is counted
        lost.add(at)
        # The kind of error only: its text could quote a row.
        logger.error("A request could not be recorded: %s", type(error).__name__)


def line_of(
    request: HttpRequest, response: HttpResponseBase, served: Served, at: int, salts: Callable[[date], bytes] = salt_of
) -> Line:
    """Return the line that tells of an answer; `at` in milliseconds since 1970, and the salt of its day."""
    if against := reason_against(request, response, served):
        return LeftOutLine(at, against)
    return counted(uuid4(), at, served, actor_key(request, salts(day_of(at))))


def _keep(line: Line) -> None:
    """Write to the spool, or where that fails straight to the database."""
    try:
        spool.append(written(line))
    except OSError as error:
        logger.error("The spool cannot be written to (%s); the database is told.", type(error).__name__)
        _insert(line)
    else:
        _tell_of_lost()


def _insert(line: Line) -> None:
    try:
        store([line])
    except DatabaseError:
        lost.add(line.at)
        logger.error("Neither spool nor database took what was to be recorded.")


def _tell_of_lost() -> None:
    for at in lost.take():
        try:
            spool.append(written(LeftOutLine(at, Reason.LOST)))
        except OSError:
            lost.add(at)
