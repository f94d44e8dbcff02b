"""How far two words are from each other, and which words of another first letter are asked for."""

import pytest

from search.engines.sqlite.spelling import _with_other_beginnings, distance


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [
        ("passport", "passport", 0),
        ("pasport", "passport", 1),
        ("passsport", "passport", 1),
        ("passporg", "passport", 1),
        ("passpotr", "passport", 1),
        ("pazzport", "passport", 2),
        ("apssprot", "passport", 2),
        ("ca", "abc", None),
        ("pasprt", "passport", 2),
        ("psport", "passport", 2),
        ("pssprt", "passport", 2),
        ("psspt", "passport", None),
        ("orchard", "passport", None),
        ("", "ab", 2),
        ("ab", "", 2),
        ("погражували", "погрожували", 1),
    ],
)
def test_the_distance_counts_mistakes_of_typing(one, other, mistakes):
    assert distance(one, other, 2) == distance(other, one, 2) == mistakes


def test_a_distance_beyond_what_is_wanted_is_none():
    assert distance("pazzport", "passport", 1) is None
    assert distance("pazport", "passport", 1) is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("oassport", "passport"), ("assport", "passport"), ("ppassport", "passport"), ("apssport", "passport"),
                         ("уогрожував", "погрожував"), ("огрожував", "погрожував"), ("وعد", "بوعد")],
)  # fmt: skip
def test_a_mistake_in_the_first_letter_is_thought_of(typed, meant):
    assert meant in _with_other_beginnings(typed)
