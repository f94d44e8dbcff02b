"""What of a question is looked for."""

from django.utils import translation

import pytest

from catalogue.vocabulary import get_vocabulary
from search.params import SearchParams
from search.query.language import words_of
from search.results.finding import read_query

pytestmark = pytest.mark.django_db


def test_small_words_are_left_out_in_the_language_of_the_question_too():
    asked = read_query(SearchParams(text="der Garten und nicht die Tomaten"), get_vocabulary())
    assert " ".join(map(words_of, asked.required)) == "garten tomaten"


def test_small_words_that_are_written_as_one_are_left_out_as_well():
    asked = read_query(SearchParams(text="patronul le-a luat pașapoartele"), get_vocabulary())
    assert " ".join(map(words_of, asked.required)) == "patronul luat pașapoartele"
    asked = read_query(SearchParams(text="the-kitchen court"), get_vocabulary())
    assert " ".join(map(words_of, asked.required)) == "the-kitchen court"
    asked = read_query(SearchParams(text='"to be" court'), get_vocabulary())
    assert " ".join(map(words_of, asked.required)) == "“to be” court"


@pytest.mark.parametrize(
    ("page", "typed", "looked_for"),
    [
        ("en", "slept in van", "slept van"),
        ("en", "war victim", "war victim"),
        ("nl", "slept in the van", "slept van"),
        ("nl", "geslapen in van bus", "geslapen bus"),
        ("en", "os cassé", "os cassé"),
        # Russian, Bulgarian and Ukrainian alike: what is small in each of them is left out.
        ("fr", "казашки спали на складе магазина в москве", "казашки спали складе магазина москве"),
        # Nothing tells: the small words of the page are left out.
        ("nl", "van quagga", "quagga"),
    ],
)
def test_what_is_a_small_word_in_another_language_is_looked_for(page, typed, looked_for):
    with translation.override(page):
        asked = read_query(SearchParams(text=typed), get_vocabulary())
    assert " ".join(map(words_of, asked.required)) == looked_for
