"""The budgets of what a page loads, as a browser gets it: compressed; and that hashed names hold in scripts too."""

import re
import shutil
from pathlib import Path

from django.conf import settings

import brotli
import pytest

from cms.static_files import HashedFilesStorage

STATIC = Path(settings.BASE_DIR) / "static"
# Beside the style sheet and the script of every page.
STYLES = ["home", "item", "topics", "account", "review", "usage", "work"]
SCRIPTS = ["results", "copying", "suggestions", "autosave"]


def size(*names: str) -> int:
    """Return how many bytes some files have when they are compressed."""
    return sum(len(brotli.compress((STATIC / name).read_bytes())) for name in names)


@pytest.mark.parametrize("name", STYLES)
def test_the_styles_of_a_page_are_small(name):
    assert size("css/site.css", f"css/{name}.css") <= 10_000


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_scripts_of_a_page_are_small(name):
    assert size("js/site.js", f"js/{name}.js") <= 6_000


def test_no_style_sheet_or_script_is_forgotten_here():
    named = {f"css/{name}.css" for name in STYLES} | {f"js/{name}.js" for name in SCRIPTS}
    found = {str(path.relative_to(STATIC)) for path in STATIC.rglob("*.*") if path.suffix in {".css", ".js"}}
    others = {
        "css/site.css",
        "js/site.js",
        "js/admin.js",
        "css/components.css",
        "css/report-print.css",
        "js/components.js",
    }
    assert found == named | others


def test_a_script_asks_for_another_by_its_hashed_name(tmp_path):
    shutil.copytree(STATIC / "js", tmp_path / "js")
    storage = HashedFilesStorage(location=str(tmp_path), base_url="/static/")
    list(storage.post_process({f"js/{path.name}": (storage, f"js/{path.name}") for path in (STATIC / "js").iterdir()}))
    made = (tmp_path / storage.stored_name("js/site.js")).read_text(encoding="utf-8")
    assert re.search(r'import\("\./suggestions\.[0-9a-f]{12}\.js"\)', made)
    assert re.search(r'import\("\./copying\.[0-9a-f]{12}\.js"\)', made)
