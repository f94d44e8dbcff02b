"""Words of the index that are spelled like a word that somebody typed."""

from functools import cache
from typing import Any

from django.db import connection

from catalogue.analysis.letters import distance, latin
from catalogue.words import fold, is_unspaced

from ..base import MOST_ALIKE
from ..tokens import SHORTEST_CORRECTED, SHORTEST_SPELLED
from .schema import FTS, LETTERS

# Up to this length one mistake is looked for, in longer words two.
_SHORT = 5
_WORDS = "temp.search_word"


def corrections(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return for each word others that are spelled alike, the fewest mistakes first."""
    found: dict[str, tuple[str, ...]] = {}
    with connection.cursor() as cursor:
        # Reads the index of the words itself. It belongs to this connection alone and takes no room.
        cursor.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS {_WORDS} USING fts5vocab('main', '{FTS}', 'col')")
        for word in words:
            if len(plain := fold(word)) >= SHORTEST_CORRECTED and not is_unspaced(word):
                found[word] = _alike(cursor, plain)
    return {word: alike for word, alike in found.items() if alike}


def _alike(cursor: Any, word: str) -> tuple[str, ...]:
    most = 1 if len(word) <= _SHORT else 2
    mistakes: dict[str, int] = {}
    for other in (*_of_one_beginning(cursor, word, most), *_with_other_beginnings(word)):
        if number := distance(word, other, most):
            mistakes[other] = number
    return tuple(sorted(_known(cursor, list(mistakes)), key=lambda other: (mistakes[other], other))[:MOST_ALIKE])


def _of_one_beginning(cursor: Any, word: str, most: int) -> list[str]:
    """Return the words of the index with the same first letter and about the same length.

    Of words that are long enough the runs of letters tell. The index of the words itself would read where each of them stands, in
    every text.
    """
    shortest, longest, last = len(word) - most, len(word) + most, "\U0010ffff"
    arguments: list[Any] = [word[0], f"{word[0]}{last}", shortest, longest]
    if shortest >= SHORTEST_SPELLED and (run := latin(word)[:1]):
        cursor.execute(
            f"SELECT DISTINCT word FROM {LETTERS}"
            " WHERE word >= %s AND word < %s AND length(word) BETWEEN %s AND %s AND piece >= %s AND piece < %s",
            [*arguments, run, f"{run}{last}"],
        )
    else:
        cursor.execute(
            f"SELECT DISTINCT term FROM {_WORDS}"
            " WHERE term >= %s AND term < %s AND length(term) BETWEEN %s AND %s AND col IN ('title', 'body')",
            arguments,
        )
    return [other for (other,) in cursor.fetchall()]


def _known(cursor: Any, words: list[str]) -> list[str]:
    """Return those of some words that titles and texts have."""
    cursor.execute(
        f"SELECT DISTINCT term FROM {_WORDS} WHERE term IN ({', '.join('%s' for _word in words)})"
        " AND col IN ('title', 'body')",
        words,
    )
    return [word for (word,) in cursor.fetchall()]


def _with_other_beginnings(word: str) -> list[str]:
    """Return the words that differ in the first letter only: swapped with the second, missing, too many, or another.

    Another first letter has to be the only mistake, so that these few can be asked for by name.
    """
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
