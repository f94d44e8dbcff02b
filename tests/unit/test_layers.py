"""The layers are told in several places; all say the same."""

import re
import tomllib
from pathlib import Path

from django.conf import settings

import pytest

ROOT = Path(settings.BASE_DIR)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACT = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
# Apps of one layer, which do not know each other, stand on one line of the contract.
APPS = [app for layer in CONTRACT for app in layer.split(" | ")]


def test_the_picture_of_the_architecture_is_the_contract_of_the_imports():
    picture = (ROOT / "docs/architecture.md").read_text(encoding="utf-8").partition("flowchart")[2].partition("```")[0]
    (arrows,) = re.findall(r"^.*-->.*$", picture, re.MULTILINE)
    assert arrows.strip().split(" --> ") == [layer.replace(" | ", " & ") for layer in CONTRACT]
    assert re.findall(r"^  (\w+)\[", picture, re.MULTILINE) == APPS


def test_who_contributes_reads_of_the_same_layers():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    layers = " → ".join(CONTRACT).replace(" | ", ", ")
    assert f"`{layers}`" in text


def test_every_app_of_ours_is_a_layer():
    ours = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert ours == set(APPS)


@pytest.mark.parametrize(
    "listed",
    [
        PROJECT["tool"]["importlinter"]["root_packages"],
        PROJECT["tool"]["mypy"]["packages"],
        PROJECT["tool"]["coverage"]["run"]["source"],
        set(PROJECT["tool"]["ruff"]["lint"]["isort"]["known-first-party"]) - {"bench", "tests"},
    ],
    ids=["import-linter", "mypy", "coverage", "isort"],
)
def test_every_tool_looks_at_every_layer(listed):
    assert set(listed) == set(APPS)


@pytest.fixture
def let_in() -> set[str]:
    """What the image is made of, beside what is left out of it."""
    return {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}


def test_every_layer_is_in_the_image(let_in):
    assert set(APPS) <= let_in


def test_every_template_is_in_the_image(let_in):
    assert {Path(folder).name for backend in settings.TEMPLATES for folder in backend["DIRS"]} <= let_in


def test_every_translation_and_static_file_is_in_the_image(let_in):
    assert {Path(folder).name for folder in (*settings.LOCALE_PATHS, *settings.STATICFILES_DIRS)} <= let_in
