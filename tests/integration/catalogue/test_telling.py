"""The catalogue tells which entries changed, inside the transaction in which they did."""

from collections.abc import Iterator

from django.db import connection, transaction

import pytest

from catalogue.models import CatalogueEntry
from catalogue.services.correction import compare_entries, correct_entries, repair_entries
from catalogue.services.entries import renew_versions
from catalogue.signals import entries_changed
from tests.factories import case_study, entry_of

pytestmark = pytest.mark.django_db

Told = list[tuple[int, int]]


@pytest.fixture
def told() -> Iterator[Told]:
    """What was told, each with the key and the version."""
    heard: Told = []

    def listen(changes: Told, **_: object) -> None:
        assert connection.in_atomic_block
        heard.extend(changes)

    entries_changed.connect(listen)
    yield heard
    entries_changed.disconnect(listen)


def test_an_entry_that_is_written_written_again_or_withdrawn_is_told_with_its_version(told):
    item = case_study()
    key = entry_of(item).pk
    assert told == [(key, 1)]
    item.save_revision().publish()
    assert told[1:] == [(key, 2)]
    item.unpublish()
    assert told[2:] == [(key, 2)]


def test_what_is_corrected_is_told_and_what_is_right_is_not(told):
    wrong, right = case_study(), case_study()
    for correct in (lambda: correct_entries(lambda number: None), lambda: repair_entries(compare_entries())):
        told.clear()
        CatalogueEntry.objects.filter(item=wrong.pk).update(title="As it was")
        correct()
        assert told == [(entry_of(wrong).pk, entry_of(wrong).version)]
    assert entry_of(right).version == 1


def test_a_version_is_renewed_above_the_one_that_is_known_elsewhere(told):
    behind, ahead = entry_of(case_study()), entry_of(case_study())
    told.clear()
    renew_versions(above={behind.pk: 7, ahead.pk: 0, 999_999: 3})
    assert sorted(told) == [(behind.pk, 8), (ahead.pk, 2)]
    assert dict(CatalogueEntry.objects.values_list("pk", "version")) == dict(told)


def test_who_listens_and_raises_undoes_the_change():
    item = case_study(live=False)

    def refuse(**_: object) -> None:
        raise ZeroDivisionError

    entries_changed.connect(refuse)
    try:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            item.latest_revision.publish()
    finally:
        entries_changed.disconnect(refuse)
    assert not CatalogueEntry.objects.exists()
