"""What it costs to make a page of what is to be shown: the present templates beside those of an earlier commit.

Both arms get the same context and the same request. What finding the context costs is in no arm.
"""

import io
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from django.conf import settings
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.template.loader import get_template
from django.test import Client

from catalogue.models import CatalogueEntry

from .corpus import use_corpus
from .figures import COMMON, SMALL
from .timing import Figure, interleaved, spread

# The last commit whose pages were Django templates.
DJANGO_PAGES = "8c4e397"
RUNS = 60


def search_page() -> Iterator[Figure]:
    """Measure the result page: twenty results, all filters."""
    use_corpus(SMALL)
    yield from _compared("search page", f"/search/?q={COMMON}", "search.views.results.render")


def item_page() -> Iterator[Figure]:
    """Measure the page of a case with the words of a search marked in it."""
    use_corpus(SMALL)
    entry = CatalogueEntry.objects.filter(audience="public").earliest("pk")
    yield from _compared("item page", f"{entry.get_absolute_url()}?q={COMMON}", "cms.items.page.render")


def _compared(name: str, path: str, render: str) -> Iterator[Figure]:
    request, template, context = _shown(path, render)
    with TemporaryDirectory() as folder:
        old = _templates_of(DJANGO_PAGES, Path(folder)).get_template(template)
        new = get_template(template)
        arms: dict[str, Callable[[], object]] = {
            "new": lambda: new.render(context, request),
            "old": lambda: old.render(context, request),
        }
        times = interleaved(arms, RUNS)
    yield Figure(
        f"{name}: CPU of its templates, of that of the Django templates of {DJANGO_PAGES}",
        100 * median(times["new"]) / median(times["old"]), "%", "lower", 60,
        f"now {spread(times['new'])} ms; then {spread(times['old'])} ms",
    )  # fmt: skip


def _shown(path: str, render: str) -> tuple[Any, str, dict[str, Any]]:
    """Return the request, the template and the context with which a view makes its page."""
    with mock.patch(render, side_effect=RuntimeError) as called:
        try:
            Client().get(path)
        except RuntimeError:
            (request, template, context), _named = called.call_args
    return request, template, context


def _templates_of(commit: str, folder: Path) -> DjangoTemplates:
    """Return an engine with the templates of a commit, put into a folder."""
    packed = subprocess.run(  # noqa: S603  the commit is named above
        ["git", "archive", commit, "templates"],  # noqa: S607  the git of whoever measures
        cwd=settings.BASE_DIR, capture_output=True, check=True,
    ).stdout  # fmt: skip
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    options = {
        "context_processors": engines["django"].engine.context_processors,
        "libraries": {"casebook": "bench.old_tags"},
        "autoescape": True,
        "debug": False,
    }
    made = {"NAME": "old", "DIRS": [folder / "templates"], "APP_DIRS": True, "OPTIONS": options}
    return DjangoTemplates(made)


GROUPS = {"render-search": search_page, "render-item": item_page}
