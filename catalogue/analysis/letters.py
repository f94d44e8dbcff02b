"""Letters of words, to compare words that are spelled alike: compounds, slips of the pen, and the same word in another alphabet."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from catalogue.words import fold, is_unspaced

PIECE = 4
_CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуўфхцчшщъыьэюяѓђѕјљњќћџ",
        [
            "a",
            "b",
            "v",
            "g",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "i",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "u",
            "f",
            "h",
            "ts",
            "ch",
            "sh",
            "sht",
            "a",
            "y",
            "-",
            "e",
            "iu",
            "ia",
            "g",
            "d",
            "dz",
            "j",
            "l",
            "n",
            "k",
            "c",
            "dz",
        ],
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "y",
            "f",
            "h",
            "ps",
            "o",
        ],
        strict=True,
    )
)
_LATIN = str.maketrans({letter: sound.replace("-", "") for letter, sound in (_CYRILLIC | _GREEK).items()})


@lru_cache(maxsize=100_000)
def latin(word: str) -> str:
    """Return a word, folded, in Latin letters; other scripts than Cyrillic and Greek stay as they are."""
    folded = fold(word)
    return folded if folded.isascii() else folded.translate(_LATIN)


def pieces(word: str) -> frozenset[str]:
    """Return the runs of four letters of a word in Latin letters; none of a short word, a number or a sign of a script without blanks."""
    if is_unspaced(word) or any(sign.isdigit() for sign in word):
        return frozenset()
    letters = latin(word)
    return frozenset(letters[start : start + PIECE] for start in range(len(letters) - PIECE + 1))


def distance(one: str, other: str, most: int) -> int | None:
    """Return how many letters are missing, too many, different or swapped with the next, or None if more than `most`."""
    mistakes = OSA.distance(one, other, score_cutoff=most)
    return mistakes if mistakes <= most else None
