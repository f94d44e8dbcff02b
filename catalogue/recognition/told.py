"""What the words of a text tell beside themselves: everyday meanings, and countries by their names and people."""

from collections.abc import Iterable

from .country_names import codes_by_stem
from .everyday_words import keys_of_word


def meanings_told(words: Iterable[str], stems: Iterable[str], language: str) -> list[tuple[str, ...]]:
    """Return for each word of a text the keys of its meanings.

    Args:
        words: in small letters.
        stems: of these (`stem_tokens`).
        language: of the text; nothing is told in one that the table of everyday words lacks.
    """
    countries = codes_by_stem(language)
    return [
        (*keys_of_word(word, stem, language), *countries.get(stem, ())) for word, stem in zip(words, stems, strict=True)
    ]
