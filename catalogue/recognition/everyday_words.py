"""What everyday words are called in other languages: “boy”, “chłopiec” and “хлопець”, “locked” and “eingesperrt”.

The vocabulary has the names of topics, and the words that people search these with. This table has the words of stories that are
the subject of none: things, places, people, jobs, injuries and acts.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from itertools import accumulate
from pathlib import Path
from threading import Lock
from zlib import crc32

from catalogue.analysis.stems import stem_tokens, stem_tokens_once

from . import compounds
from .common_words import small_words
from .slips import OF_LANGUAGE, places_alike

# Eight threads that read it at once would take eight times as long.
_READING = Lock()
# With one letter changed, a stem that is shorter is more often another word than a slip: “Hannover”, “hangover”.
SHORTEST_SLIP = 7
# How many meanings are kept with their words cut and checked, and not only as lines of the table.
_MEANINGS_KEPT = 1_000
_FILE = Path(__file__).resolve().parent.parent / "data" / "everyday_words.tsv"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words of several languages mean. An index has its key in the place of each of them."""

    key: str
    words: Mapping[str, tuple[str, ...]] = field(hash=False)

    def within(self, language: str) -> tuple[str, ...]:
        """Return the words of a language."""
        return self.words.get(language, ())


class _Meanings:
    """The meanings of words or stems. A dictionary of so many would take ten times the memory."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(set(pairs))
        self._text = "".join(word for word, _meaning in ordered)
        self._ends = array("L", accumulate(len(word) for word, _meaning in ordered))
        self._meanings = array("H", (meaning for _word, meaning in ordered))

    def of(self, word: str) -> list[int]:
        """Return the meanings of a word, in the order of the table."""
        first = bisect_left(range(len(self._ends)), word, key=self._word)
        last = first
        while last < len(self._ends) and self._word(last) == word:
            last += 1
        return self._meanings[first:last].tolist()

    def alike(self, word: str) -> list[int]:
        """Return the meanings of the words that one slip makes of a word."""
        places = places_alike(word, len(self._ends), self._word)
        return list(dict.fromkeys(self._meanings[place] for place in places))

    def _word(self, place: int) -> str:
        return self._text[self._ends[place - 1] if place else 0 : self._ends[place]]


def languages_of_table() -> tuple[str, ...]:
    """Return the languages that the table has words of."""
    return _table()[0]


def is_everyday_word(word: str, language: str) -> bool:
    """Whether the table has a word, as it is written, among those of a language."""
    return bool(_by_word(language).of(word))


def meanings_of(word: str, languages: Collection[str]) -> tuple[Meaning, ...]:
    """Return what a word means, by the table; one with a long stem that is not there, what it means without a slip.

    Args:
        word: in small letters, in any inflection that the stemmer of its language knows.
        languages: those that it may be of.
    """
    found = _meanings(word, languages)
    if not found and not word.isascii():
        # A few words in Cyrillic may be of several languages, and one with “ł” of none that the others tell of.
        found = _meanings(word, languages_of_table())
    if not found:
        found = [one for language in compounds.LANGUAGES.intersection(languages) for one in _of_parts(word, language)]
    return tuple(map(_meaning, found or _alike(word, languages)))


def is_known(word: str, languages: Collection[str]) -> bool:
    """Whether a word means something as it is spelled, in any inflection, or is made of two that do."""
    return bool(_meanings(word, languages)) or any(is_written_together(word, language) for language in languages)


def keys_of_word(word: str, stem: str, language: str) -> tuple[str, ...]:
    """Return the keys of the meanings that a word of a text has: as it is written, or else by its stem, or by its parts.

    Args:
        word: in small letters.
        stem: of this word (`stem_tokens`).
        language: of the text.
    """
    if language not in languages_of_table() or stem in _small_words(language):
        return ()
    found = _by_word(language).of(word) or _by_stem(language).of(stem) or _of_parts(word, language)
    return tuple(_keys()[number] for number in found)


def is_written_together(word: str, language: str) -> bool:
    """Whether a word is made of two that the table has among those of a language."""
    return len(_parts(word, language)) > 1


def _of_parts(word: str, language: str) -> list[int]:
    """Return what the parts of a word mean that is written together."""
    known = _by_word(language)
    return list(dict.fromkeys(meaning for part in _parts(word, language) for meaning in known.of(part)))


def _parts(word: str, language: str) -> tuple[str, ...]:
    return (
        compounds.parts_of(word, partial(is_everyday_word, language=language))
        if language in compounds.LANGUAGES
        else ()
    )


def _meanings(word: str, languages: Iterable[str]) -> list[int]:
    """Return the meanings of a word as it is written, or else of those with its stem, where words meet that only look alike."""
    found: dict[int, None] = {}
    for language, stem in _stems(word, languages):
        if stem not in _small_words(language):
            found.update(dict.fromkeys(_by_word(language).of(word) or _by_stem(language).of(stem)))
    return list(found)


def _alike(word: str, languages: Iterable[str]) -> list[int]:
    """Return the meanings of the stems that differ from that of a word by one slip, where it is long enough."""
    found: dict[int, None] = {}
    for language, stem in _stems(word, languages):
        if len(stem) - OF_LANGUAGE >= SHORTEST_SLIP:
            found.update(dict.fromkeys(_by_stem(language).alike(stem)))
    return list(found)


def _stems(word: str, languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each of some languages that the table has, with the stem of a word in it."""
    for language in languages:
        if language in languages_of_table():
            (stem,) = stem_tokens([word], language)
            yield language, stem


def telling(words: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the words without those that texts are full of once they are stemmed and folded: “uña” becomes “una”."""
    stems = zip(words, stem_tokens(words, language), strict=True)
    return tuple(dict.fromkeys(word for word, stem in stems if stem not in _small_words(language)))


@cache
def _small_words(language: str) -> frozenset[str]:
    small = small_words(language)
    return frozenset(stem_tokens(sorted(small), language)) | {f"{language}{word}" for word in small}


@cache
def _table() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the languages of the table, and the line of each meaning."""
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return tuple(lines[0].split("\t")), tuple(lines[1:])


@cache
def _keys() -> tuple[str, ...]:
    """Return the key of each meaning. It tells of the line and not of its place: an index of an older table knows no wrong ones."""
    _languages, lines = _table()
    return tuple(f"{crc32(line.encode()):x}" for line in lines)


@lru_cache(_MEANINGS_KEPT)
def _meaning(number: int) -> Meaning:
    """Return a meaning by the number of its line."""
    languages, lines = _table()
    cells = zip(languages, lines[number].split("\t"), strict=True)
    return Meaning(_keys()[number], {language: telling(_split(cell), language) for language, cell in cells})


def _pairs(language: str) -> list[tuple[str, int]]:
    languages, lines = _table()
    column = languages.index(language)
    cells = (line.split("\t", column + 1)[column] for line in lines)
    return [(word, meaning) for meaning, cell in enumerate(cells) for word in _split(cell)]


def _by_word(language: str) -> _Meanings:
    """Return the meanings of the words of a language, looked for once for all threads."""
    with _READING:
        return _words_of(language)


def _by_stem(language: str) -> _Meanings:
    """Return the same by the stems of the words."""
    with _READING:
        return _stems_of(language)


@cache
def _words_of(language: str) -> _Meanings:
    return _Meanings(_pairs(language))


@cache
def _stems_of(language: str) -> _Meanings:
    pairs = _pairs(language)
    stems = stem_tokens_once([word for word, _meaning in pairs], language)
    return _Meanings(zip(stems, (meaning for _word, meaning in pairs), strict=True))


def _split(cell: str) -> list[str]:
    return [word for word in cell.split(", ") if word]
