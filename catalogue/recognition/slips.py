"""Words that somebody meant who made one slip."""

from bisect import bisect_left
from collections.abc import Callable, Iterator

from catalogue.analysis.letters import distance

# Stems begin with the code of their language.
OF_LANGUAGE = 2


def places_alike(stem: str, size: int, stem_at: Callable[[int], str]) -> Iterator[int]:
    """Yield the places of the stems that one slip makes of another: a letter too much, missing, changed, or swapped with the next.

    Args:
        stem: what was written; its first letter is taken to be right.
        size: how many stems there are, in their order.
        stem_at: which one stands at a place.
    """
    beginning = stem[: OF_LANGUAGE + 1]
    for place in range(bisect_left(range(size), beginning, key=stem_at), size):
        other = stem_at(place)
        if not other.startswith(beginning):
            return
        if abs(len(other) - len(stem)) <= 1 and distance(stem, other, 1) is not None:
            yield place
