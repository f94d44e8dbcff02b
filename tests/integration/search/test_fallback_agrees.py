"""Over the demo the catalogue answers every filter and every order exactly as the engine does."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from catalogue.facets import FACETS
from catalogue.models import CatalogueEntry
from catalogue.visibility import anonymous_viewer
from search.params import SearchParams, Sort
from search.results.finding import find
from tests.demo import Demo, demo
from tests.integration.search.test_fallback import MEMBERS, fallback, same

__all__ = ["demo"]

pytestmark = pytest.mark.xdist_group("engines")


@pytest.fixture(autouse=True)
def in_the_demo(demo: Demo, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Read the demo's database."""
    with django_db_blocker.unblock(), demo.used():
        yield


# One test for all facets: an engine outside the database has to be told of the demo for each.
@pytest.mark.parametrize("viewer", [anonymous_viewer(), MEMBERS], ids=["anyone", "members"])
def test_every_value_of_every_facet_finds_what_the_engine_finds(viewer):
    counted = find(SearchParams(page_size=0), viewer).facets
    for facet in FACETS:
        values = list(counted[facet])
        assert values, "the demo has something of each facet"
        for value in values:
            same(SearchParams(chosen={facet: (value,)}), viewer)
        same(SearchParams(chosen={facet: tuple(values[:3])}), viewer)
        same(SearchParams(chosen={"kind": ("court_case", "publication"), facet: tuple(values[:2])}), viewer)
        same(SearchParams(chosen={facet: ("nothing-of-this-name",)}), viewer)


def test_years_and_orders_are_the_engines():
    for sort in Sort.values:
        for years in ({"year_from": 2015}, {"year_to": 2012}, {"year_from": 2010, "year_to": 2020}):
            same(SearchParams(sort=sort, page_size=100, **years), MEMBERS)


def test_every_item_is_found_by_its_title_and_its_numbers():
    for entry in CatalogueEntry.objects.all():
        for words in (f'"{entry.title}"'.replace("“", "").upper(), entry.reference.lower(), *entry.identifiers):
            params = SearchParams(text=words[:300], page_size=100)
            assert entry.pk in {hit.entry_id for hit in fallback(params, MEMBERS).hits}, words
