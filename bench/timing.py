"""Measuring, the arms of a comparison in turn, so that a noisy machine disturbs both alike.

CPU time of this process, or the clock where another process does the work.
"""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(slots=True)
class Figure:
    """A measured figure with its goal; `better` is "lower" or "higher"."""

    name: str
    value: float
    unit: str
    better: str
    goal: float
    detail: str

    @property
    def reached(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.goal if self.better == "lower" else self.value >= self.goal


def cpu_ms(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds of one run."""
    gc.collect()
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def wall_ms(work: Callable[[], object]) -> float:
    """Return the milliseconds on the clock of one run: for work that another process does."""
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def interleaved(
    arms: dict[str, Callable[[], object]], repeats: int, measure: Callable[[Callable[[], object]], float] = cpu_ms
) -> dict[str, list[float]]:
    """Return the milliseconds of each arm, run in turn after one run that does not count."""
    times: dict[str, list[float]] = {name: [] for name in arms}
    for work in arms.values():
        work()
    for _repeat in range(repeats):
        for name, work in arms.items():
            times[name].append(measure(work))
    return times


def spread(times: list[float]) -> str:
    """Return the spread of some times in words."""
    if len(times) < 2:
        return f"{times[0]:.1f} once"
    low, high = quantiles(times, n=20)[0], quantiles(times, n=20)[-1]
    return f"median {median(times):.1f}, 5 % {low:.1f}, 95 % {high:.1f}, {len(times)} runs"
