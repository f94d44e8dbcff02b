"""Progress bars of the two commands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from tqdm import tqdm


class Progress(Protocol):
    """Begins a part of the work and returns a function that is told of each bit that is done."""

    def __call__(self, what: str, total: int, unit: str) -> Callable[[int], object]:
        """Begin the part `what`, of `total` units."""


@contextmanager
def bars(quiet: bool) -> Iterator[Progress]:
    """Show a bar for each part, one below the other."""
    shown: list[tqdm] = []

    def begin(what: str, total: int, unit: str) -> Callable[[int], object]:
        if shown:
            shown[-1].close()
        if unit == "B":
            shown.append(tqdm(desc=what, total=total, unit="B", unit_scale=True, disable=quiet))
        else:
            shown.append(tqdm(desc=what, total=total, unit=f" {unit}", disable=quiet))
        update: Callable[[int], object] = shown[-1].update
        return update

    try:
        yield begin
    finally:
        if shown:
            shown[-1].close()
