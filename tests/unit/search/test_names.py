"""Names in a query: their words stand next to each other, and a name of one word means what the word does."""

from catalogue.recognition.everyday_words import Meaning
from search.query.language import AnyOf, Named, Phrase, Query, Word, meanings_of_whole
from search.query.nearness import neighbours

OF_WORD, OF_NAME = Meaning("1", {}), Meaning("2", {})
BOY = Word("boy", (OF_WORD,))


def test_a_name_of_one_word_means_what_the_word_does_and_a_longer_one_only_what_all_of_it_does():
    assert meanings_of_whole(Named((BOY,), (), (OF_NAME,))) == (OF_NAME, OF_WORD)
    assert meanings_of_whole(Named((BOY, Word("zoo")), (), (OF_NAME,))) == (OF_NAME,)
    assert meanings_of_whole(BOY) == (OF_WORD,)
    assert meanings_of_whole(Phrase(("boy",))) == meanings_of_whole(AnyOf((BOY,))) == ()


def test_the_words_of_a_name_are_neighbours_of_each_other_and_of_the_words_beside_it():
    query = Query((BOY, Named((Word("forced"), Word("labour")), ()), Word("zoo")))
    assert list(neighbours(query)) == [(0, "boy", 1, "forced"), (1, "forced", 1, "labour"), (1, "labour", 2, "zoo")]
