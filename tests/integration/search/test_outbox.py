"""No change is lost on its way to the index, and none is shown as it was before."""

from dataclasses import replace

from django.core.management import call_command
from django.db import transaction

import pytest

from accounts.roles import Role
from catalogue.models import CatalogueEntry, EntryText
from catalogue.visibility import anonymous_viewer, viewer_for
from search.documents import documents_for
from search.engines import get_engine
from search.engines.base import RemoteEngine
from search.models import PendingChange
from search.params import SearchParams
from search.results.finding import find
from search.services import comparison, outbox, rebuild
from tests.factories import case_study, entry_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.undelivered]


@pytest.fixture
def waiting(outside, monkeypatch) -> RemoteEngine:
    """Leave what changes in the outbox until the test delivers it."""
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    return outside


def test_a_change_waits_in_the_outbox_and_is_gone_from_it_when_it_can_be_found(waiting, found):
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


def test_what_is_not_delivered_is_neither_shown_nor_counted_as_it_was(waiting, found):
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


def test_a_withdrawn_entry_is_gone_before_the_index_knows(waiting, found):
    item = case_study(title="Withdrawn")
    outbox.deliver(waiting)
    item.unpublish()
    assert found() == []
    outbox.deliver(waiting)
    assert dict(waiting.versions()) == {}


def test_a_passage_is_of_the_text_that_the_catalogue_has_now(waiting, client):
    item = case_study(what_happened="The name was Quagga.")
    outbox.deliver(waiting)
    assert "<mark>Quagga</mark>" in client.get("/search/?q=quagga").content.decode()
    EntryText.objects.filter(entry__item=item.pk).update(text="The name was another.")
    page = client.get("/search/?q=quagga").content.decode()
    assert "The name was another." in page
    assert "was Quagga" not in page and "<mark>Quagga" not in page


def test_what_the_catalogue_hides_is_not_shown_even_if_the_index_has_it(waiting, client):
    item = case_study(title="Just hidden")
    outbox.deliver(waiting)
    CatalogueEntry.objects.filter(item=item.pk).update(audience="network")
    for path in ("/search/", "/search/results.csv", "/search/results.ris", "/search/feed/"):
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"Just hidden" not in body, path


def test_the_order_and_number_of_deliveries_do_not_matter(waiting, found):
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


def test_too_far_behind_the_catalogue_answers_instead(waiting, monkeypatch, client):
    case_study(title="Here")
    monkeypatch.setattr("search.engines.base.MOST_PENDING", 0)
    text = client.get("/search/").content.decode()
    assert "Here" in text
    assert "does not answer right now" in text


def test_an_entry_that_the_engine_refuses_waits_and_holds_nothing_up(in_memory, monkeypatch, found):
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    in_memory.refuses = lambda document: "Refused" in document.title
    bad, _good = case_study(title="Refused"), case_study(title="Taken")
    outbox.deliver(get_engine())
    assert found() == ["Taken"]
    (row,) = PendingChange.objects.all()
    assert (row.entry_id, row.error) == (entry_of(bad).pk, "document_parsing_exception")
    in_memory.refuses = lambda document: False
    assert outbox.deliver(get_engine()) == 0
    call_command("search_worker", "--once", verbosity=0)
    assert set(found()) == {"Taken", "Refused"}
    assert not PendingChange.objects.exists()


def test_what_is_delivered_to_the_old_index_at_the_last_moment_is_in_the_new_one(in_memory, monkeypatch, found):
    item = case_study(title="Before")
    outbox.deliver(get_engine())
    put_in_place = type(in_memory).replace

    def publish_first(self, made):
        item.title = "After"
        item.save_revision().publish()
        case_study(title="New")
        outbox.deliver(get_engine())
        put_in_place(self, made)

    monkeypatch.setattr(type(in_memory), "replace", publish_first)
    rebuild.rebuild_all(lambda number: None)
    assert set(found()) == {"After", "New"}
    assert not comparison.compare()


def test_an_interrupted_rebuild_leaves_the_old_index_in_step(waiting):
    case_study(title="Here")
    outbox.deliver(waiting)

    def interrupt(number):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild.rebuild_all(interrupt)
    assert not PendingChange.objects.exists()
    assert not comparison.compare()


def test_the_worker_makes_the_index_if_there_is_none(in_memory, found):
    case_study(title="Here")
    in_memory.held = None
    call_command("search_worker", "--once", verbosity=0)
    assert found() == ["Here"]


def test_a_late_write_never_beats_a_newer_version(outside, delivered_at_once):
    item = case_study()
    (old,) = documents_for([entry_of(item).pk])
    new = replace(old, version=old.version + 1, title="Newer")
    assert outside.deliver([new], {}) == {}
    assert outside.deliver([old], {}) == {}
    assert dict(outside.versions()) == {old.entry_id: new.version}
    assert outside.deliver([], {old.entry_id: new.version + 1}) == {}
    assert outside.deliver([new], {}) == {}
    assert dict(outside.versions()) == {}, "what was withdrawn comes back by a late write"
