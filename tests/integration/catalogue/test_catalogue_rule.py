"""Which items the catalogue holds, and on which days it shows them, whatever an engine would say."""

from datetime import date, timedelta

import pytest

from catalogue.models import CatalogueEntry
from catalogue.services.correction import correct_entries
from catalogue.services.entries import refresh_items
from catalogue.visibility import ANYONE, Viewer
from tests.factories import case_study

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2031, 3, 1), date(2031, 3, 31)
DAY = timedelta(days=1)


def seen_on(day: date) -> bool:
    """Whether everybody sees the one entry on a day."""
    return CatalogueEntry.objects.seen_by(Viewer(ANYONE, day)).exists()


def test_an_entry_is_seen_from_its_first_day_to_its_last_and_not_a_day_longer():
    case_study(shared_from=FIRST, shared_until=LAST)
    assert [seen_on(day) for day in (FIRST - DAY, FIRST, LAST, LAST + DAY)] == [False, True, True, False]


def test_an_entry_without_days_is_always_seen():
    case_study()
    assert seen_on(date.min)
    assert seen_on(date.max)


def test_one_day_that_is_open_does_not_open_the_other():
    item = case_study(shared_from=FIRST)
    assert [seen_on(day) for day in (FIRST - DAY, date.max)] == [False, True]
    item.delete()
    case_study(shared_until=LAST)
    assert [seen_on(day) for day in (date.min, LAST + DAY)] == [True, False]


def test_an_alias_of_an_item_is_not_in_the_catalogue():
    item, alias = case_study(title="The item"), case_study(title="An alias of it")
    type(alias).objects.filter(pk=alias.pk).update(alias_of=item.pk)
    refresh_items([item.pk, alias.pk])
    assert CatalogueEntry.objects.get().title == "The item"
    correct_entries(lambda number: None)
    assert CatalogueEntry.objects.get().title == "The item"
