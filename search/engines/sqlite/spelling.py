"""Words of the index that are spelled like a word that somebody typed."""

from functools import cache
from typing import Any

from django.db import connection

from rapidfuzz.distance import OSA

from catalogue.words import fold, is_unspaced

from .schema import FTS

MOST = 5
# A shorter word is like too many others.
_SHORTEST = 4
# Up to this length one mistake is looked for, in longer words two.
_SHORT = 5
_WORDS = "temp.search_word"


def corrections(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return for each word others that are spelled alike: the fewest mistakes first, then those in the most entries."""
    found: dict[str, tuple[str, ...]] = {}
    with connection.cursor() as cursor:
        # Reads the index of the words itself. It belongs to this connection alone and takes no room.
        cursor.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS {_WORDS} USING fts5vocab('main', '{FTS}', 'col')")
        for word in words:
            if len(plain := fold(word)) >= _SHORTEST and not is_unspaced(word):
                found[word] = _alike(cursor, plain)
    return {word: alike for word, alike in found.items() if alike}


def _alike(cursor: Any, word: str) -> tuple[str, ...]:
    most = 1 if len(word) <= _SHORT else 2
    near: list[tuple[int, int, str]] = []
    for other, entries in _candidates(cursor, word, most).items():
        if mistakes := distance(word, other, most):
            near.append((mistakes, -entries, other))
    return tuple(other for _mistakes, _entries, other in sorted(near)[:MOST])


def _candidates(cursor: Any, word: str, most: int) -> dict[str, int]:
    """Return words of about the same length with the number of their entries.

    Those with the same first letter are read in one go. Another first letter has to be the only mistake, so that a few
    words can be asked for by name; reading the whole index for them would be slow.
    """
    named = _with_other_beginnings(word)
    wanted = (
        ("term >= %s AND term < %s", [word[0], f"{word[0]}\U0010ffff"]),
        (f"term IN ({', '.join('%s' for _name in named)})", named),
    )
    found: dict[str, int] = {}
    for test, arguments in wanted:
        cursor.execute(
            f"SELECT term, doc FROM {_WORDS} WHERE {test} AND col IN ('title', 'body') AND length(term) BETWEEN %s AND %s",
            [*arguments, len(word) - most, len(word) + most],
        )
        for term, entries in cursor.fetchall():
            found[term] = found.get(term, 0) + entries
    return found


def _with_other_beginnings(word: str) -> list[str]:
    """Return the words that differ in the first letter only: swapped with the second, missing, too many, or another."""
    letters = _alphabet(ord(word[0]) >> 8)
    return [
        word[1] + word[0] + word[2:],
        word[1:],
        *[letter + word for letter in letters],
        *[letter + word[1:] for letter in letters],
    ]


@cache
def _alphabet(block: int) -> str:
    """Return the folded letters of a block of 256 characters, which holds the everyday letters of a script."""
    letters = map(chr, range(block << 8, (block + 1) << 8))
    return "".join(letter for letter in letters if letter.isalpha() and fold(letter) == letter)


def distance(one: str, other: str, most: int) -> int | None:
    """Return how many letters are missing, too many, different or swapped with the next, or None if more than `most`."""
    mistakes = OSA.distance(one, other, score_cutoff=most)
    return mistakes if mistakes <= most else None
