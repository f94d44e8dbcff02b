"""The parts of words that are written together: “Kellerfenster”, “gevangenisbewaarder”."""

from collections.abc import Callable, Iterator

# The languages of the table of everyday words that make new words so.
LANGUAGES = frozenset({"de", "nl"})
# What joins two parts, and what the first one loses in front of the second: “Hochzeitskleid”, “Schulkleid”.
_LINKS, _LOST = ("", "s", "es", "n", "en", "e", "er"), ("e", "en")
# Endings that are words as well: “gerechtelijk”.
_ENDINGS = frozenset({"lijk", "lijke", "schap", "schappen"})
# A shorter part is chance, and so is one beside an unknown one unless it is longer.
SHORTEST_PART, SHORTEST_BESIDE_UNKNOWN = 4, 6


def parts_of(word: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the known parts of a word: both, or else the longest first one; nothing if it has none.

    Args:
        word: in small letters, as it is written.
        is_known: whether a part is a word with a meaning.
    """
    longest: tuple[str, ...] = ()
    for end in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        part, rest = word[:end], word[end:]
        first = next(filter(is_known, _first_words(part)), "")
        if first and rest not in _ENDINGS:
            if is_known(rest):
                return first, rest
            if not longest and min(len(first), len(part)) >= SHORTEST_BESIDE_UNKNOWN:
                longest = (first,)
    return longest


def _first_words(part: str) -> Iterator[str]:
    """Yield the words that the first part of a word may be of."""
    bare = (part.removesuffix(link) for link in _LINKS if part.endswith(link))
    yield from (word for word in bare if len(word) >= SHORTEST_PART)
    yield from (part + lost for lost in _LOST)
