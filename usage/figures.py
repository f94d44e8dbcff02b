"""The four figures of COUNTER as a value, to be added up."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

# The figures in which a session counts once, by those in which each time counts.
UNIQUE = {"total_investigations": "unique_investigations", "total_requests": "unique_requests"}


@dataclass(frozen=True, slots=True)
class Four:
    """Total and unique investigations (views, downloads among them), total and unique requests (downloads)."""

    total_investigations: int = 0
    unique_investigations: int = 0
    total_requests: int = 0
    unique_requests: int = 0

    def __add__(self, other: "Four") -> "Four":
        return Four(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    def __bool__(self) -> bool:
        return self.total_investigations > 0

    @property
    def views(self) -> int:
        """What pages call views: unique investigations."""
        return self.unique_investigations

    @property
    def downloads(self) -> int:
        """What pages call downloads: unique requests."""
        return self.unique_requests


def total(figures: Iterable[Four]) -> Four:
    """Return the sum."""
    return sum(figures, Four())
