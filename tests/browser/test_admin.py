"""Every page of the admin that a role can reach, in a real browser: nothing refused, nothing that the role cannot use."""

import re
from collections.abc import Callable
from contextlib import suppress
from html import unescape
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Page, TimeoutError

from accounts.models import User
from cases.models import CourtCasePage
from cms.demo.people import PASSWORD
from publications.models import PublicationPage

from .conftest import axe, sideways

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


def walk(visit: Callable[[str, list[str]], str]) -> dict[str, list[str]]:
    """Open one page of each kind that links lead to; return what is wrong with each.

    Args:
        visit: opens an address, adds what is wrong to the list, and returns the page's HTML.
    """
    wrong: dict[str, list[str]] = {}
    waiting, seen = ["/admin/"], set()
    while waiting:
        here = waiting.pop(0)
        if kind_of(here) in seen:
            continue
        seen.add(kind_of(here))
        wrong[here] = []
        content = visit(here, wrong[here])
        if REFUSED in content:
            wrong[here].append("refused")
        links = re.findall(r'<a\s[^>]*href="(/admin/[^"]*)"|"url": ?"(/admin/[^"]*)"', content)
        waiting += [address for pair in links if not OUTSIDE.search(address := unescape("".join(pair)))]
    assert len(seen) > 25, seen
    return {path: problems for path, problems in wrong.items() if problems}


def test_no_page_of_the_admin_refuses_a_script(signed_in):
    """The administrator's pages are those of all roles."""
    page = signed_in("administrator")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))

    def visit(address: str, wrong: list[str]) -> str:
        answer = page.goto(address, wait_until="load")
        if answer and answer.status >= 400:
            wrong.append(f"answered {answer.status}")
        wrong += told
        told.clear()
        return page.content()

    assert walk(visit) == {}


@pytest.mark.parametrize("role", ["reviewer", "coordinator"])
def test_a_role_reaches_nothing_that_it_cannot_use(signed_in, role):
    page = signed_in(role)

    def visit(address: str, wrong: list[str]) -> str:
        # Without drawing the page: which links are there is the server's work.
        answer = page.request.get(address)
        if answer.status >= 400:
            wrong.append(f"answered {answer.status}")
        return answer.text()

    assert walk(visit) == {}


def publish(page: Page) -> None:
    """Press the button in the menu at the foot of the form; a slow machine saves drafts and answers one after the other."""
    with page.expect_navigation(timeout=90_000):
        page.evaluate("document.querySelector('[name=action-publish]').click()")
        # Wagtail asks first where its own watch has noticed the other version already.
        asked = page.locator("#w-save-confirmation-dialog [data-w-dialog-target=confirm]")
        with suppress(TimeoutError):
            asked.wait_for(state="visible", timeout=3000)
            asked.click()


def edit_address(demo, django_db_blocker, reference: str) -> str:
    """Return where an item of the demo is edited."""
    with django_db_blocker.unblock(), demo.used():
        return f"/admin/pages/{CourtCasePage.objects.get(reference=reference).pk}/edit/"


def test_two_people_at_one_item_see_both_texts_in_the_browser(signed_in, demo, django_db_blocker):
    address = edit_address(demo, django_db_blocker, "CC-2026-0002")
    mine, theirs = signed_in("reviewer"), signed_in("coordinator")
    mine.goto(address)
    theirs.goto(address)
    for page, text in ((theirs, "What they typed."), (mine, "What I typed.")):
        page.fill("#id_summary", text)
        # The draft is saved by itself; it must not get round the rule.
        page.wait_for_timeout(1500)
        publish(page)
    shown = mine.inner_text("section.conflict")
    assert "What they typed." in shown
    assert "What I typed." in shown
    assert mine.input_value("#id_summary") == "What I typed."
    mine.check("[name=replace_newer]")
    publish(mine)
    assert mine.locator("section.conflict").count() == 0
    with django_db_blocker.unblock(), demo.used():
        assert CourtCasePage.objects.get(reference="CC-2026-0002").summary == "What I typed."


def test_one_person_who_writes_on_while_drafts_are_saved_is_never_stopped(signed_in, demo, django_db_blocker):
    page = signed_in("reviewer")
    page.goto(edit_address(demo, django_db_blocker, "CC-2026-0003"))
    for text in ("One.", "One. Two.", "One. Two. Three."):
        page.fill("#id_summary", text)
        page.wait_for_timeout(1500)
    publish(page)
    with django_db_blocker.unblock(), demo.used():
        assert CourtCasePage.objects.get(reference="CC-2026-0003").summary == "One. Two. Three."


def test_calendars_and_choosers_open(signed_in, demo, django_db_blocker):
    page = signed_in("coordinator")
    page.goto("/admin/reports/site-history/")
    assert page.locator(".xdsoft_datetimepicker").count() > 0
    assert page.locator("[data-starts]").count() == 0, "everything was started"
    with django_db_blocker.unblock(), demo.used():
        key = PublicationPage.objects.first().pk
    page.goto(f"/admin/pages/{key}/edit/")
    assert page.locator("[data-starts]").count() == 0, "everything was started"
    page.locator("[data-chooser-action-choose]:visible").first.click()
    page.wait_for_selector(".modal-content")


@pytest.mark.parametrize("right_to_left", [False, True])
def test_who_may_not_be_in_the_admin_sees_the_sites_own_page(browser, site, right_to_left):
    context = browser.new_context(base_url=site, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto("/accounts/login/?next=/admin/")
    page.fill("[name=login]", "contributor@casebook.example")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main button[type=submit]")
    if right_to_left:
        context.add_cookies([{"name": "django_language", "value": "ar", "url": site}])
        page.reload()
    assert "role" in page.inner_text("main") or right_to_left
    assert axe(page, contrast=not right_to_left) == []
    assert sideways(page) <= 0
    context.close()
