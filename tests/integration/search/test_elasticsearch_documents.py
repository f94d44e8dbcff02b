"""What Elasticsearch is sent of an entry, as far as it can be told without a server."""

import pytest

from catalogue.analysis.letters import latin
from catalogue.recognition.everyday_words import meanings_of
from search.documents import documents_for
from search.engines.elasticsearch.mapping import PAGES, RUNS, STEMS, WORDS, build_mapping
from search.engines.elasticsearch.writing import source_of
from search.engines.tokens import ABOUT_TIMES, SHORTEST_SPELLED, STEM_MARK, SUBJECT, meaning_token
from tests.factories import case_study, court_case, entry_of

pytestmark = pytest.mark.django_db


def sent(item):
    """Return what is sent of an item."""
    return source_of(documents_for([entry_of(item).pk])[0])


def test_what_an_entry_is_about_is_sent_as_often_as_it_counts():
    of_court = sent(court_case(countries=("BE",), court="Cour d’Été"))
    assert of_court[STEMS].split().count("countryxbe") == SUBJECT * ABOUT_TIMES["country"] == 6
    assert of_court["court_words"] == "cour d ete"
    of_origin = sent(case_study(origin_countries=("BE",)))
    assert of_origin[STEMS].split().count("originxbe") == SUBJECT == 3


def test_what_words_mean_stands_apart_from_their_stems():
    words = sent(case_study(what_happened="A boy slept."))[STEMS].split()
    stems = [word for word in words if word.startswith(STEM_MARK)]
    assert stems and words[-len(stems) :] == stems, "the pages go on where they end"
    assert meaning_token(meanings_of("boy", ["en"])[0].key) in words[: -len(stems)]


def test_a_short_word_is_not_sent_by_its_letters_however_many_latin_ones_they_are():
    assert len(latin("щука")) >= SHORTEST_SPELLED > len("щука")
    letters = sent(case_study(title="Щука", what_happened="Щуками."))[RUNS].split()
    assert latin("щуками") in letters
    assert latin("щука") not in letters


def test_words_are_not_kept_beside_the_index():
    assert build_mapping().to_dict()["_source"] == {"excludes": [STEMS, WORDS, RUNS, PAGES]}
