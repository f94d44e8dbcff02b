"""The years of the filter as a small histogram."""

import re
from datetime import date

import pytest

from catalogue.labels import Names
from catalogue.vocabulary import get_vocabulary
from search.params import SearchParams
from search.results.facets import make_facets
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


def test_a_year_with_few_results_is_still_seen_and_one_without_has_no_bar():
    counts, chosen = {"year": {"2020": 1000, "2021": 1}}, {"year": ("1999",)}
    (years,) = make_facets(SearchParams(chosen=chosen), counts, Names(get_vocabulary()))
    assert {option.value: option.bar for option in years.options} == {"2021": 2, "2020": 100, "1999": 0}


def test_the_bars_know_nothing_of_what_is_hidden(client):
    for audience in ("public", "network", "network"):
        court_case(decision_date=date(2020, 1, 1), audience=audience)
    court_case(decision_date=date(2021, 1, 1))
    assert bars(client) == {"2021": "100", "2020": "100"}


def test_other_filters_have_no_bars(client):
    court_case(countries=("NL",))
    page = client.get("/search/").content.decode()
    assert page.count('<svg class="bar"') == 1
