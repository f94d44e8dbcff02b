"""What everyday words are called in other languages: “boy”, “chłopiec” and “хлопець”, “locked” and “eingesperrt”.

The vocabulary has the names of topics, and the words that people search these with. This table has the words of stories that are
the subject of none: things, places, people, jobs, injuries and acts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from catalogue.analysis.stems import stem_tokens
from catalogue.analysis.stopwords import stop_words

from .common_words import common_words

# Eight threads that read it at once would take eight times as long.
_READING = Lock()
_FILE = Path(__file__).resolve().parent.parent / "data" / "everyday_words.tsv"


@dataclass(frozen=True, slots=True)
class SameMeaning:
    """Words of a language that mean what another word does."""

    language: str
    words: tuple[str, ...]


def languages_of_table() -> tuple[str, ...]:
    """Return the languages that the table has words of."""
    return _table()[0]


def same_meaning(word: str, languages: Collection[str]) -> tuple[SameMeaning, ...]:
    """Return the words that mean the same as a word, in each language that has some.

    Args:
        word: in small letters, in any inflection that the stemmer of its language knows.
        languages: those that it may be of.
    """
    found = _meanings(word, languages)
    if not found and not word.isascii():
        # A few words in Cyrillic may be of several languages, and one with “ł” of none that the others tell of.
        found = _meanings(word, languages_of_table())
    together: dict[str, dict[str, None]] = defaultdict(dict)
    for meaning in found:
        for language, words in _words(meaning).items():
            together[language].update(dict.fromkeys(words))
    return tuple(SameMeaning(language, tuple(words)) for language, words in together.items() if words)


def _meanings(word: str, languages: Iterable[str]) -> list[int]:
    """Return the meanings of a word as it is written, or else of those with its stem, where words meet that only look alike."""
    found: dict[int, None] = {}
    for language in languages:
        (stem,) = stem_tokens([word], language)
        if language in languages_of_table() and stem not in _small_words(language):
            found.update(dict.fromkeys(_by_word(language).get(word) or _by_stem(language).get(stem, [])))
    return list(found)


def telling(words: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the words without those that texts are full of once they are stemmed and folded: “uña” becomes “una”."""
    stems = zip(words, stem_tokens(words, language), strict=True)
    return tuple(dict.fromkeys(word for word, stem in stems if stem not in _small_words(language)))


@cache
def _small_words(language: str) -> frozenset[str]:
    small = common_words(language) | stop_words(language)
    return frozenset(stem_tokens(sorted(small), language)) | {f"{language}{word}" for word in small}


@cache
def _table() -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the languages of the table, and the words of each meaning in each of them, with commas between."""
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    languages, *meanings = (tuple(line.split("\t")) for line in lines)
    return languages, tuple(meanings)


@cache
def _words(meaning: int) -> dict[str, tuple[str, ...]]:
    """Return the words of a meaning by language."""
    languages, meanings = _table()
    cells = zip(languages, meanings[meaning], strict=True)
    return {language: telling(_split(cell), language) for language, cell in cells}


@cache
def _by_word(language: str) -> dict[str, list[int]]:
    """Return the meanings of each word of a language."""
    languages, meanings = _table()
    column = languages.index(language)
    found: dict[str, list[int]] = defaultdict(list)
    for number, cells in enumerate(meanings):
        for word in dict.fromkeys(_split(cells[column])):
            found[word].append(number)
    return dict(found)


@cache
def _stems(language: str) -> dict[str, list[int]]:
    found: dict[str, dict[int, None]] = defaultdict(dict)
    words = _by_word(language)
    for stem, meanings in zip(stem_tokens(list(words), language), words.values(), strict=True):
        found[stem].update(dict.fromkeys(meanings))
    return {stem: sorted(meanings) for stem, meanings in found.items()}


def _by_stem(language: str) -> dict[str, list[int]]:
    """Return the meanings of the words with each stem of a language, looked for once for all threads."""
    with _READING:
        return _stems(language)


def _split(cell: str) -> list[str]:
    return [word for word in cell.split(", ") if word]
