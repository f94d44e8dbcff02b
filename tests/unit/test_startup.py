"""What makes the tests run faster is there."""

import resource
from collections.abc import Callable

CALLS = 300


def at_depth(depth: int, work: Callable[[], int]) -> int:
    """Return what the work returns, called so many calls below."""
    return at_depth(depth - 1, work) if depth else work()


def pages_asked_for() -> int:
    """Return how many pages of memory a loop of small calls asks the kernel for."""

    def small() -> None: ...

    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _call in range(CALLS):
        small()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_a_loop_asks_for_no_memory_at_each_turn_however_deep_it_is():
    """Some depth in so many is where a piece of the frames' memory ends."""
    assert max(at_depth(depth, pages_asked_for) for depth in range(250)) < CALLS / 2
