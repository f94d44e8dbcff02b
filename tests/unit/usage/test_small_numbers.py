"""Small numbers stay untold, and cannot be worked out of what is told."""

import random

from usage.small_numbers import in_words, of_items, without_small


def test_a_small_number_is_left_out_and_nothing_is_nothing():
    assert without_small({"a": 1, "b": 4, "c": 5, "d": 0}) == {"a": None, "b": None, "c": 5, "d": 0}


def test_a_single_one_cannot_be_worked_out_of_the_whole():
    assert without_small({"a": 3, "b": 90, "c": 40, "d": 0}) == {"a": None, "b": 90, "c": None, "d": 0}


def test_never_is_exactly_one_of_several_left_out():
    chance = random.Random(7)
    for _round in range(500):
        cells = {number: chance.choice([0, 1, 3, 6, 50]) for number in range(chance.randint(1, 6))}
        told = without_small(cells)
        untold = [key for key, number in told.items() if number is None]
        assert all(told[key] is None for key, number in cells.items() if 0 < number < 5)
        assert len(untold) != 1 or sum(number > 0 for number in cells.values()) == 1
        assert all(told[key] == number for key, number in cells.items() if key not in untold)


def test_of_items_nothing_is_untold_too_and_a_single_small_number_has_company():
    assert of_items({"a": 0, "b": 0, "c": 9}) == {"a": None, "b": None, "c": 9}
    assert of_items({"a": 3, "b": 90, "c": 40}) == {"a": None, "b": 90, "c": None}
    assert of_items({"a": 3, "b": 2, "c": 40}) == {"a": None, "b": None, "c": 40}


def test_what_is_not_named_is_a_part_of_the_whole_too():
    assert of_items({"a": 90, "c": 40}, rest=3) == {"a": 90, "c": None}
    assert of_items({"a": 3, "c": 40}, rest=3) == {"a": None, "c": 40}
    assert of_items({"a": 90, "c": 40}, rest=30) == {"a": 90, "c": 40}


def test_words():
    assert (in_words(None), in_words(12045)) == ("fewer than 5", "12,045")
