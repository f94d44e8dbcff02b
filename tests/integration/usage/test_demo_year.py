"""The demo's year of readers: recorded, ingested and counted as those of a real site, and always the same."""

from datetime import timedelta

from django.utils import timezone

import pytest

from catalogue.models import CatalogueEntry
from cms.demo.usage_year import record_year
from tests.usage_library import make_library
from usage import actors, spool
from usage.models import DailyFigure, Day, Event, ItemTotal
from usage.models.days import FIGURES
from usage.services.upkeep import look_after

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def library():
    """Publish a library, long ago: nobody reads what is not there yet."""
    made = make_library()
    CatalogueEntry.objects.update(published_at=timezone.now() - timedelta(days=400))
    return made


def counted_year() -> list[tuple]:
    """Count some days and return the figures, from the first day on."""
    assert record_year(days=20) > 200
    look_after(at_once=True)
    return list(DailyFigure.objects.order_by("day", "scope", "subject_id").values_list("day", "scope", *FIGURES))


def test_every_day_was_read_and_programs_and_double_clicks_were_left_out(library):
    counted_year()
    days = list(Day.objects.order_by("day"))
    yesterday = timezone.now().date() - timedelta(days=1)
    assert (len(days), days[-1].day) == (20, yesterday)
    assert all(day.totals["total_investigations"] for day in days)
    left_out = {reason for day in days for reason in day.left_out}
    assert {"robot", "machine", "opted_out"} <= left_out
    assert sum(day.double_clicks for day in days) > 0
    assert 0 < sum(day.totals["unique_requests"] for day in days) < sum(day.events for day in days)


def test_it_is_always_the_same(library):
    first = counted_year()
    for model in (Day, DailyFigure, Event, ItemTotal):
        model.objects.all().delete()
    assert counted_year() == first


def test_what_was_counted_already_gets_no_invented_readers(library):
    Day.objects.create(day=timezone.now().date())
    assert record_year(days=20) == 0
    assert spool.waiting() == []


def test_the_salts_of_the_site_stay_as_they_are(library, spool_folder):
    salt = actors.salt_of(timezone.now().date())
    record_year(days=20)
    actors._known.clear()
    assert actors.salt_of(timezone.now().date()) == salt
    assert len(list(spool_folder.glob("salt-*"))) == 1
