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


@dataclass(frozen=True, slots=True)
class _Table:
    """The words of each meaning by language, and the meanings of each word and of each stem, which has its language in front."""

    meanings: tuple[dict[str, tuple[str, ...]], ...]
    by_word: dict[tuple[str, str], list[int]]
    by_stem: dict[str, list[int]]


def languages_of_table() -> tuple[str, ...]:
    """Return the languages that the table has words of."""
    return tuple(_table().meanings[0])


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
        for language, words in _table().meanings[meaning].items():
            together[language].update(dict.fromkeys(words))
    return tuple(SameMeaning(language, tuple(words)) for language, words in together.items() if words)


def _meanings(word: str, languages: Iterable[str]) -> list[int]:
    """Return the meanings of a word as it is written, or else of those with its stem, where words meet that only look alike."""
    table = _table()
    found: dict[int, None] = {}
    for language in languages:
        (stem,) = stem_tokens([word], language)
        found.update(dict.fromkeys(table.by_word.get((language, word)) or table.by_stem.get(stem, [])))
    return list(found)


def telling(words: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the words without those that texts are full of once they are stemmed and folded: “uña” becomes “una”."""
    stems = zip(words, stem_tokens(words, language), strict=True)
    return tuple(dict.fromkeys(word for word, stem in stems if stem not in _small_words(language)))


@cache
def _small_words(language: str) -> frozenset[str]:
    small = common_words(language) | stop_words(language)
    return frozenset(stem_tokens(sorted(small), language)) | {f"{language}{word}" for word in small}


def _table() -> _Table:
    """Return the table, read once for all threads."""
    with _READING:
        return _read()


@cache
def _read() -> _Table:
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    languages = lines[0].split("\t")
    meanings: list[dict[str, tuple[str, ...]]] = []
    by_stem: dict[str, list[int]] = defaultdict(list)
    by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, line in enumerate(lines[1:]):
        cells = zip(languages, line.split("\t"), strict=True)
        meanings.append(
            {language: telling([word for word in cell.split(", ") if word], language) for language, cell in cells}
        )
        for language, words in meanings[-1].items():
            for stem in dict.fromkeys(stem_tokens(words, language)):
                by_stem[stem].append(number)
            for word in words:
                by_word[language, word].append(number)
    return _Table(tuple(meanings), dict(by_word), dict(by_stem))
