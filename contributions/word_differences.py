"""How two versions of a text differ, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|[^\s]+")
# Comparing costs the product of both lengths: beyond it, what differs is shown as a whole.
_MOST_PAIRS = 4_000_000


class Change(StrEnum):
    """What became of a piece of the text."""

    SAME = "same"
    TAKEN_OUT = "del"
    PUT_IN = "ins"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that are in both versions or in one of them."""

    change: Change
    text: str


def word_differences(before: str, after: str) -> list[Piece]:
    """Return both texts as one, in pieces; neighbours of a kind are one piece."""
    old, new = _WORDS.findall(before.replace("\r\n", "\n")), _WORDS.findall(after.replace("\r\n", "\n"))
    start = _length_in_common(old, new)
    end = _length_in_common(old[start:][::-1], new[start:][::-1])
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    pieces = [
        (Change.SAME, old[:start]),
        *_between(middle_old, middle_new),
        (Change.SAME, old[len(old) - end :]),
    ]
    return [Piece(change, "".join(words)) for change, words in pieces if words]


def _length_in_common(old: Sequence[str], new: Sequence[str]) -> int:
    for number, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return number
    return min(len(old), len(new))


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Change, Sequence[str]]]:
    if len(old) * len(new) > _MOST_PAIRS:
        yield Change.TAKEN_OUT, old
        yield Change.PUT_IN, new
        return
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change.SAME, old[old_from:old_to]
        else:
            yield Change.TAKEN_OUT, old[old_from:old_to]
            yield Change.PUT_IN, new[new_from:new_to]
