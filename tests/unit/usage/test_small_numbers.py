"""Small numbers stay untold, and cannot be worked out of what is told."""

import random
from itertools import product

from usage.small_numbers import Untold, in_words, told_alone, told_of_parts, with_same_gaps

SMALL, BESIDE, NONE = Untold.SMALL, Untold.BESIDE_SMALL, Untold.NOT_COUNTED


def test_what_is_not_small_is_told():
    assert told_of_parts({"a": 5, "b": 90}) == {"a": 5, "b": 90}


def test_nothing_is_small_too_but_what_could_not_be_counted_is_not():
    assert told_of_parts({"a": 1, "b": 0, "c": 4, "d": 50, "e": None}) == {
        "a": SMALL, "b": SMALL, "c": SMALL, "d": 50, "e": NONE,
    }  # fmt: skip
    assert told_of_parts({"a": None, "b": 50}) == {"a": NONE, "b": 50}
    assert [told_alone(one) for one in (None, 0, 4, 5)] == [NONE, SMALL, SMALL, 5]


def test_a_single_small_one_has_company_which_is_not_called_small():
    assert told_of_parts({"a": 3, "b": 90, "c": 40}) == {"a": SMALL, "b": 90, "c": BESIDE}


def test_what_is_not_named_is_a_part_of_the_whole_too():
    assert told_of_parts({"a": 90, "c": 40}, rest=3) == {"a": 90, "c": BESIDE}
    assert told_of_parts({"a": 90, "c": 40}, rest=30) == {"a": 90, "c": 40}


def test_each_small_number_could_be_any_small_number():
    chance = random.Random(7)
    for _round in range(60):
        cells = {place: chance.choice([0, 1, 4, 5, 6, 50]) for place in range(chance.randint(1, 5))}
        told = told_of_parts(cells)
        assert all(told[key] is SMALL for key, number in cells.items() if number < 5)
        assert all(told[key] == number for key, number in cells.items() if isinstance(told[key], int))
        small = [key for key, one in told.items() if one is SMALL]
        beside = [key for key, one in told.items() if one is BESIDE]
        if not any(isinstance(one, int) for one in told.values()):
            continue
        untold = sum(cells[key] for key in (*small, *beside))
        possible = {
            numbers
            for numbers in product(range(5), repeat=len(small))
            if (untold - sum(numbers) >= 5 * len(beside) if beside else untold == sum(numbers))
        }
        for place in range(len(small)):
            assert {numbers[place] for numbers in possible} == set(range(5))


def test_numbers_that_belong_to_others_are_told_where_those_are():
    assert with_same_gaps({"a": 5, "b": SMALL}, {"a": 9, "b": 7}) == {"a": 9, "b": SMALL}


def test_words():
    assert [in_words(one) for one in (SMALL, BESIDE, NONE, 12045)] == ["fewer than 5", "not told", "–", "12,045"]
