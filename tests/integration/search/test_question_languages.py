"""A question is in the language that has most of its words, small ones or not."""

import pytest

from catalogue.recognition.question_languages import question_languages
from catalogue.recognition.reading import read
from catalogue.vocabulary import get_vocabulary
from search.params import SearchParams
from search.results.finding import read_query
from tests.factories import case_study

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "languages"),
    [
        ("de broer van mijn baas", {"nl"}),
        ("carterista", {"es"}),
        ("Ausweis gestohlen", {"de"}),
        ("stolen suitcase", {"en"}),
        ("кухня капітан", {"uk"}),
        # Small words of several languages: the one that has most of the others.
        ("le vol a valise", {"fr"}),
        ("slept in van", {"en"}),
        ("hija vendida", {"es"}),
        ("quagga", set()),
        ("كانت تعمل", {"ar"}),
        ("", set()),
        ("שלום", set()),
        # “De” and “la” are of several languages, of which none has the rest.
        ("de la quagga", {"fr", "es", "ro"}),
    ],
)
def test_the_language_of_a_question_is_that_of_most_of_its_words(typed, languages):
    assert question_languages(read(typed), get_vocabulary()) == languages


def test_a_word_of_several_languages_is_of_all_of_them():
    assert {"en", "de", "fr"} <= question_languages(read("hotel"), get_vocabulary())


def test_a_question_without_small_words_finds_what_means_the_same(found):
    case_study(title="Found", language="en", what_happened="Her suitcase was stolen in Moscow.")
    assert found("maleta robada moscu") == ["Found"]


def test_small_words_are_left_out_where_only_the_other_words_tell_the_language(found):
    case_study(title="Small", language="es", what_happened="Como siempre.")
    case_study(title="Asked for", language="es", what_happened="Una maleta.")
    assert found("como maleta robada") == ["Asked for"]


def test_a_query_knows_the_languages_of_the_page_and_of_the_question():
    assert read_query(SearchParams(text="dwaj chłopcy w piwnicy"), get_vocabulary()).languages == ("en", "pl")
