"""The circuit breaker: when the server has failed, readers do not wait for it again and again."""

import threading
import time
from collections.abc import Callable

FAILURES = 2
PAUSE_SECONDS = 10.0


class Breaker:
    """Opens after some failures in a row, and lets one request through after a pause to see whether the server is back."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_again_at = 0.0

    def allows(self) -> bool:
        """Whether a request may be sent now."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._now() < self._closed_again_at:
                return False
            # This request is the trial; the others wait for its end or for another pause.
            self._closed_again_at = self._now() + PAUSE_SECONDS
            return True

    def succeeded(self) -> None:
        """Note an answer."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Note that there was no answer."""
        with self._lock:
            self._failures += 1
            self._closed_again_at = self._now() + PAUSE_SECONDS
