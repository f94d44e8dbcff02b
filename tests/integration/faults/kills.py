"""How often a process is killed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

LEAST = int(os.environ.get("FAULTS", "5"))
# A test that kills on and on says that something is wrong with it.
_MOST = 8


@dataclass(slots=True)
class Kills:
    """The numbers of the kills: at least so many, and on until one request was done and another one cut off.

    Without both a test has seen nothing: a kill that always comes too late or too early loses nobody's work.
    """

    made: int = 0
    done: int = 0
    cut_off: int = 0

    def __iter__(self) -> Iterator[int]:
        """Yield the number of each kill; who kills says what it came to."""
        while self.made < LEAST or not (self.done and self.cut_off):
            assert self.made < _MOST * LEAST, f"{self.made} kills: {self.done} requests done, {self.cut_off} cut off"
            self.made += 1
            yield self.made

    def came_to(self, *, done: bool, cut_off: bool) -> None:
        """Count whether what was asked for was done, and whether its answer was cut off."""
        self.done += done
        self.cut_off += cut_off
