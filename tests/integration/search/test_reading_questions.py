"""What of a question is looked for."""

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
