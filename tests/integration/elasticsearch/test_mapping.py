"""What the index may hold, and how it takes words apart."""

import pytest

from cases.codes.languages import LANGUAGE_CODES
from catalogue.facets import FACETS
from search.documents import documents_for
from search.engines.base import SearchUnavailable
from search.engines.elasticsearch.analysis import FIELDS, OTHER, analyzers, field_of
from search.engines.elasticsearch.mapping import build_mapping
from search.engines.elasticsearch.writing import put, send, source_of
from tests.factories import case_study, entry_of, publication

pytestmark = pytest.mark.django_db


def test_the_index_has_these_fields_and_no_others(engine):
    name = engine.indexes.current()
    mapping = engine.writing.indices.get_mapping(index=name)[name]["mappings"]
    assert mapping["dynamic"] == "strict"
    by_language = {f"{part}_{code}" for part in ("title", "text", "files") for code in FIELDS}
    assert set(mapping["properties"]) == by_language | {
        "entry_id", "published", "year", "first_year", "audience", "shared_from", "shared_until", "topics", "court",
        "facets", "title", "text", "files", "letters", "pages",
    }  # fmt: skip
    assert set(mapping["properties"]["facets"]["properties"]) == set(FACETS)
    pages = mapping["properties"]["pages"]
    assert set(pages["properties"]) == {"file_id", "file_name", "page", "language"} | {
        f"text_{code}" for code in FIELDS
    }
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
        "entry_id", "audience", "published", "year", "first_year", "topics", "facets", "title_fr", "text_fr",
    }  # fmt: skip


def test_a_write_never_makes_an_index_by_itself(engine):
    item = case_study()
    (document,) = documents_for([entry_of(item).pk])
    with pytest.raises(SearchUnavailable):
        send(engine.writing, "casebook-that-is-not-there", [put(document)])
    assert not engine.writing.indices.exists(index="casebook-that-is-not-there")


def tokens(engine, language: str, text: str) -> list[str]:
    name = engine.indexes.current()
    answer = engine.writing.indices.analyze(index=name, field=f"text_{field_of(language)}", text=text)
    return [token["token"] for token in answer["tokens"]]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("bg", "трафикът", "трафика"), ("cs", "obětí", "oběti"), ("da", "handelen", "handel"),
        ("de", "Ausbeutung", "Ausbeutungen"), ("en", "exploited", "exploiting"), ("es", "víctimas", "víctima"),
        ("fi", "uhrit", "uhri"), ("fr", "exploitées", "exploité"), ("it", "vittime", "vittima"),
        ("nl", "slachtoffers", "slachtoffer"), ("pl", "kobiety", "kobieta"), ("ro", "victimele", "victima"),
        ("ru", "торговлей", "торговля"), ("sv", "kvinnor", "kvinna"), ("tr", "mağdurlar", "mağdur"),
        ("uk", "жінками", "жінка"), ("mk", "жртвите", "жртва"), ("be", "ахвярамі", "ахвяра"), ("sq", "viktimave", "viktima"),
        ("bs", "žrtvama", "žrtve"), ("hr", "žrtvama", "žrtve"), ("sr", "жртвама", "жртве"), ("pt", "vítimas", "vítima"),
        ("hu", "munkások", "munkás"), ("el", "γυναίκες", "γυναίκα"), ("lt", "aukos", "auka"), ("ar", "الضحايا", "ضحايا"),
    ],
)  # fmt: skip
def test_two_forms_of_a_word_become_one(engine, language, one, other):
    assert set(tokens(engine, language, one)) & set(tokens(engine, language, other))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "the orchard of the man", ["orchard", "man"]),
        ("nl", "de boer en het geld", ["boer", "geld"]),
        ("zh", "强迫劳动", ["强迫", "迫劳", "劳动"]),
        ("other", "ECLI:CE:ECHR:2010 U.S. don't", ["ecli", "ce", "echr", "2010", "u", "s", "don", "t"]),
        ("other", "Ŧest Désolé ĲSBERG straße", ["test", "desole", "ijsberg", "strasse"]),
        ("other", "молодой ещё Ελλάδα العَرَبِيَّة", ["молодои", "еще", "ελλαδα", "العربية"]),
    ],
)
def test_texts_are_cut_and_folded_like_the_words_of_a_query(engine, language, text, expected):
    assert tokens(engine, language, text) == expected


def test_every_language_of_the_site_has_a_field():
    assert {field_of(code) for code in LANGUAGE_CODES} == set(FIELDS)


def test_without_the_official_plugins_the_other_rules_serve(engine):
    made = analyzers(lambda kind, name: False)
    assert made["pl"] is made[OTHER]
    fields = build_mapping(made)
    name = "casebook-test-without-plugins"
    engine.writing.indices.create(
        index=name, settings={"analysis": fields._collect_analysis()}, mappings=fields.to_dict()
    )
    try:
        answer = engine.writing.indices.analyze(index=name, field="text_uk", text="жінками жінка")
        assert len({token["token"] for token in answer["tokens"]}) == 1
    finally:
        engine.writing.indices.delete(index=name)


def test_the_engine_asks_the_server_for_the_plugins(engine):
    assert engine.indexes._has("filter", "polish_stem")
    assert engine.indexes._has("analyzer", "ukrainian")
    assert not engine.indexes._has("filter", "no_such_filter")
    assert not engine.indexes._has("analyzer", "no_such_analyzer")


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
    assert asked == ["_search", "_search", "_msearch"], "nothing found: another spelling, and what leads on"
    sent.clear()
    client.get("/search/?q=hydroponics")
    assert len(sent) == 1
