"""Every page of the admin that a role can reach, in a real browser: nothing refused, nothing that the role cannot use."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Page

from accounts.models import User
from cms.demo.people import PASSWORD

STAFF = {
    "reviewer": "reviewer@casebook.example",
    "coordinator": "coordinator@casebook.example",
    "administrator": "administrator@casebook.example",
}
REFUSED = "Sorry, you do not have permission"
# Ways out of the admin, what needs a choice first, and what is a file.
OUTSIDE = re.compile(r"/admin/(logout|login|bulk)|[?&](export|format)=|/static/|/sprite/")


@pytest.fixture
def signed_in(browser, site, demo, django_db_blocker):
    """Return a function that opens a browser in which a person of a role is signed in."""
    contexts = []

    def run(role: str, **options) -> Page:
        with django_db_blocker.unblock(), demo.used():
            if not User.objects.filter(email=STAFF[role]).exists():
                User.objects.create_superuser(STAFF[role], PASSWORD)
            EmailAddress.objects.filter(email=STAFF[role]).update(verified=True)
        context = browser.new_context(base_url=site, **{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.goto("/accounts/login/?next=/admin/")
        page.fill("input[name=login]", STAFF[role])
        page.fill("input[name=password]", PASSWORD)
        with page.expect_navigation():
            page.click("main button[type=submit]")
        assert urlsplit(page.url).path == "/admin/", page.inner_text("main")
        return page

    yield run
    for context in contexts:
        context.close()


def kind_of(address: str) -> str:
    """Return what pages of one kind have in common."""
    return re.sub(r"\d+", "N", urlsplit(address).path)


def walk(page: Page) -> dict[str, list[str]]:
    """Open one page of each kind that links lead to; return what is wrong with each."""
    wrong: dict[str, list[str]] = {}
    here = ""
    page.on("console", lambda message: wrong[here].append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong[here].append(str(error)))
    waiting, seen = ["/admin/"], set()
    while waiting:
        here = waiting.pop(0)
        if kind_of(here) in seen:
            continue
        seen.add(kind_of(here))
        wrong[here] = []
        answer = page.goto(here, wait_until="load")
        if answer and answer.status >= 400:
            wrong[here].append(f"answered {answer.status}")
        if REFUSED in page.content():
            wrong[here].append("refused")
        links = page.eval_on_selector_all("a[href], [data-w-action-url-value]", LINKS)
        links += re.findall(r'"url": ?"(/admin/[^"]*)"', page.content())
        waiting += [link for link in links if link.startswith("/admin/") and not OUTSIDE.search(link)]
    assert len(seen) > 25, seen
    return {path: problems for path, problems in wrong.items() if problems}


LINKS = "found => found.map(one => one.getAttribute('href')).filter(Boolean)"


@pytest.mark.parametrize("role", STAFF)
def test_a_role_reaches_nothing_that_it_cannot_use_and_no_script_is_refused(signed_in, role):
    assert walk(signed_in(role)) == {}
