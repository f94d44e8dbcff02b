"""The text of a page as search reads it."""

import re

from .answers import Refused

# A page of text has some 4,000 characters; what is beyond this is no page that people read.
LONGEST_PAGE = 100_000
# A Word file is one page here: this is a report of some 700 pages.
LONGEST_WORD_TEXT = 3_000_000
# All pages of a file together: some 2,500 pages full of text.
LONGEST_TEXT = 10_000_000
# Blanks are made one before the other patterns run, and nothing is tried twice: a page of blanks takes no longer.
_BLANKS = re.compile(r"[^\S\n]+")
_HYPHEN_AT_LINE_END = re.compile(r"(?<=\w)[-\u00ad\ufffe] ?\n\s*+(?=[^\W\d_])")
_LINE_END = re.compile(r" ?\n ?")


def tidy(text: str, longest: int = LONGEST_PAGE) -> str:
    """Return the text without control characters and soft hyphens, words cut at line ends joined again."""
    text = _BLANKS.sub(" ", text.replace("\0", " "))
    text = _HYPHEN_AT_LINE_END.sub("", text)
    text = text.replace("\u00ad", "").replace("\ufffe", "")
    return _LINE_END.sub("\n", text).strip()[:longest]


class TextBudget:
    """Counts the characters of a file; more than can be searched is refused instead of being cut."""

    def __init__(self, most: int = LONGEST_TEXT) -> None:
        self._left = most

    def spend(self, text: str) -> str:
        """Return the text.

        Raises:
            Refused: the file holds too much text.
        """
        self._left -= len(text)
        if self._left < 0:
            raise Refused("too_much_text")
        return text
