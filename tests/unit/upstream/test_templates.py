"""Templates that stand in the place of those of a library, or fill blocks of theirs.

`originals.txt` holds what each original was known by when ours was written. Where one has changed, compare it with ours, then
write its new digest there; a new one needs a line.
"""

import re
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

import pytest

from . import digest

OURS = [
    Path(folder)
    for engine in settings.TEMPLATES
    if engine["BACKEND"].endswith("DjangoTemplates")
    for folder in engine["DIRS"]
]
BLOCK = re.compile(r"{%-? *block (\w+)")
PARENT = re.compile(r"{%-? *extends \"([^\"]+)\"")
INCLUDED = re.compile(r"{%-? *include [\"']([^\"']+)[\"']")
# Ours have names of their own, and no block of the original could be filled.
OF_ANOTHER_NAME = {
    "cms_admin/confirm_delete.html": "wagtailadmin/pages/confirm_delete.html",
    "cms_admin/confirm_withdraw.html": "wagtailadmin/pages/confirm_unpublish.html",
    "cms_admin/copy.html": "wagtailadmin/pages/copy.html",
}


def ours() -> dict[str, Path]:
    """Return our own templates by name, in order."""
    found = {
        path.relative_to(folder).as_posix(): path for folder in OURS for path in folder.rglob("*") if path.is_file()
    }
    return dict(sorted(found.items()))


def original(name: str) -> Path | None:
    """Return the template of a library with this name."""
    found = (Path(folder) / name for folder in get_app_template_dirs("templates"))
    return next((path for path in found if path.is_file()), None)


def replaced() -> dict[str, Path]:
    """Return the originals of our templates, by the names of ours."""
    found = {name: original(OF_ANOTHER_NAME.get(name, name)) for name in ours()}
    return {name: path for name, path in found.items() if path}


def known() -> dict[str, str]:
    """Return what the originals were known by, by the names of ours."""
    lines = Path(__file__).with_name("originals.txt").read_text(encoding="utf-8").splitlines()
    return {name: found for found, name in (line.split() for line in lines)}


def test_each_template_that_replaces_one_of_a_library_is_known_with_its_original():
    assert list(known()) == list(replaced())


@pytest.mark.parametrize("name", known())
def test_the_original_of_this_template_is_still_what_ours_was_made_from(name):
    path = replaced()[name]
    found = digest(path.read_text(encoding="utf-8"))
    assert found == known()[name], f"compare {path} with our {name}, then write {found} into originals.txt"


def of_admin() -> list[str]:
    """Return our templates for Wagtail's admin."""
    folders = {"wagtailadmin", "wagtailusers", "cms_admin", "cases_admin", "accounts_admin"}
    return [name for name in ours() if name.partition("/")[0] in folders and name.endswith(".html")]


def blocks(path: Path) -> set[str]:
    """Return the blocks that a template and those that it extends offer."""
    text = path.read_text(encoding="utf-8")
    parent = PARENT.search(text)
    above = original(parent[1]) if parent else None
    return set(BLOCK.findall(text)) | (blocks(above) if above else set())


@pytest.mark.parametrize("name", of_admin())
def test_wagtail_has_the_blocks_that_this_template_fills(name):
    text = ours()[name].read_text(encoding="utf-8")
    parent = PARENT.search(text)
    above = original(parent[1]) if parent else None
    if above:
        assert set(BLOCK.findall(text)) - blocks(above) == set(), "a block of an unknown name is shown nowhere"


@pytest.mark.parametrize("name", of_admin())
def test_wagtail_has_the_parts_that_this_template_includes(name):
    for part in INCLUDED.findall(ours()[name].read_text(encoding="utf-8")):
        assert get_template(part)
