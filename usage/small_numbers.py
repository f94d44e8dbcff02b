"""Small numbers, which could tell on somebody: who knows that three people may read an item knows who the one reader was.

Nothing is a small number too: the step from nothing to one would tell of a reader.
"""

from collections.abc import Hashable, Mapping
from enum import Enum
from typing import TypeVar

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

Key = TypeVar("Key", bound=Hashable)


class Untold(Enum):
    """Why a number is not told."""

    # It is small.
    SMALL = "small"
    # With it a small one could be worked out.
    BESIDE_SMALL = "beside small"
    # There is nothing that could be counted: an item without a file has no downloads.
    NOT_COUNTED = "not counted"


Told = int | Untold


def smallest_told() -> int:
    """Return the smallest number that is told."""
    return int(settings.USAGE_SMALLEST_SHOWN)


def is_small(number: int) -> bool:
    """Whether a number is too small to be told."""
    return number < smallest_told()


def in_words(number: Told) -> str:
    """Return a number as readers of the page write it, or what stands in its place."""
    if number is Untold.SMALL:
        return _("fewer than %(number)s") % {"number": number_format(smallest_told())}
    if number is Untold.BESIDE_SMALL:
        return _("not told")
    if number is Untold.NOT_COUNTED:
        return "–"
    return str(number_format(number, force_grouping=True))


def told_alone(number: int | None) -> Told:
    """Return what is told of a number beside which no other stands; None is one that could not be counted."""
    if number is None:
        return Untold.NOT_COUNTED
    return Untold.SMALL if is_small(number) else number


def order_of(told: Told) -> int:
    """Return by what lists are sorted to have the largest first: an order of what is not told would tell it."""
    return -told if isinstance(told, int) else 0


def told_of_parts(parts: Mapping[Key, int | None], rest: int | None = None) -> dict[Key, Told]:
    """Return what is told of the parts of a whole whose sum is told.

    What is left of the sum when the told parts are taken away is the sum of the untold ones. The smallest of the others are left out too
    until each small part could be any small number, whatever that sum is.

    Args:
        parts: by what they are of; None is one that could not be counted.
        rest: what else is in the sum and has no name here; it is told elsewhere if it is not small.
    """
    told = {key: told_alone(number) for key, number in parts.items()}
    numbers = [number for number in parts.values() if number is not None] + ([] if rest is None else [rest])
    small = [number for number in numbers if is_small(number)]
    others = sorted((number, place) for place, (_key, number) in enumerate(told.items()) if isinstance(number, int))
    keys, beside = list(told), 0
    untold = sum(small)
    while small and beside < len(others) and not _hides(untold, len(small), beside):
        number, place = others[beside]
        told[keys[place]] = Untold.BESIDE_SMALL
        untold, beside = untold + number, beside + 1
    return told


def _hides(untold: int, small: int, beside: int) -> bool:
    """Whether each of the small parts could be any small number if this is the sum of all untold ones."""
    largest = smallest_told() - 1
    if beside:
        return untold - beside * smallest_told() >= largest
    return largest <= untold <= largest * (small - 1)


def with_same_gaps(told: Mapping[Key, Told], numbers: Mapping[Key, int]) -> dict[Key, Told]:
    """Return numbers that belong to others, such as repeated views to views: they are told where those are."""
    return {key: numbers[key] if isinstance(one, int) else one for key, one in told.items()}
