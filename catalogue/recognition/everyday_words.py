"""What everyday words are called in other languages: “boy”, “chłopiec” and “хлопець”, “locked” and “eingesperrt”.

The vocabulary has the names of topics, and the words that people search these with. This table has the words of stories that are
the subject of none: things, places, people, jobs, injuries and acts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue.analysis.stems import stem_tokens

_FILE = Path(__file__).resolve().parent.parent / "data" / "everyday_words.tsv"


@dataclass(frozen=True, slots=True)
class SameMeaning:
    """Words of a language that mean what another word does."""

    language: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """The words of each meaning by language, and the meanings of each stem, which has its language in front."""

    meanings: tuple[dict[str, tuple[str, ...]], ...]
    by_stem: dict[str, tuple[int, ...]]


def languages_of_table() -> tuple[str, ...]:
    """Return the languages that the table has words of."""
    return tuple(_table().meanings[0])


def same_meaning(word: str, languages: Collection[str]) -> tuple[SameMeaning, ...]:
    """Return the words that mean the same as a word, in each language that has some.

    Args:
        word: in small letters, in any inflection that the stemmer of its language knows.
        languages: those that it may be of.
    """
    found = _meanings(word, languages) or _meanings(word, languages_of_table())
    together: dict[str, dict[str, None]] = defaultdict(dict)
    for meaning in found:
        for language, words in _table().meanings[meaning].items():
            together[language].update(dict.fromkeys(words))
    return tuple(SameMeaning(language, tuple(words)) for language, words in together.items() if words)


def _meanings(word: str, languages: Iterable[str]) -> list[int]:
    table = _table().by_stem
    found: dict[int, None] = {}
    for language in languages:
        for stem in stem_tokens([word], language):
            found.update(dict.fromkeys(table.get(stem, ())))
    return list(found)


@cache
def _table() -> _Table:
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    languages = lines[0].split("\t")
    meanings: list[dict[str, tuple[str, ...]]] = []
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines[1:]):
        cells = [tuple(word for word in cell.split(", ") if word) for cell in line.split("\t")]
        meanings.append(dict(zip(languages, cells, strict=True)))
        for language, words in meanings[-1].items():
            for stem in dict.fromkeys(stem_tokens(words, language)):
                by_stem[stem].append(number)
    return _Table(tuple(meanings), {stem: tuple(numbers) for stem, numbers in by_stem.items()})
