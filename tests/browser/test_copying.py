"""Buttons that copy: they come when they are wanted, and a page without them costs nothing for them."""

import pytest
from playwright.sync_api import expect


def scripts(page) -> list[str]:
    names = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    return [name.rpartition("/")[2] for name in names if name.endswith(".js")]


def sizes(*parts) -> list[tuple[float, float]]:
    boxes = [part.bounding_box() for part in parts]
    return [(round(box["width"]), round(box["height"])) for box in boxes]


def test_the_citation_has_a_button_when_the_reader_comes_near(open_page):
    page = open_page("/CS-2026-0001", width=360)
    assert scripts(page) == ["site.js"]
    page.locator(".cite").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Copy the citation")).to_be_visible()


def test_a_paragraph_that_the_address_names_has_a_button_for_its_link(open_page):
    page = open_page("/CS-2026-0001")
    page.locator(".paragraph .number").first.click()
    expect(page.locator("#p1").get_by_role("button", name="Copy the link to this paragraph")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_button_says_that_it_was_copied(open_page, width):
    page = open_page("/CS-2026-0001", width=width)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".cite").scroll_into_view_if_needed()
    page.locator(".paragraph .number").first.click()
    for place in (page.locator(".cite"), page.locator("#p1")):
        button = place.get_by_role("button")
        before = sizes(button, place)
        button.click()
        expect(button).to_have_text("Copied")
        assert sizes(button, place) == before
