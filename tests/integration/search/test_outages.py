"""An engine that is away, hangs or is full: readers get an answer, editors do not wait, nothing is lost."""

import pytest

from search.engines import get_engine
from search.engines.base import SearchUnavailable
from search.engines.breaker import FAILURES
from search.models import PendingChange
from search.services import comparison, outbox, rebuild
from tests.factories import case_study
from tests.memory_engine import Mood

pytestmark = [pytest.mark.django_db, pytest.mark.undelivered]


@pytest.fixture
def server(in_memory, monkeypatch):
    """The server in memory; what changes waits in the outbox until the test delivers it."""
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    return in_memory


@pytest.mark.parametrize(("mood", "said"), [(Mood.AWAY, "cannot be reached"), (Mood.HUNG, "in time")])
def test_while_it_does_not_answer_the_catalogue_does_and_nothing_is_lost(server, client, found, mood, said):
    case_study(title="Before")
    outbox.deliver(get_engine())
    server.mood = mood
    asked = server.requests
    case_study(title="Published meanwhile")
    assert server.requests == asked, "publishing asks nothing of the engine"
    text = client.get("/search/?q=meanwhile").content.decode()
    assert "does not answer right now" in text
    assert "Published meanwhile" in text
    with pytest.raises(SearchUnavailable, match=said):
        outbox.deliver(get_engine())
    assert PendingChange.objects.count() == 1
    server.mood = Mood.WELL
    get_engine.cache_clear()
    outbox.deliver(get_engine())
    assert set(found()) == {"Before", "Published meanwhile"}
    assert not comparison.compare()


def test_what_was_withdrawn_while_it_was_away_is_not_shown_when_it_is_back(server, client, found):
    item = case_study(title="Withdrawn meanwhile")
    outbox.deliver(get_engine())
    server.mood = Mood.AWAY
    item.unpublish()
    assert "Withdrawn meanwhile" not in client.get("/search/").content.decode()
    server.mood = Mood.WELL
    get_engine.cache_clear()
    assert dict(get_engine().versions()), "the engine still has it"
    assert found() == []
    assert "Withdrawn meanwhile" not in client.get("/search/").content.decode()


def test_after_some_failures_readers_no_longer_wait(server, client):
    case_study()
    server.mood = Mood.HUNG
    asked = server.requests
    for _request in range(FAILURES + 3):
        assert client.get("/search/").status_code == 200
    assert server.requests == asked + FAILURES
    with pytest.raises(SearchUnavailable, match="just failed"):
        get_engine().check_health()


def test_one_answer_closes_the_breaker_again(server, found):
    server.mood = Mood.HUNG
    for _request in range(FAILURES):
        with pytest.raises(SearchUnavailable):
            get_engine().check_health()
    server.mood = Mood.WELL
    # As after the pause.
    get_engine().breaker._closed_again_at = 0.0
    assert found() == []
    assert get_engine().breaker.allows()
    assert get_engine().breaker.allows()


def test_what_it_refuses_opens_no_breaker(server):
    server.held = None
    for _request in range(FAILURES + 1):
        with pytest.raises(SearchUnavailable, match="no index"):
            get_engine().check_health()
    assert get_engine().breaker.allows()


def test_a_full_engine_takes_nothing_goes_on_answering_and_nothing_is_lost(server, found):
    case_study(title="Before")
    outbox.deliver(get_engine())
    server.mood = Mood.FULL
    case_study(title="During")
    with pytest.raises(SearchUnavailable, match="read-only"):
        outbox.deliver(get_engine())
    assert PendingChange.objects.count() == 1
    assert found() == ["Before"]
    server.mood = Mood.WELL
    outbox.deliver(get_engine())
    assert set(found()) == {"Before", "During"}


def test_an_engine_that_dies_during_a_rebuild_leaves_the_catalogue_right(server, found):
    case_study(title="Kept")
    outbox.deliver(get_engine())

    def die(number):
        server.mood = Mood.AWAY

    with pytest.raises(SearchUnavailable):
        rebuild.rebuild_all(die)
    server.mood = Mood.WELL
    get_engine.cache_clear()
    outbox.deliver(get_engine())
    assert found() == ["Kept"]
    assert not comparison.compare()
