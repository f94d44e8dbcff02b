"""What a process loads before it does anything: each command and each web process pays for it."""

import os
import subprocess
import sys

from django.conf import settings

import pytest

PROGRAM = """
import sys, django
django.setup()
import cms.urls
from search.engines import get_engine
get_engine()
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


@pytest.mark.parametrize(
    ("search_url", "loaded"), [("sqlite://", ""), ("elasticsearch+http://127.0.0.1:9/casebook", "elasticsearch")]
)
def test_a_process_loads_only_what_its_settings_use(search_url, loaded):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "SEARCH_URL": search_url}
    environment.pop("CACHE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "weasyprint", "redis", "elasticsearch"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == loaded
    assert done.stderr == ""
