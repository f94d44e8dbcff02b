"""Hooks, editors and the hosted CI ask for the same as `make check` and the gate."""

import configparser
import re
import subprocess
import tomllib
from pathlib import Path

from django.conf import settings

import pytest
import yaml

ROOT = Path(settings.BASE_DIR)


def read_yaml(path: str) -> dict:
    """Return what a file of the project says."""
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def parts_of_check() -> set[str]:
    """Return the targets that `make check` is made of."""
    (line,) = re.findall(r"^check: ([a-z -]+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return set(line.split())


def test_hooks_run_all_of_make_check_but_the_tests():
    (repository,) = read_yaml(".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local", "nothing is fetched when somebody commits"
    assert {hook["entry"] for hook in repository["hooks"]} == {f"make {part}" for part in parts_of_check() - {"test"}}
    for hook in repository["hooks"]:
        assert hook["language"] == "system"
        assert hook["pass_filenames"] is False


def test_editors_are_told_what_ruff_asks_for():
    told = configparser.ConfigParser()
    told.read_string("[top]\n" + (ROOT / ".editorconfig").read_text(encoding="utf-8"))
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert int(told["*.py"]["max_line_length"]) == ruff["line-length"]
    assert int(told["*.py"]["indent_size"]) == ruff.get("indent-width", 4)
    assert told["Makefile"]["indent_style"] == "tab", "make accepts nothing else"


def test_the_hosted_ci_runs_the_gate_with_pinned_parts_and_without_caches():
    workflow = read_yaml(".github/workflows/ci.yml")
    (job,) = workflow["jobs"].values()
    assert job["timeout-minutes"] == 90
    assert job["steps"][-1]["run"] == ".ci/run ${{ matrix.targets }}"
    targets = [run["targets"] for run in job["strategy"]["matrix"]["include"]]
    assert targets == ["", "coverage", "test-elasticsearch test-production ON=tests EVERY_READER=1"]
    assert workflow["permissions"] == {"contents": "read"}
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in used), used
    assert not [name for name in used if "cache" in name]


@pytest.mark.parametrize(
    ("named", "processes"),
    [
        ("", 2),
        ("tests/web", 2),
        ("tests/unit/test_tools.py", 0),
        ("tests/unit/test_tools.py::test_hooks -k hooks", 0),
        ("tests/unit/test_tools.py tests/unit/test_settings.py", 2),
    ],
)
def test_one_module_is_tested_by_one_process(named, processes):
    # What a make that runs the tests was told is not handed on.
    command = ["env", "-u", "MAKEFLAGS", "-u", "WORKERS", "make", "-n", "test", f"ARGS={named}"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f"pytest -n {processes} --dist loadgroup {named}" in made
