"""Every command that the pages for people name is there and takes the options named; CI runs each that tests."""

import os
import re
import shlex
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands, load_command_class

import pytest

from tests.demo import demo
from tests.ports import free_port
from tests.production.stack import wait_until

__all__ = ["demo"]

ROOT = Path(settings.BASE_DIR)
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
# The rules of the Makefile that people call, with what each runs first.
TARGETS = {
    name: set(needed.split()) for name, needed in re.findall(r"^([a-z][a-z-]*):([^=\n]*?)(?:##.*)?$", MAKEFILE, re.M)
}


def code_of(page: Path) -> Iterator[str]:
    """Yield the lines of code blocks and the pieces set as code within sentences."""
    in_block = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.lstrip().startswith("```"):
            in_block = not in_block
        elif in_block:
            yield line
        else:
            yield from re.findall(r"`([^`]+)`", line)


def named(pattern: str) -> list[tuple[str, str]]:
    """Return (page, command) for everything in the pages' code that follows the pattern."""
    found = {
        (page.relative_to(ROOT).as_posix(), match.strip())
        for page in PAGES
        for code in code_of(page)
        for match in re.findall(pattern, code)
    }
    return sorted(found)


_WORD = r"(?:[a-z-]+|[A-Z_]+=(?:\"[^\"]*\"|\S+))"
MAKES = named(rf"(?:^|[\s;&(])make ({_WORD}(?: {_WORD})*)")
MANAGES = named(r"manage\.py ([^|;&#>)]+)")


def ids(pair: tuple[str, str]) -> str:
    return " ".join(pair)


@pytest.mark.parametrize(("page", "command"), MAKES, ids=map(ids, MAKES))
def test_make_has_the_target_and_reads_the_variable(page, command):
    for word in shlex.split(command):
        name, is_set, _value = word.partition("=")
        assert f"$({name})" in MAKEFILE or f"{name} " in MAKEFILE if is_set else name in TARGETS, word


@pytest.mark.parametrize(("page", "command"), MANAGES, ids=map(ids, MANAGES))
def test_manage_has_the_command_and_takes_the_options(page, command):
    name, *arguments = shlex.split(command)
    assert name in get_commands()
    app = get_commands()[name]
    parser = (app if not isinstance(app, str) else load_command_class(app, name)).create_parser("manage.py", name)
    if arguments:
        # A sentence may name a command without what it is given.
        parser.parse_args(arguments)


def test_the_pages_are_read():
    assert {command for _page, command in MAKES} >= {"run", "test", "check", "test-production", "test-elasticsearch"}
    assert {command.split()[0] for _page, command in MANAGES} >= {"search_check", "export_data", "createsuperuser"}


def needed_by(targets: set[str]) -> set[str]:
    """Return the targets with all that they run first."""
    return targets | {name for target in targets for name in needed_by(TARGETS.get(target, set()) & TARGETS.keys())}


def test_ci_runs_each_command_that_tests():
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    run = set(" ".join(re.findall(r"(?:set --|make -j2 --output-sync=target) ([a-z -]+)$", gate, re.MULTILINE)).split())
    tests = {name for name in TARGETS if name.startswith("test")} | needed_by({"check"}) & TARGETS.keys() - {"check"}
    # Beside the gate, so that it keeps its time.
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    beside = set(" ".join(re.findall(r"^ +targets: ([a-z].*)$", workflow, re.MULTILINE)).split()) & TARGETS.keys()
    assert run <= TARGETS.keys()
    assert tests <= needed_by(run | beside)
    told = {word for _page, command in MAKES for word in command.split()}
    assert run <= needed_by(told), "a page for contributors names what CI runs"


def test_every_target_is_in_the_help_and_is_no_file():
    phony = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", MAKEFILE, re.M)
    assert phony is not None
    assert set(phony.group(1).replace("\\", " ").split()) == TARGETS.keys()
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert {line.split()[1] for line in shown.splitlines()} == TARGETS.keys()


@pytest.mark.parametrize("module", ["bench", "bench.relevance", "tests.mutants"])
def test_what_make_runs_can_be_started(module):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    done = subprocess.run(
        [sys.executable, "-m", module, "--help"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_mutant_can_still_be_made():
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutants", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_make_run_serves_what_is_there(demo, tmp_path):
    """Without installing: the tests run in an environment that has everything."""
    source = Path(demo.database)
    if not source.exists():
        pytest.skip("make run keeps its data in SQLite; make test runs this")
    (tmp_path / "casebook.sqlite3").write_bytes(source.read_bytes())
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SEARCH_URL"}}
    environment |= {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    installed = ["--old-file=.venv/run.stamp", "--old-file=locale/compiled.stamp", f"PYTHON={sys.executable}"]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            ["make", *installed, "run", f"PORT={port}"],
            cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}/search/?q=Rantsev"
        wait_until(lambda: _answers(address, server), f"make run, see {tmp_path}/log", 120)
    finally:
        # The server and the reloader above it are a group of their own.
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def _answers(address: str, server: subprocess.Popen) -> bool:
    assert server.poll() is None, "make run ended by itself"
    with urllib.request.urlopen(address, timeout=20) as response:
        return "Rantsev" in response.read().decode()
