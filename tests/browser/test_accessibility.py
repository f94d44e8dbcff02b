"""Every kind of page, light, dark and right to left, on a phone and a desk: no violations, nothing out of sight."""

import pytest

from .conftest import axe, look_at, sideways

PAGES = {
    "home": "/",
    "results": "/search/?q=passport",
    "results with filters": "/search/?kind=court_case&country=GR&topic=compensation",
    "results with errors": "/search/?year_from=abc&sort=x",
    "no results": "/search/?q=xyzzyqwert&kind=court_case",
    "topics": "/topics/",
    "topic": "/topics/compensation/",
    "retired or unused topic": "/topics/reproductive-exploitation/",
    "organisation": "/organisations/secretariat/",
    "case study": "/CS-2026-0001",
    "court case": "/CC-2026-0001?q=passport",
    "advocacy outcome": "/AO-2026-0001",
    "publication": "/PB-2026-0001",
    "about": "/about/",
    "how we count": "/how-we-count/",
    "privacy": "/privacy/",
    "sign in": "/accounts/login/",
    "forgotten password": "/accounts/password/reset/",
    "forgotten password, asked": "/accounts/password/reset/done/",
    "a link that no longer works": "/accounts/password/reset/key/1-x-y/",
    "no signing up": "/accounts/signup/",
    "not found": "/nothing-here/",
}


@pytest.mark.parametrize("name", PAGES)
def test_no_violations_and_no_sideways_scrolling(open_page, name):
    look_at(open_page(PAGES[name], width=320))


@pytest.mark.parametrize("name", PAGES)
def test_no_violations_and_no_sideways_scrolling_from_right_to_left(open_page, site, name):
    # References have no language in front; their pages do.
    reference = PAGES[name][1:3].isupper()
    page = open_page(PAGES[name] if reference else f"/ar{PAGES[name]}", width=320)
    if reference:
        page.goto(f"/ar{page.url.removeprefix(site)}")
    look_at(page, right_to_left=True)


@pytest.mark.parametrize("name", ["home", "results", "court case", "sign in"])
def test_no_violations_without_the_script(open_page, name):
    page = open_page("/about/", width=360)
    page.route("**/js/*.js", lambda route: route.abort())
    page.goto(PAGES[name])
    assert axe(page) == []


def test_text_twice_as_large_is_not_cut_off(open_page):
    page = open_page("/search/?q=passport", width=640)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert sideways(page) <= 0
