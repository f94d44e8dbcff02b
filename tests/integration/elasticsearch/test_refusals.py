"""What the server itself refuses, holds back or leaves behind, and how the outbox takes it."""

from django.core.management import call_command

import pytest

from search.engines.base import SearchUnavailable
from search.engines.elasticsearch import writing
from search.models import PendingChange
from search.services import comparison, outbox, rebuild
from tests.factories import case_study, entry_of
from tests.outside import found_titles

pytestmark = [pytest.mark.django_db, pytest.mark.undelivered]


@pytest.fixture
def waiting(engine, monkeypatch):
    """Leave what changes in the outbox until the test delivers it."""
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    return engine


def test_an_entry_that_the_server_refuses_waits_and_holds_nothing_up(waiting, monkeypatch, caplog):
    bad, good = case_study(title="Refused"), case_study(title="Taken", what_happened="Secret words.")
    source_of = writing.source_of
    monkeypatch.setattr(
        writing,
        "source_of",
        lambda document: {**source_of(document), **({"year": "Secret words"} if "Refused" in document.title else {})},
    )
    outbox.deliver(waiting)
    assert found_titles() == ["Taken"]
    (row,) = PendingChange.objects.all()
    assert row.entry_id == entry_of(bad).pk
    assert row.error == "document_parsing_exception"
    assert "Secret words" not in caplog.text
    monkeypatch.undo()
    assert outbox.deliver(waiting) == 0
    outbox.retry_refused()
    outbox.deliver(waiting)
    assert set(found_titles()) == {"Taken", "Refused"}
    assert good.pk


def test_a_read_only_index_takes_nothing_and_nothing_is_lost(waiting):
    case_study(title="Before")
    outbox.deliver(waiting)
    index = waiting.indexes.current()
    # What the server sets by itself when its disk is full; it answers writes with status 429.
    waiting.writing.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": True})
    case_study(title="During")
    with pytest.raises(SearchUnavailable, match="read-only"):
        outbox.deliver(waiting)
    assert PendingChange.objects.count() == 1
    assert found_titles() == ["Before"]
    waiting.writing.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": None})
    outbox.deliver(waiting)
    assert set(found_titles()) == {"Before", "During"}


def test_an_interrupted_rebuild_leaves_no_index_behind_and_the_old_one_in_step(waiting, monkeypatch):
    case_study(title="Here")
    outbox.deliver(waiting)
    before = set(waiting.writing.indices.get(index=f"{waiting.address.alias}-*").body)

    def interrupt(number):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild.rebuild_all(interrupt)
    assert set(waiting.writing.indices.get(index=f"{waiting.address.alias}-*").body) == before
    assert not PendingChange.objects.exists()
    assert not comparison.compare()


def test_what_a_killed_rebuild_left_is_cleared_away_by_the_next(waiting):
    left = waiting.indexes.create(waiting.own_shape())
    rebuild.rebuild_all(lambda number: None)
    assert not waiting.writing.indices.exists(index=left)


def test_what_is_delivered_to_the_old_index_at_the_last_moment_is_in_the_new_one(waiting, monkeypatch):
    item = case_study(title="Before")
    outbox.deliver(waiting)
    indexes = type(waiting.indexes)
    put_in_place = indexes.put_in_place

    def publish_first(self, name):
        item.title = "After"
        item.save_revision().publish()
        case_study(title="New")
        outbox.deliver(waiting)
        put_in_place(self, name)

    monkeypatch.setattr(indexes, "put_in_place", publish_first)
    rebuild.rebuild_all(lambda number: None)
    assert set(found_titles()) == {"After", "New"}


def test_the_worker_makes_the_index_if_there_is_none(waiting):
    case_study(title="Here")
    waiting.indexes.delete(waiting.indexes.current())
    call_command("search_worker", "--once", verbosity=0)
    assert found_titles() == ["Here"]
