"""No change is lost on its way to the index, and none is shown as it was before."""

from django.core.management import call_command
from django.db import transaction

import pytest

from accounts.roles import Role
from search.engines.base import RemoteEngine, SearchUnavailable
from search.engines.elasticsearch import writing
from search.models import CatalogueEntry, PendingChange
from search.params import SearchParams
from search.results.finding import find
from search.services import outbox, rebuild
from search.visibility import anonymous_viewer, viewer_for
from tests.factories import case_study, entry_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.undelivered]


def found(text: str = "", viewer=None) -> list[str]:
    hits = find(SearchParams(text=text), viewer or anonymous_viewer()).hits
    titles = dict(CatalogueEntry.objects.values_list("pk", "title"))
    return [titles[hit.entry_id] for hit in hits]


@pytest.fixture
def waiting(engine, monkeypatch) -> RemoteEngine:
    """Leave what changes in the outbox until the test delivers it."""
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    return engine


def test_a_change_waits_in_the_outbox_and_is_gone_from_it_when_it_can_be_found(waiting):
    case_study(title="New")
    assert PendingChange.objects.count() == 1
    assert found() == []
    assert outbox.deliver(waiting) == 1
    assert found() == ["New"]
    assert not PendingChange.objects.exists()


def test_what_is_rolled_back_leaves_nothing_in_the_outbox(waiting):
    item = case_study(title="Draft", live=False)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        item.latest_revision.publish()
        assert PendingChange.objects.exists()
        1 / 0  # noqa: B018
    assert not PendingChange.objects.exists()


def test_what_is_not_delivered_is_neither_shown_nor_counted_as_it_was(waiting):
    item = case_study(title="Hidden now", what_happened="Orchard.", origin_countries=("RO",), topics=["compensation"])
    other = case_study(title="Still there", what_happened="Orchard.", topics=["compensation"])
    outbox.deliver(waiting)
    assert set(found("orchard")) == {"Hidden now", "Still there"}
    item.audience = "network"
    item.save_revision().publish()
    results = find(SearchParams(text="orchard"), anonymous_viewer())
    assert results.total == 1
    assert "RO" not in results.facets["origin"]
    assert waiting.suggest(("hidden",), anonymous_viewer(), 5).entries == ()
    assert waiting.similar(entry_of(other).pk, ("compensation",), anonymous_viewer(), 5) == ()
    outbox.deliver(waiting)
    assert set(found("orchard", viewer_for(person(Role.NETWORK_READER)))) == {"Hidden now", "Still there"}


def test_a_withdrawn_entry_is_gone_before_the_index_knows(waiting):
    item = case_study(title="Withdrawn")
    outbox.deliver(waiting)
    item.unpublish()
    assert found() == []
    outbox.deliver(waiting)
    assert dict(waiting.versions()) == {}


def test_a_passage_of_an_older_version_is_not_shown(waiting, client):
    item = case_study(what_happened="The name was Quagga.")
    outbox.deliver(waiting)
    assert "<mark>Quagga</mark>" in client.get("/search/?q=quagga").content.decode()
    CatalogueEntry.objects.filter(item=item.pk).update(version=7)
    assert "Quagga</mark>" not in client.get("/search/?q=quagga").content.decode()


def test_what_the_catalogue_hides_is_not_shown_even_if_the_index_has_it(waiting, client):
    item = case_study(title="Just hidden")
    outbox.deliver(waiting)
    CatalogueEntry.objects.filter(item=item.pk).update(audience="network")
    for path in ("/search/", "/search/results.csv", "/search/results.ris", "/search/feed/"):
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"Just hidden" not in body, path


def test_the_order_and_number_of_deliveries_do_not_matter(waiting):
    item = case_study(title="First")
    item.title = "Second"
    item.save_revision().publish()
    gone = case_study(title="Gone")
    gone.unpublish()
    rows = list(PendingChange.objects.all())
    PendingChange.objects.all().delete()
    for row in reversed(rows):
        row.save(force_insert=True)
        outbox.deliver(waiting)
        assert not PendingChange.objects.exists()
    assert found() == ["Second"]


def test_an_entry_that_the_server_refuses_waits_and_holds_nothing_up(waiting, monkeypatch, caplog):
    bad, good = case_study(title="Refused"), case_study(title="Taken", what_happened="Secret words.")
    source_of = writing.source_of
    monkeypatch.setattr(
        writing,
        "source_of",
        lambda document: {**source_of(document), **({"year": "Secret words"} if "Refused" in document.title else {})},
    )
    outbox.deliver(waiting)
    assert found() == ["Taken"]
    (row,) = PendingChange.objects.all()
    assert row.entry_id == entry_of(bad).pk
    assert row.error == "document_parsing_exception"
    assert "Secret words" not in caplog.text
    monkeypatch.undo()
    assert outbox.deliver(waiting) == 0
    outbox.retry_refused()
    outbox.deliver(waiting)
    assert set(found()) == {"Taken", "Refused"}
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
    assert found() == ["Before"]
    waiting.writing.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": None})
    outbox.deliver(waiting)
    assert set(found()) == {"Before", "During"}


def test_too_far_behind_the_catalogue_answers_instead(waiting, monkeypatch, client):
    case_study(title="Here")
    monkeypatch.setattr("search.engines.elasticsearch.engine.MOST_PENDING", 0)
    text = client.get("/search/").content.decode()
    assert "Here" in text
    assert "does not answer right now" in text


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
    assert set(found()) == {"After", "New"}


def test_an_interrupted_rebuild_leaves_no_index_behind_and_tells_the_old_one(waiting, monkeypatch):
    case_study(title="Here")
    outbox.deliver(waiting)
    before = set(waiting.writing.indices.get(index=f"{waiting.address.alias}-*").body)

    def interrupt(number):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild.rebuild_all(interrupt)
    assert set(waiting.writing.indices.get(index=f"{waiting.address.alias}-*").body) == before
    assert PendingChange.objects.count() == 1
    outbox.deliver(waiting)
    assert not rebuild.compare()


def test_what_a_killed_rebuild_left_is_cleared_away_by_the_next(waiting):
    left = waiting.indexes.create()
    rebuild.rebuild_all(lambda number: None)
    assert not waiting.writing.indices.exists(index=left)


def test_the_worker_makes_the_index_if_there_is_none(waiting):
    case_study(title="Here")
    waiting.indexes.delete(waiting.indexes.current())
    call_command("search_worker", "--once", verbosity=0)
    assert found() == ["Here"]
