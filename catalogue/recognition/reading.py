"""A text as words with their places, ready to be compared with names."""

import re
from dataclasses import dataclass

from catalogue.words import normalise, spans

# Between two words of which one ends a sentence or a clause no name goes on; a full stop after "Art." or "U.K." is followed by
# a figure or comes after a single letter and ends nothing.
_END = re.compile(r"[!?;:\n…。؟।]|\.(?=\s|$)")
_LONGEST_ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its place, its letters in lower case, and the number of the sentence it stands in."""

    start: int
    end: int
    word: str
    sentence: int
    capital: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in composed form, to which all places refer, and its words."""

    text: str
    tokens: tuple[Token, ...]


def read(text: str) -> Reading:
    """Return the text cut into words."""
    text = normalise(text)
    tokens: list[Token] = []
    sentence, last, first = 0, 0, True
    for start, end, word in spans(text):
        if tokens and _ends(text[last:start], tokens[-1].word):
            sentence, first = sentence + 1, True
        tokens.append(Token(start, end, word, sentence, text[start].isupper(), first))
        last, first = end, False
    return Reading(text, tuple(tokens))


def _ends(between: str, word: str) -> bool:
    """Whether a sentence ends between a word and the next."""
    if between in (" ", "-", ", "):
        return False
    match = _END.search(between)
    return match is not None and not (
        match.group() == "." and len(word) <= _LONGEST_ABBREVIATION and "\n" not in between
    )
