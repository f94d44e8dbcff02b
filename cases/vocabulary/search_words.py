"""Reads the words that people search with: for each language a file of lines “slug, tab, words with commas between”.

They are the hidden labels of SKOS: jobs, places, things and verbs that people say where the trade has a term.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..codes.languages import LANGUAGE_CODES

FOLDER_NAME = "search-words"


class SearchWordsError(ValueError):
    """A file of search words is wrong; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class WordsOfConcept:
    """The words of a concept in a language; `line` says where they stand."""

    slug: str
    language: str
    words: tuple[str, ...]
    line: str


def read_search_words(folder: Path, names: Mapping[str, Mapping[str, set[str]]]) -> Iterator[WordsOfConcept]:
    """Yield the search words below the vocabulary's folder; a folder without them has none.

    Args:
        folder: where the vocabulary's files are.
        names: for each concept the names it has in each language, folded.

    Raises:
        SearchWordsError: a file is of no known language, a concept is unknown or comes twice, or a word does.
    """
    for path in sorted((folder / FOLDER_NAME).glob("*.tsv")):
        language = path.stem
        if language not in LANGUAGE_CODES:
            raise SearchWordsError(f"{path.name}: the file is named after no language; use a code such as “fr.tsv”.")
        seen: set[str] = set()
        for row in _lines(path, language):
            if row.slug not in names:
                raise SearchWordsError(f"{row.line}: there is no concept “{row.slug}”.")
            if row.slug in seen:
                raise SearchWordsError(f"{row.line}: “{row.slug}” has a line already; put all its words there.")
            seen.add(row.slug)
            _check_words(row, names[row.slug].get(language, set()))
            yield row


def _lines(path: Path, language: str) -> Iterator[WordsOfConcept]:
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not text.strip() or text.startswith("#"):
            continue
        line = f"{path.name}, line {number}"
        slug, tab, rest = text.partition("\t")
        words = tuple(" ".join(word.split()) for word in rest.split(","))
        if not tab or not all(words):
            raise SearchWordsError(f"{line}: write the concept, a tab, and its words with commas between them.")
        yield WordsOfConcept(slug.strip(), language, words, line)


def _check_words(row: WordsOfConcept, names: set[str]) -> None:
    """Refuse a word that comes twice, and one that is a name of the concept already."""
    seen: set[str] = set()
    for word in row.words:
        key = word.casefold()
        if key in names:
            raise SearchWordsError(f"{row.line}: “{word}” is a name of “{row.slug}” already; remove it here.")
        if key in seen:
            raise SearchWordsError(f"{row.line}: “{word}” is there twice; remove one of them.")
        seen.add(key)
