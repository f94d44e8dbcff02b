"""Makes the index again after an upgrade that makes it by other rules: the worker's part, without anybody being asked."""

import logging
import time
from collections.abc import Callable
from typing import NamedTuple

from django.core.cache import cache
from django.db import DatabaseError

from catalogue.models import CatalogueEntry
from catalogue.services.exclusive import AlreadyRunning

from ..engines import get_engine
from ..engines.base import SearchUnavailable
from ..engines.shape import IndexState, Standing
from .outbox import retry_refused
from .rebuild import is_to_be_renewed, renew_index

logger = logging.getLogger(__name__)

# After a failure it is tried again, each time after twice as long.
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 60.0, 6 * 3600.0


class Pause(NamedTuple):
    """When a rebuild that failed is tried again, and how long it rests after the next failure."""

    until: float = 0.0
    seconds: float = FIRST_PAUSE_SECONDS


class Stopped(Exception):
    """The worker is to end; the next one makes the index."""


class Renewal:
    """Looks after the shape of the index for the life of a worker.

    Code does not change while it runs. An index that was in step with it and is not any more was made by other code, so this
    worker is the one that is out of date: two of different versions would otherwise make the index in turn for ever.
    """

    def __init__(
        self,
        stopped: Callable[[], bool] = lambda: False,
        now: Callable[[], float] = time.time,
        outlives: bool = False,
    ) -> None:
        """Take what says that the worker is to end, and a clock.

        With `outlives`, pauses after failures hold for the workers after this one as well: cron starts a new one each
        minute. A worker that somebody starts by hand tries at once.
        """
        self.why = ""
        self._stopped, self._now, self._outlives = stopped, now, outlives
        self._was_in_step = False
        self._pause = Pause()

    def index_is_ours(self) -> bool:
        """Return whether the index has the shape of this code, after making it again where that is to be done.

        `why` says what is the matter where it has not.

        Raises:
            SearchUnavailable: the engine cannot say.
            Stopped: the worker is to end.
        """
        engine = get_engine()
        state = engine.index_state()
        if state.standing is Standing.IN_STEP:
            self._was_in_step = True
            self.why = ""
            return True
        if self._was_in_step and state.standing is not Standing.MISSING:
            self._say(
                "The search index was made again by another version while this worker ran. Start the worker anew."
            )
        elif not is_to_be_renewed(engine):
            self._say(state.sentence)
        elif self._now() >= self._present_pause(state).until:
            return self._renew(state)
        else:
            self.why = self.why or state.sentence
        return False

    def _present_pause(self, state: IndexState) -> Pause:
        kept = cache.get(_pause_key(state)) if self._outlives else None
        return Pause(*kept) if kept else self._pause

    def _renew(self, state: IndexState) -> bool:
        logger.info("%s It is made now.", state.sentence)
        try:
            renew_index(LoggedProgress(CatalogueEntry.objects.count(), self._stopped))
        except AlreadyRunning as error:
            self._say(str(error))
            return False
        except (SearchUnavailable, DatabaseError) as error:
            self._rest_after_failure(state)
            # What the database says of a row may quote it, so only its kind of error is told.
            told = error if isinstance(error, SearchUnavailable) else type(error).__name__
            seconds = self._pause.until - self._now()
            self._say(
                f"The search index could not be made again, and is as it was: {told} Next try in {seconds:.0f} s."
            )
            return False
        self._was_in_step, self._pause, self.why = True, Pause(), ""
        cache.delete(_pause_key(state))
        retry_refused()
        logger.info("The search index is in step with this version.")
        return True

    def _rest_after_failure(self, state: IndexState) -> None:
        seconds = self._present_pause(state).seconds
        self._pause = Pause(self._now() + seconds, min(seconds * 2, LONGEST_PAUSE_SECONDS))
        if self._outlives:
            cache.set(_pause_key(state), tuple(self._pause), timeout=2 * LONGEST_PAUSE_SECONDS)

    def _say(self, why: str) -> None:
        """Tell the log, once as long as it stays so."""
        if why != self.why:
            logger.warning("%s", why)
        self.why = why


def _pause_key(state: IndexState) -> str:
    """Return a name under which processes that make the same index keep their pause."""
    return f"search.renewal:{state.own.digest}"


class LoggedProgress:
    """Tells the log at every tenth how far a rebuild is, and ends it where the worker is to end."""

    def __init__(self, total: int, stopped: Callable[[], bool]) -> None:
        self._total, self._stopped = max(total, 1), stopped
        self._done = self._tenths = 0

    def __call__(self, number: int) -> None:
        """Count some more entries.

        Raises:
            Stopped: the worker is to end.
        """
        if self._stopped():
            raise Stopped
        self._done += number
        if (tenths := 10 * self._done // self._total) > self._tenths:
            self._tenths = tenths
            logger.info("The search index is being made: %s of %s entries.", self._done, self._total)
