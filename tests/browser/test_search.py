"""Searching in a real browser: without JavaScript, by keyboard, with filters, and on how many bytes."""

import re

from playwright.sync_api import expect


def total(page) -> int:
    return int(re.search(r"\d+", page.locator("#count").inner_text())[0])


def test_search_works_without_javascript(open_page):
    page = open_page("/", java_script_enabled=False, width=360)
    page.get_by_label("Search cases and publications").fill("domestic servitude")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#count")).to_contain_text("results for “domestic servitude”")
    before = total(page)
    page.locator("summary", has_text="Country").first.click()
    page.locator("input[name=country][value=GB]").check()
    page.get_by_role("button", name="Apply").last.click()
    assert 0 < total(page) < before
    expect(page.get_by_role("link", name="Remove filter Country: United Kingdom")).to_be_visible()
    page.locator(".hit", has=page.locator("mark")).locator("h3 a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator(".mentions")).to_contain_text("marked for “domestic servitude”")


def test_a_number_beside_a_filter_is_what_a_click_gives(open_page):
    page = open_page("/search/?q=court")
    option = page.locator(".facet label", has=page.locator("input[name=kind]")).first
    promised = int(option.locator(".count").inner_text())
    option.locator("input").check()
    page.get_by_role("button", name="Apply").first.click()
    assert total(page) == promised


def test_several_choices_of_a_filter_widen_the_result(open_page):
    page = open_page("/search/?kind=court_case")
    courts = total(page)
    page.locator("input[name=kind][value=publication]").check()
    page.get_by_role("button", name="Apply").first.click()
    assert total(page) > courts


def test_a_filter_is_removed_by_its_chip(open_page):
    page = open_page("/search/?q=court&kind=court_case&country=GB")
    narrowed = total(page)
    page.get_by_role("link", name="Remove filter Country: United Kingdom").click()
    assert total(page) > narrowed


def test_everything_is_reached_and_seen_by_keyboard(open_page):
    page = open_page("/search/?q=court")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    seen = []
    for _press in range(400):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
            return {tag: e.tagName, name: e.name || e.textContent.trim().slice(0, 40), outline: s.outlineStyle,
                    inside: b.width > 0 && b.height > 0}; }"""
        )
        if focus["tag"] == "BODY":
            break
        assert focus["outline"] != "none", focus
        assert focus["inside"], focus
        seen.append(focus)
    names = [focus["name"] for focus in seen]
    assert {"q", "kind", "year_from", "sort"} <= set(names)
    assert names.index("q") < names.index("kind") < names.index("sort")


def test_a_case_is_found_and_opened_by_keyboard_alone(open_page):
    page = open_page("/")
    page.keyboard.press("/")
    page.keyboard.type("Siliadin")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_contain_text("1 result")
    page.locator(".hit h3 a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_have_text("Siliadin v. France")


def test_an_error_is_told_first_and_leads_to_its_field(open_page):
    page = open_page("/search/?year_from=abc")
    assert page.title().startswith("Error:")
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    expect(page.locator("#id_year_from")).to_be_focused()


def test_filters_start_closed_on_a_phone_and_open_on_a_desk(open_page):
    assert not open_page("/search/", width=360).locator("#filters").evaluate("e => e.open")
    assert open_page("/search/", width=1280).locator("#filters").evaluate("e => e.open")


def test_shift_three_times_leaves_and_back_does_not_return(open_page, site):
    page = open_page("/about/")
    page.goto("/CS-2026-0001")
    page.route(
        "**/leave/", lambda route: route.fulfill(status=200, body="<title>Elsewhere</title>", content_type="text/html")
    )
    for _press in range(3):
        page.keyboard.press("Shift")
    expect(page).to_have_title("Elsewhere")
    page.go_back()
    assert page.url == f"{site}/about/"


def test_pages_print_without_navigation(open_page):
    page = open_page("/CC-2026-0001")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.locator(".exit")).to_be_hidden()
    expect(page.locator(".cite")).to_be_visible()
    for text in ("I used this", "Did you use this?", "For reference managers:"):
        expect(page.get_by_text(text)).to_be_hidden()


def measured(open_page, path: str) -> tuple[int, list[str]]:
    """Return the bytes on the wire and the addresses that a first visit asks for."""
    page = open_page("/-/live")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked, answered = {}, {}
    session.on(
        "Network.requestWillBeSent",
        lambda event: asked.update({event["requestId"]: (event["documentURL"], event["request"]["url"])}),
    )
    session.on(
        "Network.loadingFinished", lambda event: answered.update({event["requestId"]: event["encodedDataLength"]})
    )
    page.goto(path, wait_until="networkidle")
    # The icon of the page before may come in meanwhile: asked for by that page, or before anybody listened.
    own = {
        request: asked[request][1]
        for request in answered
        if request in asked and not asked[request][0].endswith("/-/live")
    }
    return round(sum(answered[request] for request in own)), sorted(own.values())


def test_pages_stay_within_their_budgets(open_page):
    for path in ("/search/?q=court", "/search/", "/CS-2026-0001", "/CC-2026-0001"):
        size, requests = measured(open_page, path)
        assert size <= 50_000, (path, size)
        assert 2 <= len(requests) <= 5, (path, requests)
