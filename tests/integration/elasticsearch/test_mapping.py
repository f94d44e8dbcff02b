"""What the index may hold, and how it takes words."""

import pytest

from catalogue.facets import FACETS
from catalogue.recognition.everyday_words import meanings_of
from search.documents import documents_for
from search.engines.base import SearchUnavailable
from search.engines.elasticsearch.writing import put, send, source_of
from search.engines.tokens import GAP, IN_TITLE, SUBJECT, marked_stems, meaning_token, topic_token
from tests.factories import case_study, entry_of, publication

pytestmark = pytest.mark.django_db


def test_the_index_has_these_fields_and_no_others(engine):
    name = engine.indexes.current()
    mapping = engine.writing.indices.get_mapping(index=name)[name]["mappings"]
    assert mapping["dynamic"] == "strict"
    assert set(mapping["properties"]) == {
        "entry_id", "published", "year", "first_year", "audience", "shared_from", "shared_until", "topics", "court",
        "court_words", "facets", "title", "stems", "words", "letters", "pages",
    }  # fmt: skip
    assert set(mapping["properties"]["facets"]["properties"]) == set(FACETS)
    pages = mapping["properties"]["pages"]
    assert set(pages["properties"]) == {"text_id", "stems", "words", "meanings"}
    assert pages["dynamic"] == mapping["properties"]["facets"]["dynamic"] == "strict"


def test_a_field_that_is_not_in_the_mapping_is_refused(engine):
    item = case_study()
    (document,) = documents_for([entry_of(item).pk])
    action = put(document)
    action["_source"]["author_email"] = "somebody@example.org"
    assert send(engine.writing, engine.address.alias, [action]) == {
        document.entry_id: "strict_dynamic_mapping_exception"
    }


def test_only_named_parts_of_an_entry_are_sent():
    source = source_of(documents_for([entry_of(publication(language="fr")).pk])[0])
    assert set(source) == {
        "entry_id", "audience", "published", "year", "first_year", "topics", "facets", "title", "stems", "words", "letters",
    }  # fmt: skip


def test_a_write_never_makes_an_index_by_itself(engine):
    item = case_study()
    (document,) = documents_for([entry_of(item).pk])
    with pytest.raises(SearchUnavailable):
        send(engine.writing, "casebook-that-is-not-there", [put(document)])
    assert not engine.writing.indices.exists(index="casebook-that-is-not-there")


def tokens(engine, field: str, text: str) -> list[str]:
    answer = engine.writing.indices.analyze(index=engine.indexes.current(), field=field, text=text)
    return [token["token"] for token in answer["tokens"]]


@pytest.mark.parametrize(
    "field", ["stems", "words", "title", "court_words", "pages.stems", "pages.words", "pages.meanings"]
)
def test_words_are_taken_as_they_were_cut(engine, field):
    assert tokens(engine, field, "·entraffick m12 ECLI désolé 强 ґ") == [
        "·entraffick",
        "m12",
        "ECLI",
        "désolé",
        "强",
        "ґ",
    ]


def test_a_gap_leaves_its_places_free_and_is_no_word(engine):
    answer = engine.writing.indices.analyze(index=engine.indexes.current(), field="words", text=f"one {GAP} {GAP} two")
    assert [(token["token"], token["position"]) for token in answer["tokens"]] == [("one", 0), ("two", 3)]


def test_a_word_is_there_by_its_runs_of_letters(engine):
    assert tokens(engine, "letters", "passport cat") == ["pass", "assp", "sspo", "spor", "port"]


def test_the_words_of_an_entry_are_sent_as_often_as_they_count(engine):
    item = case_study(title="Zwei Jungen", what_happened="Ein Boot.", language="de", topics=["compensation"])
    source = source_of(documents_for([entry_of(item).pk])[0])
    stems = source["stems"].split()
    (boy,) = marked_stems(["jungen"], "de")
    assert stems.count(boy) == source["words"].split().count("jungen") == IN_TITLE
    assert stems.count(topic_token("compensation")) == SUBJECT
    meant = {meaning_token(meaning.key) for meaning in meanings_of("boy", ["en"])}
    assert meant and all(stems.count(one) == IN_TITLE for one in meant)


def test_a_page_is_one_request(engine, monkeypatch, client):
    # No word is spelled nearly like it: the server goes on offering words of earlier tests whose items are gone.
    case_study(title="Hydroponics", topics=["compensation"])
    sent = []
    transport = engine.reading.transport
    perform = transport.perform_request
    monkeypatch.setattr(
        transport,
        "perform_request",
        lambda method, target, **more: sent.append(target) or perform(method, target, **more),
    )
    assert client.get("/search/?q=hydroponics&topic=justice&country=NL").status_code == 200
    asked = [target.partition("?")[0].rpartition("/")[2] for target in sent]
    # The second last: whether another choice in a filter finds the words, so that nothing comes close.
    assert asked == ["_search", "_search", "_msearch", "_msearch"], "nothing found: another spelling, and what leads on"
    sent.clear()
    client.get("/search/?q=hydroponics")
    assert len(sent) == 1
