"""A real Chromium against a real server with the demo's content, each started once a run."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import override_settings

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from search.engines import get_engine
from tests.database import address_of
from tests.demo import Demo, demo
from tests.elasticsearch_index import delete_indexes
from tests.ports import free_port

__all__ = ["demo"]

# The same engine without the windows and toolbars of a desktop, which take most of the time of opening a page.
SHELL = "/usr/bin/chromium-headless-shell"
CHROMIUM = os.environ.get("CHROMIUM") or (SHELL if Path(SHELL).exists() else "/usr/bin/chromium")
ARGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
# By far the dearest of the rules.
CONTRAST = "color-contrast"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, and say so, where there is no Chromium; with CI set its absence is a failure."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if not Path(CHROMIUM).exists() and not os.environ.get("CI"):
                item.add_marker(
                    pytest.mark.skip(
                        reason=f"needs Chromium at {CHROMIUM} (Debian: apt install chromium-headless-shell)"
                    )
                )


@pytest.fixture(scope="session")
def site(demo: Demo, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Serve the demo on a free port of this machine; stopped by its process id."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with _search_url() as search_url:
        if search_url != settings.SEARCH_URL:
            with django_db_blocker.unblock(), override_settings(SEARCH_URL=search_url), demo.filled():
                pass
        environment = {
            **os.environ, "VAR_DIR": str(demo.folder), "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "SITE_URL": address,
            "DEBUG": "0", "DATABASE_URL": address_of(demo.database), "SEARCH_URL": search_url,
        }  # fmt: skip
        command = [sys.executable, "manage.py", "runserver", "--noreload", "--insecure", f"127.0.0.1:{port}"]
        with (demo.folder / "server.log").open("wb") as log:
            server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
            try:
                _wait_for(f"{address}/-/ready", server, demo.folder / "server.log")
                yield address
            finally:
                server.terminate()
                server.wait(10)


@contextmanager
def _search_url() -> Iterator[str]:
    """Return the engine of the server: the suite's own, on Elasticsearch with an index of the server's."""
    if not settings.SEARCH_URL.startswith("elasticsearch+"):
        yield settings.SEARCH_URL
        return
    url = urlsplit(settings.SEARCH_URL)._replace(path=f"/casebook-demo-{os.getpid()}").geturl()
    try:
        yield url
    finally:
        with override_settings(SEARCH_URL=url):
            get_engine.cache_clear()
            delete_indexes()
        get_engine.cache_clear()


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _attempt in range(480):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            assert server.poll() is None, log.read_text()
            time.sleep(0.25)
    raise AssertionError(f"The server does not answer: {log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site: open_page("/search/", width=360). What the browser complains of fails the test."""
    contexts, problems = [], []

    def run(path: str, width: int = 1280, height: int = 800, **options) -> Page:
        context = browser.new_context(base_url=site, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith(site) else problems.append(f"third party: {request.url}"),
        )
        page.goto(path)
        return page

    yield run
    for context in contexts:
        context.close()
    # A 404 page is told of as an error too, and so is the script that a test keeps away, and a form that is sent after the
    # session ended; those tests expect it.
    expected = ("404", "410", "403 (Forbidden)", "net::ERR_FAILED")
    assert [problem for problem in problems if not any(text in problem for text in expected)] == []


def axe(page: Page, *, contrast: bool = True) -> list[tuple[str, list[str]]]:
    """Return the violations of the accessibility rules on the page, in the light and in the dark.

    In the dark it is contrast alone that can go wrong otherwise.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = _violations(page, {"runOnly": RULES, "rules": {CONTRAST: {"enabled": contrast}}})
    if contrast:
        page.emulate_media(color_scheme="dark")
        found += _violations(page, {"runOnly": {"type": "rule", "values": [CONTRAST]}})
        page.emulate_media(color_scheme="light")
    return found


def _violations(page: Page, options: dict[str, Any]) -> list[tuple[str, list[str]]]:
    result = page.evaluate("options => axe.run(document, options)", {**options, "resultTypes": ["violations"]})
    return [(found["id"], [str(node["target"]) for node in found["nodes"]]) for found in result["violations"]]


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the window; 0 is as it should be."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


def look_at(page: Page, *, right_to_left: bool = False) -> None:
    """Look at a page on a phone and on a desk: no violations, and nothing out of sight.

    Contrast is looked at on the desk alone: colours are the same on both, and more is open there. From right to left they are
    the same too.
    """
    page.set_viewport_size({"width": 320, "height": 800})
    assert axe(page, contrast=False) == [], page.url
    assert sideways(page) <= 0, page.url
    page.set_viewport_size({"width": 1280, "height": 900})
    assert axe(page, contrast=not right_to_left) == [], page.url
