"""What stands in an index for the words of an entry."""

import pytest

from catalogue.analysis.stems import stem_tokens
from catalogue.recognition.told import meanings_told
from search.engines import tokens
from search.engines.tokens import GAP, STEM_MARK, Tokens, tokens_of
from search.query.nearness import MOST_BETWEEN


def test_a_stem_and_a_word_that_are_spelled_alike_are_not_the_same():
    found = tokens_of("enfarm farm", "en")
    assert found.stems[1] == f"{STEM_MARK}enfarm"
    assert not set(found.words) & set(found.stems)


def test_what_is_known_of_words_is_forgotten_where_it_becomes_much(monkeypatch):
    monkeypatch.setattr(tokens, "_KEPT", 2)
    tokens._known.words.pop("en", None)
    assert tokens_of("one two three", "en").words == ["one", "two", "three"]
    assert tokens_of("three four", "en").words == ["three", "four"]
    assert len(tokens._known.words["en"]) == 2


def test_a_word_may_tell_of_two_countries():
    (keys,) = meanings_told(["congo"], stem_tokens(["congo"], "es"), "es")
    assert {"CD", "CG"} <= set(keys)


@pytest.mark.parametrize("language", ["", "zh", "sk", "xx"])
def test_texts_of_all_languages_without_rules_are_taken_alike(language):
    assert tokens_of("强 hus", language) == tokens_of("强 hus", "")


def test_words_of_texts_that_do_not_go_on_are_not_close_together():
    one, other = tokens_of("One night", "en"), tokens_of("at sea", "en")
    for joined in (Tokens.joined([one, other.apart()]).words, Tokens.joined([one, other.apart()]).stems):
        night, at = [place for place, word in enumerate(joined) if word != GAP][1:3]
        assert at - night - 1 > MOST_BETWEEN
    assert GAP not in Tokens.joined([one, other]).words
