"""The everyday words of each language, which tell its texts apart and say nothing of their subject."""

from functools import cache
from pathlib import Path

from catalogue.words import folded

_FILE = Path(__file__).resolve().parent.parent / "data" / "common_words.tsv"


@cache
def words_by_language() -> dict[str, frozenset[str]]:
    """Return the words of every language in lower case, with their accents."""
    lines = (line for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {language: frozenset(words.split()) for language, _tab, words in (line.partition("\t") for line in lines)}


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the everyday words of a language, folded; none for a language that is not known."""
    return frozenset(folded(" ".join(words_by_language().get(language, ()))))
