"""An index on a real server whose fields are those of an earlier version: without one of the facets, and strict."""

import pytest

from catalogue.facets import FACETS
from catalogue.visibility import anonymous_viewer
from search.documents import documents_for
from search.engines.base import OtherShape, SearchUnavailable
from search.engines.elasticsearch import mapping
from search.engines.elasticsearch.indexes import Indexes, reading_alias, writing_alias
from search.engines.elasticsearch.writing import put, send
from search.engines.shape import Shape, Standing
from search.models import PendingChange
from search.params import SearchParams
from search.query.parse import parse
from search.services import comparison, outbox, rebuild
from search.services.renewal import Renewal
from tests.factories import case_study, entry_of
from tests.index_shape import EARLIER, make_index_of
from tests.outside import found_titles

pytestmark = [pytest.mark.django_db, pytest.mark.undelivered]

NEW = "outcome"


@pytest.fixture
def upgraded(engine, monkeypatch):
    """An index without a facet that the running code has, with one item in it."""
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    case_study(title="Before")
    earlier = {name: facet for name, facet in FACETS.items() if name != NEW}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.documents.FACETS", earlier)
        patch.setattr("search.engines.elasticsearch.mapping.FACETS", earlier)
        make_index_of(EARLIER)
    PendingChange.objects.all().delete()
    return engine


def test_the_old_index_answers_every_facet_but_the_new_one(upgraded, client):
    text = client.get("/search/").content.decode()
    assert "Before" in text
    assert "does not answer right now" not in text
    assert 'name="kind"' in text
    assert f'name="{NEW}"' not in text
    # A choice in the new facet finds nothing there yet, and is no error.
    text = client.get(f"/search/?{NEW}=convicted").content.decode()
    assert "does not answer right now" not in text


def test_what_the_strict_index_would_refuse_waits_and_is_there_when_the_worker_has_made_it_again(upgraded):
    item = case_study(title="Meanwhile")
    index, _shape = upgraded.indexes.present()
    (document,) = documents_for([entry_of(item).pk])
    assert send(upgraded.writing, writing_alias(index), [put(document)]) == {
        document.entry_id: "strict_dynamic_mapping_exception"
    }
    with pytest.raises(OtherShape, match="made by other rules"):
        outbox.deliver(upgraded)
    assert [row.error for row in PendingChange.objects.all()] == [""]
    assert found_titles() == ["Before"]
    assert Renewal().index_is_ours()
    outbox.deliver(upgraded)
    assert set(found_titles()) == {"Before", "Meanwhile"}
    assert not comparison.compare()


def test_a_write_that_is_late_for_an_index_does_not_reach_the_one_in_its_place(engine, monkeypatch):
    monkeypatch.setattr(outbox, "schedule_delivery", lambda: None)
    case_study(title="Late")
    present, looks = Indexes.present, []

    def replaced_after_the_look(self):
        found = present(self)
        if not looks:
            looks.append(found)
            rebuild.rebuild_index(lambda number: None)
        return found

    monkeypatch.setattr(Indexes, "present", replaced_after_the_look)
    with pytest.raises(SearchUnavailable, match="without index"):
        outbox.deliver(engine)
    assert PendingChange.objects.count() == 1
    outbox.deliver(engine)
    assert found_titles() == ["Late"]


def test_an_index_whose_words_look_otherwise_answers_nothing_and_the_page_says_so(engine, client):
    case_study(title="A barge")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mapping, "words_digest", lambda: "other")
        rebuild.rebuild_index(lambda number: None)
    with pytest.raises(SearchUnavailable):
        engine.totals([(SearchParams(text="barge"), parse("barge"))], anonymous_viewer())
    for path in ("/search/?q=barge", "/search/"):
        text = client.get(path).content.decode()
        assert "does not answer right now" in text
        assert "A barge" in text, "the catalogue answers"
    rebuild.rebuild_index(lambda number: None)
    assert "does not answer right now" not in client.get("/search/?q=barge").content.decode()


def test_an_index_that_lost_its_name_for_readers_is_made_again(engine, client):
    case_study(title="A barge")
    outbox.deliver(engine)
    alias = reading_alias(engine.address.alias)
    engine.writing.indices.delete_alias(index=engine.indexes.current(), name=alias)
    assert "does not answer right now" in client.get("/search/?q=barge").content.decode()
    state = engine.index_state()
    assert state.standing is Standing.OLDER
    assert "the catalogue answers" in state.sentence
    assert Renewal().index_is_ours()
    assert found_titles() == ["A barge"]


def test_the_index_of_another_site_whose_alias_begins_alike_is_left_alone(engine):
    ours = engine.address.alias
    other = Indexes(engine.writing, f"{ours}-two")
    name = other.create(engine.own_shape())
    try:
        left = engine.indexes.create(engine.own_shape())
        engine.indexes.delete_unfinished()
        assert engine.writing.indices.exists(index=name)
        assert not engine.writing.indices.exists(index=left)
    finally:
        other.delete(name)


def test_an_index_says_its_shape_and_the_version_that_made_it(engine, settings):
    assert engine.kept_shape() == Shape(mapping.shape_digest(), settings.CASEBOOK_VERSION)
    assert engine.index_state().standing is Standing.IN_STEP


def test_an_index_that_says_nothing_is_of_an_earlier_version(engine):
    engine.writing.indices.put_mapping(index=engine.address.alias, meta={})
    assert engine.index_state().standing is Standing.OLDER
    assert Renewal().index_is_ours()


def test_without_an_index_there_is_no_shape(engine):
    engine.indexes.delete(engine.indexes.current())
    assert engine.kept_shape() is None
    with pytest.raises(OtherShape, match="There is no search index"):
        engine.deliver([], {})


def test_another_facet_or_another_analyzer_is_another_shape(monkeypatch):
    digest = mapping.shape_digest.__wrapped__
    found = {digest()}
    with monkeypatch.context() as patch:
        patch.setattr(mapping, "FACETS", {**FACETS, "sector": FACETS["kind"]})
        found.add(digest())
    with monkeypatch.context() as patch:
        patch.setattr(mapping, "LETTERS", mapping.CUT)
        found.add(digest())
    assert len(found) == 3
