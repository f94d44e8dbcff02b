"""Words of the index that are spelled like a word of a query: most of the letters of the shorter one, in runs, are in the other."""

from collections.abc import Iterable
from typing import Any

from catalogue.analysis.letters import pieces
from catalogue.words import fold

from ...query.language import Query, Word, leaves
from ..tokens import SHORTEST_SPELLED
from .match import quoted
from .schema import FTS, LETTERS

# How much of the shorter word has to be in the other, and how many words are taken.
LEAST_SHARED, MOST_WORDS = 0.6, 40
# How much two words have to have in common where nothing else is asked for: “vaccination” is not close to “nations”.
LEAST_CLOSE = 0.75


class LetterWriter:
    """Keeps the runs of letters of the words that the index has; a word that is in no text any more goes with the last one."""

    def __init__(self, cursor: Any, suffix: str = "") -> None:
        self._cursor, self._suffix = cursor, suffix
        self._known: set[str] = set()

    def add(self, texts: Iterable[str]) -> None:
        """Add the words of some columns of folded words."""
        new = {word for text in texts for word in text.split()} - self._known
        self._known |= new
        self._cursor.executemany(
            f"INSERT OR IGNORE INTO {LETTERS}{self._suffix} VALUES (%s, %s)",
            [(piece, word) for word in new if len(word) >= SHORTEST_SPELLED for piece in pieces(word)],
        )

    def remove(self, texts: Iterable[str]) -> None:
        """Remove the words of an entry that has just been removed, unless others have them."""
        for word in {word for text in texts for word in text.split()}:
            if len(word) < SHORTEST_SPELLED or not (runs := pieces(word)):
                continue
            fts = f"{FTS}{self._suffix}"
            self._cursor.execute(
                f"SELECT 1 FROM {fts} WHERE {fts} MATCH %s LIMIT 1", [f"{{title body}} : {quoted([word])}"]
            )
            if self._cursor.fetchone() is None:
                self._known.discard(word)
                self._cursor.executemany(
                    f"DELETE FROM {LETTERS}{self._suffix} WHERE piece = %s AND word = %s", [(run, word) for run in runs]
                )


def lookup(words: Iterable[str]) -> tuple[str, list[str]]:
    """Return a SELECT of (word of the index, how many runs it shares with the words), with its arguments."""
    runs = sorted({piece for word in words for piece in pieces(word)})
    marks = ", ".join("%s" for _run in runs)
    return f"SELECT word, COUNT(*) FROM {LETTERS} WHERE piece IN ({marks}) GROUP BY word HAVING COUNT(*) > 1", runs


def looked_up(query: Query) -> list[str]:
    """Return the words of a query that are compared by letters, folded: where some of it is enough, and words of some length."""
    words = [clause.text for clause in leaves(query.required) if isinstance(clause, Word)] if query.graded else []
    return [word for word in dict.fromkeys(map(fold, words)) if len(word) >= SHORTEST_SPELLED and pieces(word)]


def alike(word: str, found: Iterable[str], close: bool = False) -> tuple[str, ...]:
    """Return the words that are spelled like a word, the most alike first.

    Args:
        word: folded.
        found: those that may be.
        close: whether only those are taken that are nearly the same.
    """
    own = pieces(word)
    if len(word) < SHORTEST_SPELLED or not own:
        return ()
    ranked = []
    for other in found:
        theirs = pieces(other)
        shared = len(own & theirs)
        likeness = 2 * shared / (len(own) + len(theirs)) if theirs else 0.0
        enough = likeness >= LEAST_CLOSE if close else shared >= LEAST_SHARED * min(len(own), len(theirs))
        if shared > 1 and enough:
            ranked.append((-likeness, other))
    return tuple(other for _likeness, other in sorted(ranked)[:MOST_WORDS])
