"""The one rule of who sees what, where it stands: the catalogue, the item itself, and each engine, on every day."""

from datetime import date, timedelta
from itertools import product

import pytest

from catalogue.live_items import is_shared_with
from catalogue.models import CatalogueEntry
from catalogue.visibility import ANYONE, Viewer
from search.engines import get_engine
from search.params import SearchParams
from search.query.language import Query
from tests.factories import case_study

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 4)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
MEMBERS = frozenset({"public", "network"})
# Nothing, the days around the day of the reader, and that day.
DAYS = (None, YESTERDAY, TODAY, TOMORROW)


def readable(audience: str, first: date | None, last: date | None, audiences: frozenset[str]) -> bool:
    """Say it once more in other words: both days belong to the time of sharing."""
    begun = first is None or first in {YESTERDAY, TODAY}
    ended = last == YESTERDAY
    return audience in audiences and begun and not ended


@pytest.mark.parametrize("audiences", [ANYONE, MEMBERS], ids=["anyone", "members"])
@pytest.mark.parametrize("engine", ["own", "in memory"])
def test_every_place_says_the_same_on_the_first_day_the_last_and_around_them(request, engine, audiences):
    if engine == "in memory":
        request.getfixturevalue("in_memory")
    items = {
        case_study(audience=audience, shared_from=first, shared_until=last): readable(audience, first, last, audiences)
        for audience, first, last in product(("public", "network"), DAYS, DAYS)
        if not (first and last and first > last)
    }
    viewer = Viewer(audiences, TODAY)
    entries = dict(CatalogueEntry.objects.seen_by(viewer).values_list("item_id", "pk"))
    hits = get_engine().search(SearchParams(page_size=100), Query(), viewer)
    found = {hit.entry_id for hit in hits.hits}
    assert hits.total == sum(items.values())
    for item, expected in items.items():
        told = (item.audience, item.shared_from, item.shared_until)
        assert is_shared_with(item, viewer) is expected, told
        assert (item.pk in entries) is expected, told
        assert (entries.get(item.pk) in found) is expected, told
