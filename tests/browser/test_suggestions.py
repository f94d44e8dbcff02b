"""Suggestions while typing in a real browser: by keyboard, by touch, right to left, and as a screen reader is told."""

import pytest
from playwright.sync_api import expect

from .conftest import axe, sideways

BOXES = {"home": "/", "header": "/about/", "results": "/search/"}


def box_of(page):
    return page.get_by_role("combobox", name="Search cases and publications")


def opened(page, words="compens"):
    """Type, and return the open list."""
    box = page.locator("[name=q]")
    box.press_sequentially(words)
    found = page.get_by_role("listbox")
    expect(found).to_be_visible()
    return found


@pytest.mark.parametrize("where", BOXES)
def test_every_search_box_suggests(open_page, where):
    page = open_page(BOXES[where])
    found = opened(page)
    expect(found.get_by_role("group", name="Topics").get_by_role("option").first).to_have_text("Compensation")
    expect(box_of(page)).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".search-box [role=status]")).to_contain_text("suggestions")


def test_arrows_walk_through_the_list_and_back_into_the_field(open_page):
    page = open_page("/")
    found = opened(page)
    box, options = box_of(page), found.get_by_role("option")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(found.locator("[aria-selected=true]")).to_have_count(0)
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(found.locator("[aria-selected=true]")).to_have_count(1)
    expect(box).to_have_value("compens")


def test_enter_follows_what_is_chosen_and_else_searches(open_page, site):
    page = open_page("/")
    opened(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/topics/compensation/")
    opened(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/search/?q=compens")


def test_escape_closes_and_keeps_the_words_and_does_not_leave(open_page, site):
    page = open_page("/")
    found = opened(page)
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(box_of(page)).to_have_value("compens")
    expect(box_of(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.url == f"{site}/"
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()


def test_tab_closes_and_goes_on(open_page):
    page = open_page("/")
    found = opened(page)
    page.keyboard.press("Tab")
    expect(found).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_a_click_follows_a_suggestion(open_page):
    page = open_page("/about/")
    opened(page, "siliadin").get_by_role("option", name="Siliadin v. France").click()
    expect(page.locator("article h1")).to_have_text("Siliadin v. France")


def test_suggestions_can_be_touched_on_a_phone(open_page):
    page = open_page("/", width=360, has_touch=True, is_mobile=True)
    found = opened(page, "co")
    heights = [option.bounding_box()["height"] for option in found.get_by_role("option").all()]
    assert len(heights) > 2
    assert min(heights) >= 44
    left, width = (found.bounding_box()[side] for side in ("x", "width"))
    assert left >= 0
    assert left + width <= 360
    found.get_by_role("option").first.tap()
    page.wait_for_url("**/topics/**")


def test_only_the_last_of_what_was_typed_is_asked(open_page):
    page = open_page("/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest/" in request.url else None)
    opened(page, "compensation")
    assert asked[-1].endswith("?q=compensation")
    assert len(asked) <= 3


def test_an_answer_that_comes_too_late_is_not_shown(open_page):
    page = open_page("/")
    page.locator("[name=q]").press_sequentially("compens")
    page.keyboard.press("Tab")
    page.wait_for_timeout(400)
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_fewer_than_two_letters_and_no_match_show_no_list(open_page):
    page = open_page("/")
    found = opened(page)
    page.locator("[name=q]").fill("c")
    expect(found).to_be_hidden()
    page.locator("[name=q]").fill("xyzzyqwert")
    page.wait_for_timeout(400)
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_what_is_suggested_is_text_and_nothing_else(open_page):
    page = open_page("/")
    page.route(
        "**/search/suggest/**",
        lambda route: route.fulfill(
            json={
                "groups": [
                    {"label": "<b>x</b>", "options": [{"text": "<img src=x onerror=alert(1)>", "url": "/about/"}]}
                ],
                "said": "<i>1</i>",
            }
        ),
    )
    found = opened(page)
    assert found.locator("img, b").count() == 0
    expect(found.get_by_role("option")).to_have_text("<img src=x onerror=alert(1)>")


def test_a_server_that_fails_leaves_the_search_as_it_was(open_page, site):
    page = open_page("/")
    page.route("**/search/suggest/**", lambda route: route.fulfill(status=200, body="not json"))
    page.locator("[name=q]").press_sequentially("compens")
    page.wait_for_timeout(400)
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/search/?q=compens")


@pytest.mark.parametrize(
    ("path", "words"), [("/", "compens"), ("/about/", "si"), ("/ar/", "human"), ("/ar/search/", "co")]
)
def test_an_open_list_has_no_violations_and_stays_on_the_screen(open_page, path, words):
    for width in (320, 1280):
        page = open_page(path, width=width)
        found = opened(page, words)
        assert axe(page, contrast=False) == []
        page.keyboard.press("ArrowDown")
        # Colours are the same at both widths, and now there are those of the chosen line as well.
        assert axe(page, contrast=width == 1280) == []
        place = found.bounding_box()
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= width
        assert sideways(page) <= 0


def test_a_name_in_another_language_says_so(open_page):
    page = open_page("/")
    option = opened(page, "mensenh").get_by_role("option").first
    expect(option.locator(".note")).to_have_attribute("lang", "nl")
    expect(option).to_contain_text("Trafficking in human beings")
    page = open_page("/ar/")
    option = opened(page, "siliadin").get_by_role("option").first
    expect(option.locator("span").first).to_have_attribute("dir", "ltr")


def test_without_javascript_there_is_a_plain_search_field(open_page):
    page = open_page("/", java_script_enabled=False)
    expect(page.locator("[name=q]")).to_have_attribute("type", "search")
    expect(page.get_by_role("combobox")).to_have_count(0)
