"""Words of the index that are spelled like a word that somebody typed."""

from typing import Any

from django.db import connection

from ...analysis.words import fold, is_unspaced
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
            if len(word) >= _SHORTEST and not is_unspaced(word):
                found[word] = _alike(cursor, fold(word))
    return {word: alike for word, alike in found.items() if alike}


def _alike(cursor: Any, word: str) -> tuple[str, ...]:
    most = 1 if len(word) <= _SHORT else 2
    near: list[tuple[int, int, str]] = []
    for other, entries in _candidates(cursor, word, most).items():
        mistakes = distance(word, other, most)
        if mistakes:
            near.append((mistakes, -entries, other))
    return tuple(other for _mistakes, _entries, other in sorted(near)[:MOST])


def _candidates(cursor: Any, word: str, most: int) -> dict[str, int]:
    """Return words of about the same length with the number of their entries.

    Those with the same first letter are read in one go. Another first letter has to be the only mistake, so that a few
    words can be asked for by name; reading the whole index for them would be slow.
    """
    begin = word[:1]
    cursor.execute(
        f"SELECT term, SUM(doc) FROM {_WORDS} WHERE term >= %s AND term < %s AND col IN ('title', 'body')"
        " AND length(term) BETWEEN %s AND %s GROUP BY term",
        [begin, f"{begin}\U0010ffff", len(word) - most, len(word) + most],
    )
    found = dict(cursor.fetchall())
    named = _with_other_beginnings(word)
    cursor.execute(
        f"SELECT term, SUM(doc) FROM {_WORDS} WHERE term IN ({', '.join('%s' for _name in named)})"
        " AND col IN ('title', 'body') GROUP BY term",
        named,
    )
    return {**found, **dict(cursor.fetchall())}


def _with_other_beginnings(word: str) -> list[str]:
    """Return the words that differ in the first letter only: swapped with the second, missing, too many, or another."""
    letters = sorted({*word, *_alphabet(word)})
    return [
        word[1] + word[0] + word[2:],
        word[1:],
        *[letter + word for letter in letters],
        *[letter + word[1:] for letter in letters],
    ]


def _alphabet(word: str) -> str:
    """Return the letters of the word's script: from `a` or from the first letter of its block on."""
    if word.isascii():
        return "abcdefghijklmnopqrstuvwxyz"
    block = ord(word[0]) & ~0x3F
    return "".join(
        letter for letter in map(chr, range(block, block + 0x40)) if letter.isalpha() and fold(letter) == letter
    )


def distance(one: str, other: str, most: int) -> int | None:
    """Return how many letters are missing, too many, different or swapped with the next, or None if more than `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, there in enumerate(other, 1):
            cost = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (letter != there))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == there:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most and min(last) > most:
            return None
        before, last = last, now
    return last[-1] if last[-1] <= most else None
