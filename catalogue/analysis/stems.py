"""Stems by language. A stem carries its language in front, so that equal letters in two languages never meet."""

import threading
from collections.abc import Iterable

import Stemmer

from catalogue.words import fold

from .suffixes import SUFFIXES, strip_suffix

# Our language codes and the names of the Snowball algorithms.
SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "bs": "serbian", "hr": "serbian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_CACHE_SIZE = 300_000


class _Local(threading.local):
    """Stemmers are not safe to share between threads."""

    def __init__(self) -> None:
        self.stemmers: dict[str, Stemmer.Stemmer] = {}
        self.tokens: dict[str, dict[str, str]] = {}


_local = _Local()


def _stem(words: list[str], language: str) -> list[str]:
    if language in SNOWBALL:
        stemmer = _local.stemmers.get(language)
        if stemmer is None:
            stemmer = _local.stemmers[language] = Stemmer.Stemmer(SNOWBALL[language])
        return stemmer.stemWords(words)
    if language in SUFFIXES:
        return [strip_suffix(word, language) for word in words]
    return words


def stem_tokens(words: Iterable[str], language: str) -> list[str]:
    """Return one token a word (lower case, as `cut` gives them): the language's code and the folded stem."""
    known = _local.tokens.setdefault(language, {})
    words = list(words)
    new = [word for word in dict.fromkeys(words) if word not in known]
    if new:
        if len(known) > _CACHE_SIZE:
            known.clear()
            new = list(dict.fromkeys(words))
        known.update(zip(new, stem_tokens_once(new, language), strict=True))
    return [known[word] for word in words]


def stem_tokens_once(words: list[str], language: str) -> list[str]:
    """Return the same without keeping it in memory, for many words that are hardly ever asked for again."""
    return [language + fold(stem) for stem in _stem(words, language)]
