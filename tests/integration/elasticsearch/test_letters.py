"""Words that are spelled alike are found on Elasticsearch too, in the one request of the page."""

import pytest

from search.documents import documents_for
from search.engines.elasticsearch.letters import alike
from search.engines.elasticsearch.mapping import RUNS
from search.engines.elasticsearch.writing import source_of
from search.query.language import Word
from tests.factories import case_study, entry_of
from tests.integration.search.conftest import found, search

__all__ = ["found", "search"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["grenhouse", "Treibgreenhouse", "грeenhouse"])
def test_a_word_spelled_alike_is_found_but_never_as_all_of_the_words(engine, search, typed):
    case_study(title="Tomatoes", what_happened="In a greenhouse near the town.")
    case_study(title="Else", what_happened="On a ship at night.")
    results = search(f"{typed} unheard")
    assert (results.total, results.whole) == (1, 0)
    assert results.hits[0].lacks == (1,), "the other word"


def test_the_word_as_it_is_typed_ranks_first_and_what_is_left_out_is_left_out(engine, found):
    case_study(title="Typed", what_happened="One greenhousekeeper.")
    case_study(title="Alike", what_happened="One greenhouses.")
    assert found("greenhousekeeper unheard") == ["Typed", "Alike"]
    assert found("greenhousekeeper unheard -greenhouses") == ["Typed"]


def test_half_of_a_name_that_is_spelled_alike_is_not_the_name(engine, found):
    case_study(title="Half", what_happened="In a town of Saudiia.")
    case_study(title="Both", what_happened="In a town of Saudiia Arabiya.")
    assert found("Saudi Arabia unheard") == ["Both"]


def test_hidden_texts_are_not_found_by_letters(engine, search):
    case_study(title="Hidden", what_happened="In a greenhouse.", audience="network")
    assert search("grenhouse unheard").total == 0


@pytest.mark.parametrize("word", ["паспорт", "Μετανάστης", "Łódzka", "щъркел"])
def test_texts_are_written_in_latin_letters_like_the_words_of_a_query(engine, word):
    name = engine.indexes.current()
    item = case_study(title=word)
    sent = source_of(documents_for([entry_of(item).pk])[0])[RUNS]
    answer = engine.writing.indices.analyze(index=name, field=RUNS, text=sent)
    (query,) = alike(Word(word.lower()))
    asked = {term["term"][RUNS]["value"] for term in query["bool"]["should"]}
    assert asked <= {token["token"] for token in answer["tokens"]}
