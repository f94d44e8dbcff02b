"""Loaded before every other plugin of pytest: what makes the tests start sooner and run faster."""

import gc

import pytest

# A fifth of the time of loading Django and Wagtail goes into looking for garbage that is not there yet.
# `conftest.pytest_collection_finish` begins to look for it.
gc.disable()


def _run(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    return item.config.pluginmanager.get_plugin("runner").pytest_runtest_protocol(item, nextitem)


# Python takes the memory for the frames of calls in pieces of 16 KB, and gives a piece back when the call that asked for it
# returns. A test is some hundred calls deep: a loop at the edge of a piece asks the kernel for memory at each turn, which was a
# quarter of the time of the tests. A frame larger than a piece is given a larger one, with room for all that it calls.
_run.__code__ = _run.__code__.replace(co_stacksize=140_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """Run a test as pytest does, with room for deep calls."""
    return _run(item, nextitem)
