"""Fixtures: a spool of the test's own, and what the counted requests are about."""

import pytest

from usage import actors
from usage.recorder import lost


@pytest.fixture(autouse=True)
def spool_folder(settings, tmp_path):
    """Record into a folder of the test's own."""
    settings.USAGE_DIR = tmp_path / "usage"
    actors._known.clear()
    yield tmp_path / "usage"
    actors._known.clear()
    lost.take()
