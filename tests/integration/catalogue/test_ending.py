"""What is past its last day is withdrawn by a job, and not a day before."""

from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

import pytest
import time_machine

from catalogue.models import CatalogueEntry, EntryText
from catalogue.services import ending
from catalogue.services.ending import end_sharing
from search.services.nightly import check_if_due
from tests.factories import ITEM_MAKERS, case_study, court_case

pytestmark = pytest.mark.django_db


def day(offset: int):
    return timezone.localdate() + timedelta(days=offset)


def tomorrow() -> datetime:
    return datetime.now(tz=UTC) + timedelta(days=1)


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_an_item_is_withdrawn_on_the_day_after_its_last_one(maker):
    item, endless = maker(shared_until=day(0)), maker()
    assert end_sharing() == []
    assert Client().get(item.get_absolute_url()).status_code == 200
    with time_machine.travel(tomorrow(), tick=False):
        assert Client().get(item.get_absolute_url()).status_code == 410, "the query does not wait for the job"
        assert CatalogueEntry.objects.filter(item=item).exists()
        assert end_sharing() == [item.reference]
        assert end_sharing() == []
        assert Client().get(item.get_absolute_url()).status_code == 410
    item.refresh_from_db()
    assert not item.live
    assert list(CatalogueEntry.objects.values_list("item", flat=True)) == [endless.pk]
    assert set(EntryText.objects.values_list("entry__item", flat=True)) == {endless.pk}


def test_the_nightly_check_does_it():
    item = case_study(shared_until=day(0))
    with time_machine.travel(tomorrow(), tick=False):
        check_if_due()
    item.refresh_from_db()
    assert not item.live


def test_the_command_names_what_it_withdrew(capsys):
    call_command("end_sharing")
    assert "Nothing is past its last day." in capsys.readouterr().out
    item = court_case(shared_until=day(-1))
    call_command("end_sharing")
    told = capsys.readouterr().out
    assert item.reference in told
    assert item.title not in told


def test_an_item_that_is_given_a_later_day_just_now_stays(monkeypatch):
    item = case_study(shared_until=day(-1))

    def somebody_saves(keys: list[int]) -> None:
        type(item).objects.filter(pk__in=keys).update(shared_until=day(7))

    monkeypatch.setattr(ending, "lock_items", somebody_saves)
    assert end_sharing() == []
    item.refresh_from_db()
    assert item.live
