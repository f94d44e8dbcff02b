"""The everyday words of each language, which tell its texts apart and say nothing of their subject."""

from functools import cache
from pathlib import Path

from catalogue.analysis.stopwords import stop_words
from catalogue.words import folded

_DATA = Path(__file__).resolve().parent.parent / "data"


def words_by_language() -> dict[str, frozenset[str]]:
    """Return the words of every language in lower case, with their accents."""
    return _words_of("common_words.tsv")


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the everyday words of a language, folded; none for a language that is not known."""
    return frozenset(folded(" ".join(words_by_language().get(language, ()))))


@cache
def small_words(language: str) -> frozenset[str]:
    """Return the stop words and everyday words of a language, folded."""
    return stop_words(language) | common_words(language)


@cache
def question_words(language: str) -> frozenset[str]:
    """Return what says nothing in a question, folded: the small words of its language and those that people ask with, “why” and “could”.

    These are many more than tell a language, and some of them are part of the name of a topic.
    """
    asked_with = _words_of("question_words.tsv").get(language, frozenset())
    return small_words(language) | frozenset(folded(" ".join(asked_with)))


@cache
def _words_of(name: str) -> dict[str, frozenset[str]]:
    text = (_DATA / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return {language: frozenset(words.split()) for language, _tab, words in (line.partition("\t") for line in lines)}
