"""After an upgrade: the old index answers, what changes waits, the worker makes the index again, once and by itself."""

from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command

import pytest
import time_machine

from catalogue.services.exclusive import AlreadyRunning
from search.engines.base import OtherShape, SearchUnavailable
from search.engines.shape import IndexState, Shape, Standing, digest_of
from search.engines.sqlite import schema
from search.management.commands import search_worker
from search.models import PendingChange
from search.services import comparison, outbox, rebuild, renewal
from search.services.renewal import LoggedProgress, Renewal, Stopped
from tests.factories import case_study
from tests.index_shape import EARLIER, LATER, counted_rebuilds, make_index_of

pytestmark = [pytest.mark.django_db, pytest.mark.undelivered]


@pytest.fixture
def upgraded(outside, monkeypatch):
    """An engine outside the database with an index by earlier rules, in which one item is."""
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    case_study(title="Before")
    outbox.deliver(outside)
    make_index_of(EARLIER)
    return outside


def test_until_it_is_made_again_the_old_index_answers_and_changes_wait(upgraded, found, client):
    case_study(title="Meanwhile")
    with pytest.raises(OtherShape, match=r"other rules than those of this version \(\d.*by Casebook 0.0.1"):
        outbox.deliver(upgraded)
    (row,) = PendingChange.objects.all()
    assert not row.error, "it is not refused for good"
    assert found() == ["Before"]
    assert "does not answer right now" not in client.get("/search/").content.decode()


def test_what_is_withdrawn_meanwhile_is_not_shown(upgraded, found):
    item = case_study(title="Withdrawn")
    renewal.renew_index(lambda number: None)
    outbox.deliver(upgraded)
    make_index_of(EARLIER)
    assert set(found()) == {"Before", "Withdrawn"}
    item.unpublish()
    with pytest.raises(OtherShape):
        outbox.deliver(upgraded)
    assert found() == ["Before"]


def test_the_site_says_that_it_is_ready_but_reduced(upgraded, client):
    answer = client.get("/-/ready")
    assert answer.status_code == 200
    assert answer.json()["status"] == "reduced"
    assert answer.json()["checks"]["search"] == "ok"
    assert answer.json()["checks"]["search_index"] == "failing"


def test_the_check_of_the_database_says_it_and_the_status_too(upgraded, capsys):
    said = [
        message for message in run_checks(tags=[Tags.database], databases=["default"]) if message.id == "search.W001"
    ]
    assert ["made by other rules" in message.msg for message in said] == [True]
    call_command("search_status")
    assert "search index: The search index was made by other rules" in capsys.readouterr().out
    call_command("search_worker", "--once", verbosity=0)
    assert not [
        message for message in run_checks(tags=[Tags.database], databases=["default"]) if message.id == "search.W001"
    ]


def test_the_worker_makes_it_again_and_all_is_in_step(upgraded, found, client, caplog):
    caplog.set_level("INFO")
    case_study(title="Meanwhile")
    call_command("search_worker", "--once", verbosity=0)
    assert set(found()) == {"Before", "Meanwhile"}
    assert not PendingChange.objects.exists()
    assert not comparison.compare()
    assert client.get("/-/ready").json()["checks"]["search_index"] == "ok"
    assert "The search index is being made: 2 of 2 entries." in caplog.text
    with counted_rebuilds() as made:
        call_command("search_worker", "--once", verbosity=0)
    assert not made


def test_what_the_old_index_refused_is_tried_again_with_the_new_one(upgraded, found):
    case_study(title="Refused")
    PendingChange.objects.update(error="strict_dynamic_mapping_exception")
    assert Renewal().index_is_ours()
    outbox.deliver(upgraded)
    assert set(found()) == {"Before", "Refused"}
    assert not PendingChange.objects.exists()


def test_a_worker_that_waited_for_another_one_does_not_make_it_once_more(upgraded, monkeypatch):
    lock = rebuild.exclusive
    workers = [Renewal()]

    def after_another(work):
        # The other worker is quicker: it looks, makes the index and gives the lock back.
        if workers:
            assert workers.pop().index_is_ours()
        return lock(work)

    monkeypatch.setattr(rebuild, "exclusive", after_another)
    with counted_rebuilds() as made:
        assert Renewal().index_is_ours()
    assert made == ["made"]


def test_a_worker_that_meets_a_rebuild_leaves_it_alone(upgraded, monkeypatch):
    def running(work):
        raise AlreadyRunning("search-rebuild is running in another process.")

    monkeypatch.setattr(rebuild, "exclusive", running)
    worker = Renewal()
    assert not worker.index_is_ours()
    assert "running in another process" in worker.why
    monkeypatch.undo()
    assert worker.index_is_ours()


def test_a_rebuild_that_fails_is_not_tried_again_at_once(upgraded, monkeypatch, found, caplog):
    now, tries = [0.0], []

    def fail(progress):
        tries.append(now[0])
        raise SearchUnavailable("Elasticsearch is overloaded or its disk is nearly full.")

    monkeypatch.setattr(renewal, "renew_index", fail)
    worker = Renewal(now=lambda: now[0])
    for second in range(0, 1000, 10):
        now[0] = float(second)
        assert not worker.index_is_ours()
    assert tries == [0.0, 60.0, 180.0, 420.0, 900.0]
    assert caplog.text.count("disk is nearly full") == len(tries)
    assert found() == ["Before"]


def test_cron_does_not_try_a_rebuild_that_failed_again_each_minute(upgraded, monkeypatch):
    tries = []

    def fail(progress):
        tries.append(True)
        raise SearchUnavailable("Elasticsearch is overloaded or its disk is nearly full.")

    def from_cron() -> int:
        with pytest.raises(CommandError, match=r"Changes wait for the next time: .+"):
            call_command("search_worker", "--once", verbosity=0)
        return len(tries)

    with monkeypatch.context() as full, time_machine.travel("2026-03-14 12:00Z", tick=False) as clock:
        full.setattr(renewal, "renew_index", fail)
        seen = [from_cron()]
        for _run in range(8):
            clock.shift(60)
            seen.append(from_cron())
    # After one minute, two and four more.
    assert seen == [1, 2, 2, 3, 3, 3, 3, 4, 4]
    assert Renewal().index_is_ours(), "a worker that somebody starts tries at once"


def test_a_worker_that_is_to_end_does_not_first_make_the_index(upgraded, found):
    with pytest.raises(Stopped):
        Renewal(stopped=lambda: True).index_is_ours()
    assert found() == ["Before"]
    assert upgraded.index_state().standing is Standing.OLDER


def test_progress_is_told_at_every_tenth(caplog):
    caplog.set_level("INFO")
    progress = LoggedProgress(100, lambda: False)
    for _batch in range(50):
        progress(2)
    assert len(caplog.messages) == 10


def test_an_index_of_a_later_version_is_left_to_it(upgraded, found):
    make_index_of(LATER)
    case_study(title="Meanwhile")
    with (
        counted_rebuilds() as made,
        pytest.raises(CommandError, match=r"by Casebook 99\.0, which is later than this version"),
    ):
        call_command("search_worker", "--once", verbosity=0)
    assert not made
    assert PendingChange.objects.count() == 1
    assert found() == ["Before"]
    call_command("search_rebuild", "--index-only", verbosity=0)
    call_command("search_worker", "--once", verbosity=0)
    assert set(found()) == {"Before", "Meanwhile"}
    assert not PendingChange.objects.exists()


def test_a_worker_whose_index_was_made_by_another_version_meanwhile_is_the_one_out_of_date(outside, caplog):
    worker = Renewal()
    assert worker.index_is_ours()
    make_index_of(EARLIER)
    with counted_rebuilds() as made:
        for _pass in range(3):
            assert not worker.index_is_ours()
    assert not made
    assert caplog.text.count("Start the worker anew") == 1


def test_an_index_that_is_gone_is_made_while_the_worker_runs(in_memory):
    worker = Renewal()
    assert worker.index_is_ours()
    in_memory.held = None
    assert worker.index_is_ours()
    assert in_memory.held is not None


def test_the_catalogue_is_checked_at_night_although_the_index_is_of_a_later_version(upgraded, monkeypatch):
    make_index_of(LATER)
    checked = []
    monkeypatch.setattr(search_worker, "check_if_due", lambda: checked.append(True))
    search_worker.Command()._pass(upgraded, Renewal(), 1.0)
    assert checked


@pytest.mark.parametrize(
    ("kept", "own", "expected"),
    [
        (None, Shape("a", "0.1.0"), Standing.MISSING),
        (Shape("a", "9.9"), Shape("a", "0.1.0"), Standing.IN_STEP),
        (Shape("b", "0.1.0"), Shape("a", "0.1.0"), Standing.OLDER),
        (Shape("b", "0.9.0"), Shape("a", "0.10.0"), Standing.OLDER),
        (Shape("b", "0.10.0"), Shape("a", "0.9.0"), Standing.NEWER),
        (Shape(), Shape("a", "0.1.0"), Standing.OLDER),
    ],
)
def test_an_index_is_later_by_its_version_and_not_by_its_letters(kept, own, expected):
    assert IndexState(kept, own).standing is expected


def test_a_digest_changes_with_the_code_and_with_what_is_built(tmp_path, monkeypatch):
    monkeypatch.setattr("search.engines.shape._ROOT", tmp_path)
    (tmp_path / "rules.py").write_text("one")
    first = digest_of(["*.py"], "built")
    assert digest_of(["*.py"], "built") == first
    assert digest_of(["*.py"], "built otherwise") != first
    (tmp_path / "rules.py").write_text("two")
    assert digest_of(["*.py"], "built") != first


def test_the_sources_of_a_digest_are_there():
    for pattern in schema.RULES:
        assert digest_of([pattern]) != digest_of([]), pattern
