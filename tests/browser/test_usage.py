"""The pages of usage, as a coordinator walks through them: no violations, nothing out of sight, on a phone and a desk."""

from datetime import timedelta

import pytest
from pytest_django import DjangoDbBlocker

from cms.demo.people import COORDINATOR, PASSWORD
from publications.models import PublicationPage
from tests.database import database_in_use, use_database
from tests.demo import Demo
from tests.usage_counting import count_day
from usage.periods import last_twelve_months

from .conftest import look_at

PAGES = (
    "/usage/",
    "/usage/organisation/foundation-lantern/",
    "/uses/",
    "/usage/uses/",
    "/usage/uses/add/",
    "/usage/uses/new/?item=PB-2026-0001",
    "/usage/digest/",
    "/usage/report/",
)


@pytest.fixture(scope="module")
def _read_publications(site: str, demo: Demo, django_db_blocker: DjangoDbBlocker) -> None:
    """Let the publications of the demo have been read, so that the tables have rows and bars."""
    days = last_twelve_months()
    with django_db_blocker.unblock():
        before = database_in_use()
        use_database(demo.database)
        for number, item in enumerate(PublicationPage.objects.live()):
            count_day(item, days.first + timedelta(days=40 * number), downloads=40 + number, views=1090)
        use_database(before)


@pytest.mark.usefixtures("_read_publications")
def test_no_violations_and_no_sideways_scrolling(open_page):
    page = open_page("/accounts/login/")
    page.fill("[name=login]", COORDINATOR)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main button[type=submit]")
    for path in PAGES:
        page.goto(path)
        look_at(page)
    with page.expect_navigation():
        page.click("main form button.primary")
    assert page.inner_text("h1") == "Usage report"
    assert page.query_selector("table.items tbody tr")
    look_at(page)
