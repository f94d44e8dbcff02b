"""Cuts text into words and folds them, so that accents and upper case never matter.

Stemming comes first and folding after it: a stemmer needs the accents, the comparison does not.
"""

import re
import unicodedata
from functools import lru_cache


def _marks() -> str:
    """Return a character class of all combining marks: vowel signs and accents that belong to the letter before them."""
    codes = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in {"Mn", "Mc"}]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


# Scripts written without blanks: every sign is a word, and a run of them is looked for as a phrase.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = _marks()
_UNSPACED_SIGN = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(rf"[{_UNSPACED}][{_MARKS}]*|(?:(?![{_UNSPACED}])[^\W_][{_MARKS}]*)+")
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.){2,}")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
# Accents of the alphabets in which they only modify a letter; Indic vowel signs are letters and stay.
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ŋ": "n",
        "ə": "e",
    }
)
WORD_LENGTH = 60


def normalise(text: str) -> str:
    """Return the text in composed form and without NUL bytes; positions in passages refer to this form."""
    if text.isascii():
        return text.replace("\0", " ")
    return unicodedata.normalize("NFC", text).replace("\0", " ")


def is_unspaced(word: str) -> bool:
    """Whether a word is a sign of a script that has no blanks between words."""
    return bool(_UNSPACED_SIGN.match(word))


def cut(text: str) -> list[str]:
    """Return the words of a text in lower case, in order."""
    lowered = text.lower()
    if lowered.isascii():
        return _ASCII_WORD.findall(lowered)
    return _WORD.findall(unicodedata.normalize("NFC", lowered))


def initials(text: str) -> list[str]:
    """Return what stands with a point after each letter without the points: “VCL” of “V.C.L.”, as people type it."""
    return [found.replace(".", "") for found in _INITIALS.findall(text)]


def spans(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, word in lower case) of each word of an already normalised text."""
    if text.isascii():
        return [(*match.span(), match[0]) for match in _ASCII_WORD.finditer(text.lower())]
    return [(*match.span(), match[0].lower()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Return the word without accents, in lower case, at most `WORD_LENGTH` characters. No blank is in it: it stays one word."""
    if word.isascii():
        return word.lower()[:WORD_LENGTH]
    # Some signs, such as the Arabic U+FE70, are decomposed into an accent on a blank.
    decomposed = unicodedata.normalize("NFKD", word.casefold()).replace(" ", "")
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).translate(_PLAIN)[:WORD_LENGTH]


def folded(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return [fold(word) for word in cut(text)]
