"""The language of a text, by its script and its everyday words."""

from collections import Counter
from collections.abc import Iterable

from .common_words import words_by_language
from .reading import Reading

_ENOUGH_WORDS = 2_000
# The scripts of one language each, and of several: by the first and the last letter.
_SCRIPTS = (
    ("\u0370", "\u03ff", ("el",)), ("\u0400", "\u052f", ("ru", "uk", "be", "bg", "mk", "sr")), ("\u0530", "\u058f", ("hy",)),
    ("\u0600", "\u06ff", ("ar", "fa", "ur")), ("\u0900", "\u097f", ("hi", "ne")), ("\u0980", "\u09ff", ("bn",)),
    ("\u0e00", "\u0e7f", ("th",)), ("\u10a0", "\u10ff", ("ka",)), ("\u1200", "\u137f", ("am", "ti")),
    ("\u3040", "\u30ff", ("ja",)), ("\u4e00", "\u9fff", ("zh", "ja")), ("\uac00", "\ud7af", ("ko",)),
)  # fmt: skip
_OTHER_SCRIPTS = frozenset(language for _first, _last, languages in _SCRIPTS for language in languages) - {"sr"}
# Letters that a language has and its neighbours of the same script have not.
_LETTERS = {
    "uk": "їєґ", "be": "ў", "ru": "ыэё", "bg": "", "mk": "ѓќѕ", "sr": "ђћ", "de": "ß", "ro": "țșţş", "pl": "łżźśń", "cs": "řěů",
    "sk": "ľĺŕô", "hu": "őű", "tr": "ğı", "az": "ə", "sq": "ë", "lv": "āēīūķļņģ", "lt": "ėįų", "et": "õ", "is": "þð", "es": "ñ¿¡",
    "pt": "ãõ", "mt": "ħġż", "vi": "ạảấầẩậắằặẹẻếềểệịỉọỏốồổộớờởợụủứừửựỳỵđ", "fr": "œ", "sv": "", "da": "æø", "no": "æø", "fa": "پچژگ",
    "ur": "ٹڈڑےں",
}  # fmt: skip
_LETTER_WEIGHT = 0.5


def languages_of(reading: Reading, likely: Iterable[str] = ()) -> list[str]:
    """Return the languages that a text may be in, the likeliest first; nothing where no word tells.

    Args:
        reading: the text.
        likely: languages that are taken where the words tell for several alike.
    """
    scores = language_scores(reading)
    order = [*likely, *scores]
    return sorted(scores, key=lambda language: (-scores[language], order.index(language)))


def languages_of_script(reading: Reading) -> frozenset[str]:
    """Return the languages of the script in which most of the words are written."""
    return frozenset(_of_script(Counter(token.word for token in reading.tokens)))


def language_scores(reading: Reading) -> dict[str, float]:
    """Return for each language that has some how many small words of it a text has, and a little for each letter of its own."""
    words = Counter(token.word for token in reading.tokens[:_ENOUGH_WORDS])
    candidates = _of_script(words)
    letters = "".join(words)
    scores: dict[str, float] = {}
    for language in candidates:
        everyday = words_by_language().get(language, frozenset())
        score = float(sum(number for word, number in words.items() if word in everyday))
        if len(candidates) == 1:
            score += 1
        score += _LETTER_WEIGHT * sum(letters.count(letter) for letter in _LETTERS.get(language, ""))
        if score:
            scores[language] = score
    return scores


def _of_script(words: Counter[str]) -> tuple[str, ...]:
    """Return the languages of the script in which most of the words are written."""
    counts: Counter[tuple[str, ...]] = Counter()
    for word, number in words.items():
        counts[_script(word[0])] += number
    return counts.most_common(1)[0][0] if counts else ()


def _script(letter: str) -> tuple[str, ...]:
    for first, last, languages in _SCRIPTS:
        if first <= letter <= last:
            return languages
    return _LATIN


_LATIN = tuple(language for language in words_by_language() if language not in _OTHER_SCRIPTS)
