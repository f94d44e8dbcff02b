"""Checks compare the items themselves with the catalogue, put right what differs, and tell of it in numbers."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.utils import timezone

import pytest
import time_machine

from catalogue.models import CatalogueEntry, EntryText, EntryTopic
from catalogue.services import correction, entries
from catalogue.services.exclusive import AlreadyRunning, exclusive
from search.documents import documents_for
from search.engines import get_engine
from search.management.commands import search_worker
from search.models import CatalogueCheck, PendingChange
from search.services import comparison, nightly, outbox, rebuild
from search.services.renewal import Renewal
from tests.factories import case_study, court_case, entry_of, new_organisation, publication, topic
from tests.outside import is_remote

pytestmark = pytest.mark.django_db

# How an entry may come to say something else than its item, and what the check calls it.
DIFFERENCES = {
    "agreement_differs": {"audience": "public"},
    "dates_differ": {"updated_at": timezone.now() - timedelta(days=1)},
    "content_differs": {"title": "The title before it was redacted"},
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_an_entry_that_says_something_else_than_its_item_is_found_and_repaired(name):
    item, other = case_study(audience="network"), court_case()
    before = entry_of(other).version
    CatalogueEntry.objects.filter(item=item.pk).update(**DIFFERENCES[name])
    found = comparison.compare()
    # An agreement is in the index as well.
    expected = {name: 1, "outdated": 1} if name == "agreement_differs" else {name: 1}
    assert {kind: number for kind, number in found.counts().items() if number} == expected
    assert getattr(found, name) == [item.pk]
    comparison.repair(found)
    assert not comparison.compare()
    assert entry_of(other).version == before, "what is right is not written again"


def test_an_organisation_that_is_named_against_its_wish_is_found_and_repaired():
    item = case_study(organisation_naming="unnamed")
    CatalogueEntry.objects.filter(item=item.pk).update(organisation=new_organisation())
    assert comparison.compare().naming_differs == [item.pk]
    call_command("search_check", "--repair", verbosity=0)
    assert entry_of(item).organisation is None


def test_topics_and_texts_are_content():
    tagged, told = case_study(topics=["compensation"]), publication()
    EntryTopic.objects.filter(entry=entry_of(tagged)).update(topic=topic("prevention"))
    EntryText.objects.filter(entry=entry_of(told)).update(text="As it was before.")
    assert set(comparison.compare().content_differs) == {tagged.pk, told.pk}


def test_an_agreement_changed_past_everything_is_found(capsys):
    item = case_study(title="Quagga")
    type(item).objects.filter(pk=item.pk).update(audience="network")
    with pytest.raises(CommandError, match="--repair"):
        call_command("search_check")
    told = capsys.readouterr().out
    assert f"1 items have another sharing agreement than their catalogue entry: {item.pk}" in told
    assert "Quagga" not in told


def test_all_kinds_agree_after_they_were_published(media):
    case_study(topics=["compensation"], shared_until=timezone.localdate())
    court_case(articles=("Código Penal Art. 177 bis",))
    publication(authors=("A", "B"), languages=("en", "fr"))
    assert not comparison.compare()


def test_the_number_of_statements_of_a_check_does_not_grow_with_the_items(django_assert_max_num_queries):
    def statements() -> int:
        with django_assert_max_num_queries(60) as captured:
            comparison.compare()
        return len(captured)

    case_study()
    few = statements()
    for _ in range(5):
        case_study(topics=["compensation"])
    assert statements() == few


def test_the_nightly_check_repairs_and_tells_numbers_and_keys_only(client, caplog):
    item = case_study(title="Quagga", audience="network")
    assert client.get("/-/ready").json()["catalogue_check"] is None
    CatalogueEntry.objects.filter(item=item.pk).update(title="As it was")
    with caplog.at_level(logging.INFO, logger="search"):
        call_command("search_worker", "--once", verbosity=0)
    assert entry_of(item).title == "Quagga"
    assert f"content differs: {item.pk}" in caplog.text
    assert "Quagga" not in caplog.text
    told = client.get("/-/ready").json()["catalogue_check"]
    assert told["differences"] == 1
    assert set(told) == {"finished", "differences"}


def test_the_check_is_made_once_a_night(settings):
    settings.CATALOGUE_CHECK_HOUR = 2
    with time_machine.travel("2026-03-14 12:00Z", tick=False) as clock:
        assert nightly.check_if_due(), "the first one is made at once"
        assert nightly.check_if_due() is None
        clock.move_to("2026-03-15 01:59Z")
        assert nightly.check_if_due() is None
        clock.move_to("2026-03-15 02:01Z")
        assert nightly.check_if_due()
        assert nightly.check_if_due() is None
    assert CatalogueCheck.objects.count() == 2


def test_results_of_checks_are_not_kept_for_ever():
    CatalogueCheck.objects.create(finished_at=timezone.now() - timedelta(days=100))
    nightly.check_and_repair()
    assert CatalogueCheck.objects.count() == 1


@pytest.mark.skipif(connection.vendor == "postgresql", reason="there one session may take its own lock twice")
def test_a_check_that_another_process_makes_is_not_made_twice():
    with exclusive(nightly.WORK):
        assert nightly.check_if_due() is None
        with pytest.raises(AlreadyRunning), exclusive(nightly.WORK):
            pass
    assert nightly.check_if_due()


def test_no_check_and_no_refresh_has_the_texts_of_all_items_in_memory(monkeypatch):
    items = [case_study() for _ in range(5)]
    CatalogueEntry.objects.update(title="As it was")
    at_once: list[int] = []
    for module in (correction, entries):
        derive = module.derive
        monkeypatch.setattr(module, "AT_ONCE", 2)
        monkeypatch.setattr(module, "derive", lambda items, derive=derive: at_once.append(len(items)) or derive(items))
    comparison.repair(comparison.compare())
    entries.refresh_items(item.pk for item in items)
    assert not comparison.compare()
    assert max(at_once) == 2


def test_an_engine_outside_is_asked_while_nobody_waits_and_only_if_needed(outside, monkeypatch):
    lost, gone = entry_of(case_study()).pk, entry_of(case_study()).pk
    CatalogueEntry.objects.filter(pk=gone).delete()
    depths: list[int] = []

    def listening(name: str) -> Callable[..., object]:
        ask = getattr(outside, name)
        return lambda *arguments: depths.append(len(connection.savepoint_ids)) or ask(*arguments)

    for name in ("versions", "remove"):
        monkeypatch.setattr(outside, name, listening(name))
    comparison.repair(comparison.Comparison())
    assert not depths
    here = len(connection.savepoint_ids)
    comparison.repair(comparison.Comparison(not_indexed=[lost], left_over=[gone]))
    assert depths == [here, here]


def test_what_came_back_meanwhile_is_not_taken_out_of_the_index(found):
    item = case_study(title="Came back")
    comparison.repair(comparison.Comparison(left_over=[entry_of(item).pk]))
    assert found("back") == ["Came back"]


def test_a_page_that_code_made_live_was_not_published_and_stops_no_repair():
    wrong = case_study()
    CatalogueEntry.objects.filter(item=wrong.pk).update(title="As it was")
    draft = case_study(live=False)
    type(draft).objects.filter(pk=draft.pk).update(live=True)
    call_command("search_check", "--repair", verbosity=0)
    assert entry_of(wrong).title == wrong.title
    assert not CatalogueEntry.objects.filter(item=draft.pk).exists()


def test_a_check_that_the_database_refuses_does_not_end_the_worker(monkeypatch, capsys):
    def refused() -> None:
        raise IntegrityError("Failing row contains (Quagga)")

    monkeypatch.setattr(search_worker, "check_if_due", refused)
    command = search_worker.Command()
    assert command._pass(get_engine(), Renewal(), 1.0) > 1
    told = capsys.readouterr().err
    assert "IntegrityError" in told
    assert "Quagga" not in told


def test_an_index_that_is_ahead_of_the_catalogue_is_put_right(outside):
    # As after a backup of the database was put back.
    entry = entry_of(case_study(title="As in the backup"))
    outside.deliver([replace(document, version=9, title="Later") for document in documents_for([entry.pk])], {})
    assert comparison.compare().outdated == [entry.pk]
    call_command("search_check", "--repair", verbosity=0)
    assert not comparison.compare()


def test_a_rebuild_withdraws_what_is_not_live():
    item = case_study()
    type(item).objects.filter(pk=item.pk).update(live=False)
    rebuild.rebuild_all(lambda number: None)
    assert not CatalogueEntry.objects.exists()


@pytest.mark.undelivered
def test_what_waits_for_the_engine_is_late_and_not_different(outside):
    key = entry_of(case_study()).pk
    assert not comparison.compare()
    PendingChange.objects.all().delete()
    assert comparison.compare().not_indexed == [key]


def test_what_was_published_between_two_looks_is_no_difference(monkeypatch):
    item = case_study()
    indexed = list(get_engine().held())
    looks = [iter([]), iter(indexed)]
    dead = [[item.pk], []]
    # Only while it looks: the index is emptied by what it holds afterwards.
    with monkeypatch.context() as looking:
        looking.setattr(type(get_engine()), "held", lambda engine: looks.pop(0))
        looking.setattr(correction, "dead_entries", lambda: dead.pop(0))
        assert not comparison.compare()


@pytest.mark.parametrize(
    "changes",
    [{"audience": "public"}, {"shared_from": None}, {"shared_until": None}],
    ids=lambda changes: next(iter(changes)),
)
def test_an_index_with_another_agreement_than_the_catalogue_is_found_and_put_right(changes):
    today = timezone.localdate()
    item = case_study(audience="network", shared_from=today, shared_until=today + timedelta(days=9))
    (document,) = documents_for([entry_of(item).pk])
    assert not comparison.compare()
    get_engine().index([replace(document, **changes)])
    found = comparison.compare()
    assert found.outdated == [entry_of(item).pk]
    comparison.repair(found)
    if is_remote():
        outbox.deliver(get_engine())
    assert not comparison.compare()


def test_a_worker_for_cron_that_meets_a_rebuild_says_so_in_a_sentence(monkeypatch, outside):
    def running(progress: object) -> None:
        raise AlreadyRunning("search-rebuild is running in another process.")

    monkeypatch.setattr("search.services.renewal.renew_index", running)
    monkeypatch.setattr(type(outside), "kept_shape", lambda engine: None)
    with pytest.raises(CommandError, match="running in another process"):
        call_command("search_worker", "--once", verbosity=0)
