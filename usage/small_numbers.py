"""Small numbers, which could tell on somebody: who knows that three people may read an item knows who the one reader was."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

Key = TypeVar("Key", bound=Hashable)


def is_small(number: int) -> bool:
    """Whether a number is too small to be told."""
    return number < int(settings.USAGE_SMALLEST_SHOWN)


def in_words(number: int | None) -> str:
    """Return a number as readers of the page write it; None is one that is not told."""
    if number is None:
        return _("fewer than %(number)s") % {"number": number_format(settings.USAGE_SMALLEST_SHOWN)}
    return str(number_format(number, force_grouping=True))


def of_an_item(number: int) -> int | None:
    """Return what is told of a single item: nothing stays untold too, because the step from nothing to one is told otherwise."""
    return None if is_small(number) else number


def of_items(numbers: Mapping[Key, int], rest: int = 0) -> dict[Key, int | None]:
    """Return what is told of each item beside the sum of all.

    If a single number were left out, the others and the sum would give it away; the next smallest goes with it.

    Args:
        numbers: by item.
        rest: what else is in the sum, of what is not named; it is told if it is not small.
    """
    told = {key: of_an_item(number) for key, number in numbers.items()}
    hidden = sum(number > 0 and is_small(number) for number in (*numbers.values(), rest))
    if hidden == 1 and (others := _not_nothing(told.items())):
        told[min(others, key=lambda pair: pair[1])[0]] = None
    return told


def without_small(cells: Mapping[Key, int]) -> dict[Key, int | None]:
    """Return the parts of a whole, those that are small untold.

    If only one had to be left out, the others and the whole would give it away; the next smallest goes with it.
    """
    told: dict[Key, int | None] = {
        key: None if number > 0 and is_small(number) else number for key, number in cells.items()
    }
    untold = [key for key, number in told.items() if number is None]
    if len(untold) == 1 and (others := _not_nothing(told.items())):
        told[min(others, key=lambda pair: pair[1])[0]] = None
    return told


def _not_nothing(cells: Iterable[tuple[Key, int | None]]) -> list[tuple[Key, int]]:
    return [(key, number) for key, number in cells if number]
