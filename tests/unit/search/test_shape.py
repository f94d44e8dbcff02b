"""By which rules an index was made is said alike by every process."""

import os
import subprocess
import sys

from django.conf import settings

import pytest

DIGESTS = """
import django
django.setup()
from search.engines.elasticsearch import mapping
from search.engines.sqlite import schema
print(mapping.shape_digest(), schema.shape_digest())
"""


@pytest.fixture(scope="module")
def digests() -> list[list[str]]:
    """Return the digests of both engines as processes say them that go through sets in different orders."""
    found = []
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
        done = subprocess.run(
            [sys.executable, "-c", DIGESTS],
            cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found.append(done.stdout.split())
    return found


@pytest.mark.parametrize("engine", [0, 1], ids=["elasticsearch", "sqlite"])
def test_every_process_says_the_same_of_the_shape(digests, engine):
    assert len({both[engine] for both in digests}) == 1
