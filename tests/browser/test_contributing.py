"""Sharing a case as a person does: on a phone, with the keyboard, without the script, and where the network goes away."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, Route, expect

from cms.demo.people import PASSWORD

from .conftest import axe, sideways

CONTRIBUTOR = "contributor@casebook.example"
STORY = (
    "Une femme a été recrutée pour travailler dans une blanchisserie. On lui a pris son passeport et elle dormait entre les"
    " machines.\n\nAprès six mois, une cliente l'a accompagnée dans un centre de conseil."
)
SAVED = re.compile("Draft saved at ")


@pytest.fixture
def as_contributor(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open a page as a contributor who has signed in."""

    def run(path: str, **options) -> Page:
        page = open_page(f"/accounts/login/?next={path}", **{"width": 360, "height": 740, **options})
        page.fill("[name=login]", CONTRIBUTOR)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.click("main button[type=submit]")
        return page

    return run


def press(page: Page, what: str) -> None:
    """Press a button or follow a link, and wait for what comes."""
    with page.expect_navigation():
        page.click(what)


def begin(page: Page) -> None:
    """Begin a case study with a story that is pasted."""
    page.check("[name=kind][value=case_study]")
    page.fill("[name=text]", STORY)
    press(page, "main button.primary")


@pytest.mark.parametrize("script", [True, False], ids=["with the script", "without the script"])
def test_a_case_is_shared_in_four_steps(as_contributor, script):
    page = as_contributor("/share/", java_script_enabled=script)
    # 1: the text. 2: who may read it. 3: the confirmation. 4: sending.
    begin(page)
    press(page, "text=Who may read it")
    page.check("[name=audience][value=network]")
    press(page, "text=Save and go to the list")
    press(page, "text=Check and send")
    page.check("[name=confirmed]")
    press(page, "text=Send it")
    expect(page.locator("main")).to_contain_text("Sent for review")
    assert re.search(r"/my-contributions/CS-\d{4}-\d{4}/$", page.url)


def test_a_case_is_shared_with_the_keyboard_alone(as_contributor):
    page = as_contributor("/share/")
    keys = page.keyboard

    def go_to(what: str) -> None:
        for _press in range(80):
            keys.press("Tab")
            if page.evaluate("what => document.activeElement.matches(what)", what):
                return
        raise AssertionError(f"{what} is not reached with the keyboard")

    go_to("[name=kind]")
    keys.press("Space")
    go_to("[name=text]")
    keys.type(STORY)
    go_to("main button.primary")
    with page.expect_navigation():
        keys.press("Enter")
    go_to("a[href$='/sharing/']")
    with page.expect_navigation():
        keys.press("Enter")
    go_to("[name=audience]")
    keys.press("Space")
    go_to("main button.primary")
    with page.expect_navigation():
        keys.press("Enter")
    go_to("main button.primary")
    with page.expect_navigation():
        keys.press("Enter")
    go_to("[name=confirmed]")
    keys.press("Space")
    go_to("main button.primary")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.locator("main")).to_contain_text("Sent for review")


def test_what_is_typed_is_saved_meanwhile_and_after_the_network_was_away(as_contributor):
    page = as_contributor("/share/")
    begin(page)
    press(page, "text=What happened")
    status = page.locator("[data-status]")
    page.locator("[name=what_happened]").press_sequentially(" Premier ajout.")
    expect(status).to_have_text(SAVED, timeout=15_000)
    lost = "**/autosave/"
    page.route(lost, partial(Route.abort, error_code="failed"))
    page.locator("[name=what_happened]").press_sequentially(" Hors ligne.")
    expect(status).to_have_text("Not saved, we will try again", timeout=15_000)
    page.unroute(lost)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(status).to_have_text(SAVED, timeout=15_000)
    page.reload()
    assert "Hors ligne." in page.input_value("[name=what_happened]")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    assert page.evaluate("caches.keys().then(found => found.length)") == 0


@pytest.mark.parametrize("typed", ["0506", "02312024"], ids=["day and month alone", "31 February"])
def test_a_date_that_is_none_is_said_and_nothing_is_lost(as_contributor, typed):
    page = as_contributor("/share/")
    page.check("[name=kind][value=court_case]")
    page.fill("[name=text]", STORY)
    press(page, "main button.primary")
    page.goto(f"{page.url}about/")
    day, sentence = page.locator("[name=decision_date]"), "Write day, month and year"
    day.fill("2024-05-06")
    page.fill("[name=court]", "The first court")
    expect(page.locator("[data-status]")).to_have_text(SAVED, timeout=15_000)
    day.fill("")
    day.press_sequentially(typed)
    page.fill("[name=court]", "The second court")
    expect(page.locator("[data-status]")).to_contain_text(sentence, timeout=15_000)
    page.click("text=Save and continue")
    expect(day).to_be_focused()
    expect(day).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_decision_date_error")).to_contain_text(sentence)
    assert axe(page) == []
    assert page.input_value("[name=court]") == "The second court"
    # What was saved meanwhile: all but the day, which stays as it was stored last.
    other = page.context.new_page()
    other.goto(page.url)
    assert other.input_value("[name=court]") == "The second court"
    assert other.input_value("[name=decision_date]") == "2024-05-06"
    day.fill("2024-02-29")
    expect(page.locator("#id_decision_date_error")).to_have_count(0)
    press(page, "text=Save and continue")
    page.go_back()
    assert page.input_value("[name=decision_date]") == "2024-02-29"


def test_who_was_signed_out_signs_in_elsewhere_and_loses_nothing(as_contributor):
    page = as_contributor("/share/")
    begin(page)
    press(page, "text=What happened")
    page.context.clear_cookies()
    page.fill("[name=what_happened]", f"{STORY} Et la fin.")
    press(page, "text=Save and continue")
    expect(page.locator("main")).to_contain_text("You have been signed out")
    with page.context.expect_page() as opened:
        page.click("text=Sign in in a new window")
    other = opened.value
    other.fill("[name=login]", CONTRIBUTOR)
    other.fill("[name=password]", PASSWORD)
    press(other, "main button[type=submit]")
    press(page, "text=Save it now")
    if page.locator("text=Save it now").count():
        press(page, "text=Save it now")
    expect(page.locator("h1")).to_have_text("What was done, and the result")
    page.goto(page.url.replace("/help/", "/story/"))
    assert page.input_value("[name=what_happened]").endswith("Et la fin.")


def test_the_pages_have_no_violations(as_contributor):
    page = as_contributor("/share/", width=320)
    assert axe(page) == []
    begin(page)
    draft = page.url
    for path in ("", "about/", "story/", "help/", "change/", "sharing/", "files/", "check/", "delete/"):
        page.goto(draft + path)
        assert axe(page) == [], path
        assert sideways(page) <= 0, path
    for path in ("/my-contributions/", draft.replace("/share/", "/ar/share/") + "story/"):
        page.goto(path)
        assert axe(page) == [], path
