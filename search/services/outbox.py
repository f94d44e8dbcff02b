"""The outbox: changes wait in the database until the engine has them, so that none is lost and no editor waits.

`post` writes the rows in the transaction of the change. After the commit a thread of the same process delivers them; what
it cannot deliver (engine away, full, hung; process killed) the worker does later.
"""

import logging
import threading
from collections.abc import Callable, Iterable

from django.db import connection, transaction

from ..documents import documents_for
from ..engines import get_engine
from ..engines.base import RemoteEngine, SearchUnavailable
from ..models import PendingChange

logger = logging.getLogger(__name__)

BATCH = 500
# (entry, version) pairs.
Changes = Iterable[tuple[int, int]]


def post(changes: Changes) -> None:
    """Put changes into the outbox, for delivery after the commit of the present transaction."""
    PendingChange.objects.bulk_create(PendingChange(entry_id=key, version=version) for key, version in changes)
    schedule_delivery()


def schedule_delivery() -> None:
    """Deliver soon after the commit, without the editor waiting for it."""
    transaction.on_commit(_courier.wake)


def deliver(engine: RemoteEngine, progress: Callable[[int], object] = lambda number: None) -> int:
    """Deliver all changes that the engine has not refused; return how many rows are done.

    What is delivered is the state of the catalogue now, whatever the row says: so the order does not matter, and several
    processes may do this at once. A row goes when readers find its change.

    Raises:
        SearchUnavailable: the engine is away or overloaded; the rows stay.
    """
    done = 0
    while rows := list(PendingChange.objects.deliverable()[:BATCH]):
        documents = documents_for({row.entry_id for row in rows})
        there = {document.entry_id for document in documents}
        gone: dict[int, int] = {}
        for row in rows:
            if row.entry_id not in there:
                # Above the version of every write, so that none of them brings the entry back.
                gone[row.entry_id] = max(gone.get(row.entry_id, 0), row.version + 1)
        refused = engine.deliver(documents, gone)
        _settle(rows, refused)
        done += len(rows)
        progress(len(rows))
    return done


def _settle(rows: list[PendingChange], refused: dict[int, str]) -> None:
    for entry_id, kind in refused.items():
        logger.error("The search engine refuses entry %s: %s", entry_id, kind)
        keys = [row.pk for row in rows if row.entry_id == entry_id]
        PendingChange.objects.filter(pk__in=keys).update(error=kind[:100])
    PendingChange.objects.filter(pk__in=[row.pk for row in rows if row.entry_id not in refused]).delete()


def retry_refused() -> int:
    """Let the engine see again what it has refused, after an upgrade or a rebuild; return how many rows."""
    return PendingChange.objects.refused().update(error="")


class Courier:
    """Delivers in a thread of its own, one round at a time; waking it again meanwhile is remembered.

    The thread is no daemon: a command that has published something ends when the round has.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._again = False

    def wake(self) -> None:
        """Begin a round, or let the present one look once more."""
        with self._lock:
            self._again = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="search-outbox")
                self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait for the end of the present round: for tests and for the end of a command."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _run(self) -> None:
        try:
            while self._begins_round():
                self._deliver()
        finally:
            connection.close()

    def _begins_round(self) -> bool:
        with self._lock:
            if not self._again:
                self._thread = None
                return False
            self._again = False
            return True

    @staticmethod
    def _deliver() -> None:
        try:
            engine = get_engine()
            if isinstance(engine, RemoteEngine):
                deliver(engine)
        except SearchUnavailable as error:
            logger.warning("Changes wait for the search engine: %s", error)
        except Exception:
            logger.exception("The delivery to the search engine stopped; the worker will go on with it")


_courier = Courier()


def wait_for_delivery(seconds: float = 60.0) -> None:
    """Wait for the courier of this process."""
    _courier.wait(seconds)
