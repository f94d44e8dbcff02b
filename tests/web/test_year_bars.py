"""The years of the filter as a small histogram."""

import re
from datetime import date

import pytest

from tests.factories import court_case

pytestmark = pytest.mark.django_db


def bars(client, query="") -> dict[str, str]:
    page = client.get(f"/search/{query}").content.decode()
    return dict(re.findall(r'name="year" value="(\d+)"[^>]*>\s*\d+\s*<svg [^>]*><rect width="(\d+)%"', page))


def test_each_year_has_a_bar_as_long_as_its_number(client):
    for year, number in ((2020, 4), (2021, 1), (2022, 2)):
        for _number in range(number):
            court_case(decision_date=date(year, 1, 1))
    assert bars(client) == {"2022": "50", "2021": "25", "2020": "100"}


def test_a_year_with_few_results_is_still_seen_and_one_without_has_no_bar(client):
    for _number in range(60):
        court_case(decision_date=date(2020, 1, 1))
    court_case(decision_date=date(2021, 1, 1))
    assert bars(client, "?year=1999") == {"2021": "2", "2020": "100"}


def test_the_bars_know_nothing_of_what_is_hidden(client):
    for audience in ("public", "network", "network"):
        court_case(decision_date=date(2020, 1, 1), audience=audience)
    court_case(decision_date=date(2021, 1, 1))
    assert bars(client) == {"2021": "100", "2020": "100"}


def test_other_filters_have_no_bars(client):
    court_case(countries=("NL",))
    page = client.get("/search/").content.decode()
    assert page.count('<svg class="bar"') == 1
