"""Buttons that copy: they come when they are wanted, and a page without them costs nothing for them."""

from playwright.sync_api import expect


def scripts(page) -> list[str]:
    names = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    return [name.rpartition("/")[2] for name in names if name.endswith(".js")]


def test_the_citation_has_a_button_when_the_reader_comes_near(open_page):
    page = open_page("/CS-2026-0001", width=360)
    assert scripts(page) == ["site.js"]
    page.locator(".cite").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Copy the citation")).to_be_visible()


def test_a_paragraph_that_the_address_names_has_a_button_for_its_link(open_page):
    page = open_page("/CS-2026-0001")
    page.locator(".paragraph .number").first.click()
    expect(page.locator("#p1").get_by_role("button", name="Copy the link to this paragraph")).to_be_visible()
