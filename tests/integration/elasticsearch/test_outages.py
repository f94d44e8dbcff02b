"""A server that is hung, dead or restarted: readers get an answer, editors do not wait, nothing is lost."""

import pytest

from search.engines import get_engine
from search.engines.base import SearchUnavailable
from search.models import PendingChange
from search.services import comparison, outbox, rebuild
from tests.factories import case_study
from tests.outside import found_titles

pytestmark = [pytest.mark.django_db, pytest.mark.undelivered, pytest.mark.xdist_group("own node")]


@pytest.fixture
def node(own_node, monkeypatch):
    """A server of these tests' own; the engine has forgotten what it knew of its state."""
    get_engine.cache_clear()
    yield own_node
    own_node.go_on()


def test_a_hung_server_delays_no_editor_and_loses_nothing(node, client, monkeypatch):
    node.hang()
    with monkeypatch.context() as patience:
        patience.setattr("search.engines.elasticsearch.engine.WRITE_SECONDS", 1.0)
        case_study(title="Published meanwhile")
        assert PendingChange.objects.count() == 1, "publishing asks nothing of the server"
        text = client.get("/search/?q=meanwhile").content.decode()
        assert "does not answer right now" in text
        assert "Published meanwhile" in text
        with pytest.raises(SearchUnavailable, match="in time"):
            outbox.deliver(get_engine())
    assert PendingChange.objects.count() == 1
    node.go_on()
    get_engine.cache_clear()
    outbox.deliver(get_engine())
    assert found_titles("meanwhile") == ["Published meanwhile"]


def test_after_two_failures_readers_no_longer_wait(node, client):
    case_study()
    node.hang()
    engine = get_engine()
    for _request in range(4):
        assert client.get("/search/").status_code == 200
    assert not engine.breaker.allows()
    asked = []
    with pytest.raises(SearchUnavailable, match="just failed"):
        engine.ask(lambda: asked.append("sent"))
    assert asked == []


def test_a_restarted_server_has_what_it_had_and_gets_what_it_missed(node, client):
    case_study(title="Before")
    outbox.deliver(get_engine())
    node.stop()
    case_study(title="During")
    with pytest.raises(SearchUnavailable, match="cannot be reached"):
        outbox.deliver(get_engine())
    assert "Before" in client.get("/search/").content.decode()
    node.start()
    get_engine.cache_clear()
    outbox.deliver(get_engine())
    assert set(found_titles()) == {"Before", "During"}
    assert not comparison.compare()


def test_a_server_that_dies_during_a_rebuild_leaves_the_catalogue_right(node):
    case_study(title="Kept")
    outbox.deliver(get_engine())

    def die(number):
        node.stop()

    with pytest.raises(SearchUnavailable):
        rebuild.rebuild_all(die)
    node.start()
    get_engine.cache_clear()
    outbox.deliver(get_engine())
    assert found_titles() == ["Kept"]
    assert not comparison.compare()
