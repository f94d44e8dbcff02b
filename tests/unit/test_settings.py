"""Settings: described as they are, and refused with one sentence where they are wrong."""

import os
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

import pytest

ROOT = Path(settings.BASE_DIR)
GOOD = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "casebook.example",
    "SITE_URL": "https://casebook.example",
    "DATABASE_URL": "sqlite:///x.sqlite3",
    "EMAIL_URL": "smtp://127.0.0.1:25",
}


def start(
    module: str, code: str = "import django; django.setup()", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Start Django with these variables only, or run other code with the settings that they make."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": module,
        "VAR_DIR": os.environ["VAR_DIR"],
        **variables,
    }
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_page_of_settings_names_what_the_code_reads():
    read = set()
    for path in [*(ROOT / "cms/settings").glob("*.py"), *(ROOT / "deploy").glob("*.py")]:
        read |= set(re.findall(r'env\.(?:text|flag|number|one_of|words|path|url)\(\s*"([A-Z_]+)"', path.read_text()))
    described = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/settings.md").read_text(), re.MULTILINE))
    assert described == read


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (["PORT=8100"], "http://127.0.0.1:8100"),
        ([], "http://127.0.0.1:8000"),
        (["PORT=8100", "SITE_URL=http://box.local"], "http://box.local"),
    ],
)
def test_make_run_tells_the_site_at_which_address_it_is(given, address):
    made = subprocess.run(["make", "-n", "run", *given], cwd=ROOT, capture_output=True, text=True, check=True)
    (line,) = [line for line in made.stdout.splitlines() if "runserver" in line]
    assert f"SITE_URL={address} " in line


def test_production_starts_with_all_it_needs():
    result = start("cms.settings.production", **GOOD)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("variables", "held"),
    [
        ({}, "31536000 False False"),
        ({"HSTS_SECONDS": "0"}, "0 False False"),
        ({"HSTS_SECONDS": "60", "HSTS_INCLUDE_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"}, "60 True True"),
    ],
)
def test_the_owner_of_the_name_decides_what_browsers_keep(variables, held):
    names = ("SECONDS", "INCLUDE_SUBDOMAINS", "PRELOAD")
    code = f"from django.conf import settings as s; print({', '.join(f's.SECURE_HSTS_{name}' for name in names)})"
    result = start("cms.settings.production", code, **{**GOOD, **variables})
    assert result.stdout.strip() == held, result.stderr


def test_a_slip_in_a_template_costs_readers_no_page_in_production_and_is_logged():
    slips = "{{ nobody_gave }}{{ nobody_gave.a_part }}{% if nobody_gave.a_part %}{% endif %}"
    page = f"engines['jinja2'].from_string('The page{slips}')"
    code = f"import django; django.setup(); from django.template import engines; print({page}.render())"
    result = start("cms.settings.production", code, **GOOD)
    assert result.stdout.strip() == "The page", result.stderr
    assert "cms.templating" in result.stderr
    assert "nobody_gave" in result.stderr


def test_production_asks_staff_for_a_second_factor_and_counts_clients_behind_one_proxy():
    code = "from django.conf import settings as s; print(s.SECOND_FACTOR_REQUIRED, s.ALLAUTH_TRUSTED_PROXY_COUNT)"
    assert start("cms.settings.production", code, **GOOD).stdout.strip() == "True 1"
    less = {"SECOND_FACTOR_REQUIRED": "0", "TRUSTED_PROXY_COUNT": "2"}
    assert start("cms.settings.production", code, **GOOD, **less).stdout.strip() == "False 2"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is shorter than 50"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set"),
        ({"SITE_URL": "http://casebook.example"}, "SITE_URL is not an https"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL is not an address"),
        ({"EMAIL_URL": "console://"}, "EMAIL_URL names no mail server"),
        ({"SEARCH_URL": "solr://x"}, "SEARCH_URL is not an address"),
        ({"MAX_UPLOAD_MB": "many"}, "MAX_UPLOAD_MB is 'many'"),
        ({"TIME_ZONE": "Mars/X"}, "TIME_ZONE is 'Mars/X'"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(changes, sentence):
    assert_refused(start("cms.settings.production", **{**GOOD, **changes}), sentence)


@pytest.mark.parametrize("name", ["GUNICORN_WORKERS", "GUNICORN_THREADS"])
@pytest.mark.parametrize("value", ["abc", "0"])
def test_a_wrong_number_of_processes_or_threads_does_so_too(name, value):
    code = "import runpy; runpy.run_path('deploy/gunicorn.conf.py')"
    assert_refused(start("cms.settings.production", code, **{**GOOD, name: value}), f"{name} is '{value}'")


def assert_refused(result: subprocess.CompletedProcess[str], sentence: str) -> None:
    """Assert that a start was refused with one sentence."""
    assert result.returncode == 1
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
