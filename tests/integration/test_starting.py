"""What a process loads before it does anything: each command and each web process pays for it."""

import os
import subprocess
import sys
from importlib import import_module

from django.conf import settings

import pytest
from ninja import NinjaAPI

from ..database import address_of, database_in_use

PROGRAM = """
import sys, django
django.setup()
import cms.urls
from search.engines import get_engine
get_engine()
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""

COMMAND = """
import sys
from django.core.management import execute_from_command_line
names, *command = sys.argv[1:]
execute_from_command_line(["manage.py", *command, "--verbosity=0"])
print("loaded:", *(name for name in names.split() if name in sys.modules))
"""


@pytest.mark.parametrize(
    ("search_url", "loaded"), [("sqlite://", ""), ("elasticsearch+http://127.0.0.1:9/casebook", "elasticsearch")]
)
def test_a_process_loads_only_what_its_settings_use(search_url, loaded):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "SEARCH_URL": search_url}
    environment.pop("CACHE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "weasyprint", "redis", "ninja", "elasticsearch"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == loaded
    assert done.stderr == ""


@pytest.mark.parametrize(
    "command",
    ["usage_ingest", "usage_worker --once", "search_status", "search_worker --once", "export_data archive.zip"],
)
def test_what_is_run_often_or_reads_everything_loads_no_pages(command, own_database, tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATABASE_URL": address_of(database_in_use()),
        "VAR_DIR": str(tmp_path),
    }
    words = [str(tmp_path / word) if word.endswith(".zip") else word for word in command.split()]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "usage cms.urls rest_framework ninja", *words],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "loaded: usage"


def test_a_web_process_has_loaded_its_pages_before_the_first_request():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    done = subprocess.run(
        [sys.executable, "-c", "import sys, cms.wsgi; print('cms.urls' in sys.modules)"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "True"


def test_the_api_of_wagtail_is_there_for_who_imports_it():
    assert isinstance(import_module("wagtail.api.v3.api").api, NinjaAPI)
