"""What is imported is declared, and what only the demo needs is not installed on servers."""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command

import pytest

ROOT = Path(settings.BASE_DIR)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = PROJECT["tool"]["importlinter"]["root_packages"]
# Parts of Wagtail, which it names in its own documentation as what pages are made with.
OF_WAGTAIL = {"django-modelcluster", "modelsearch", "django-taggit", "django-treebeard", "pillow"}


def test_the_site_knows_the_version_of_the_package():
    assert PROJECT["project"]["version"] == settings.CASEBOOK_VERSION


def declared(requirements: list[str]) -> set[str]:
    """Return the names of some requirements."""
    return {re.split(r"[\[<>=~! ]", text)[0].lower() for text in requirements}


def imported() -> dict[str, set[Path]]:
    """Return the top name of every module of others that is imported, with the files that import it."""
    found: dict[str, set[Path]] = defaultdict(set)
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                else:
                    names = [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
                for name in names:
                    found[name.partition(".")[0]].add(path)
    return {name: paths for name, paths in found.items() if name not in {*sys.stdlib_module_names, *PACKAGES}}


def packages_of(module: str) -> set[str]:
    """Return the names under which what has a module is installed."""
    return {name.lower().replace("_", "-") for name in packages_distributions()[module]}


def test_what_is_imported_is_declared():
    names = declared(PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["demo"]) | OF_WAGTAIL
    undeclared = {module: paths for module, paths in imported().items() if not packages_of(module) & names}
    assert undeclared == {}


def test_what_only_the_demo_needs_is_not_installed_on_servers():
    locked = {name: (ROOT / f"requirements/{name}.txt").read_text() for name in ("base", "demo", "dev")}
    demo = ROOT / "cms/demo"
    of_the_demo = [module for module, paths in imported().items() if all(demo in path.parents for path in paths)]
    names = {name for module in of_the_demo for name in packages_of(module)}
    assert names == declared(PROJECT["dependency-groups"]["demo"])
    for name in names:
        assert f"\n{name}==" not in locked["base"], f"{name} is imported below cms/demo alone"
        assert f"\n{name}==" in locked["demo"]
        assert f"\n{name}==" in locked["dev"]
    for line in re.findall(r"^[a-z0-9][^\s]*==[^\s]+", locked["base"], re.MULTILINE):
        assert line in locked["demo"], "servers and make run have the same versions"
    installed = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if "requirements" in line]
    assert installed
    assert all("base.txt" in line or "/tmp/" in line for line in installed)


@pytest.mark.django_db
def test_the_demo_says_what_it_needs(monkeypatch):
    for module in [
        name for name in sys.modules if name.startswith(("cms.demo.loading", "cms.demo.pictures", "reportlab"))
    ]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "reportlab", None)
    with pytest.raises(CommandError, match=r"pip install --require-hashes -r requirements/demo\.txt"):
        call_command("load_demo", verbosity=0)
