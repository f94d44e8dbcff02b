"""The languages that texts may be in (BCP 47), with their names and writing direction."""

from collections.abc import Iterator, Mapping
from functools import cache

from django.utils.choices import BaseChoiceIterator
from django.utils.translation import get_language

from babel import Locale

# The languages of the network's members, then the other official languages of the Council of Europe's States
# and those in which people who were trafficked to Europe are often spoken with.
LANGUAGE_CODES = (
    "en", "fr", "nl", "de", "es", "it", "pt", "ro", "pl", "cs", "sk", "hu", "bg", "mk", "sr", "bs", "hr", "sl", "sq",
    "el", "tr", "ru", "uk", "be", "lt", "lv", "et", "fi", "sv", "da", "no", "is", "ga", "mt", "ka", "hy", "az",
    "ar", "fa", "ur", "hi", "bn", "ne", "vi", "th", "zh", "ja", "ko", "tl", "id", "am", "ti", "so", "sw",
)  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he"})


@cache
def _names(reader: str) -> dict[str, str]:
    languages = Locale.parse(reader, sep="-").languages
    return {code: _capitalised(str(languages.get(code, code))) for code in LANGUAGE_CODES}


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


def language_name(code: str) -> str:
    """Return the language's name in the language of the page; an unknown code is returned as it is."""
    return _names(get_language() or "en").get(code) or _capitalised(code)


class Choices(BaseChoiceIterator):
    """Pairs (code, name) as Django wants them: it copies any others, name by name, for each value that is validated."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._pairs = tuple(names.items())

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)


def language_choices() -> Choices:
    """Return (code, name) pairs for a form, in the order of `LANGUAGE_CODES`. Asked for each value that is validated."""
    return _choices(get_language() or "en")


@cache
def _choices(reader: str) -> Choices:
    return Choices(_names(reader))


def direction(code: str) -> str:
    """Return "rtl" or "ltr"."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"
