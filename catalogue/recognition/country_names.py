"""The names of countries in a language: those of the Unicode CLDR tables, and the table of adjectives, inhabitants and short names."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError

from accounts.countries import country_codes
from catalogue.analysis.stems import stem_tokens_once
from catalogue.words import cut, fold

from .everyday_words import Meaning, telling
from .everyday_words import languages_of_table as languages_of_everyday_words

Kind = Literal["name", "adjective", "inhabitant", "people"]
Words = tuple[str, ...]

_FILE = Path(__file__).resolve().parent.parent / "data" / "country_words.tsv"
# Territories that no case is about and whose names are also everyday words or names of people: Réunion, Jersey, Saint Martin.
_LEFT_OUT = frozenset({
    "AI", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CX", "EH", "FK", "FO", "GF", "GG", "GI", "GL", "GP",
    "GS", "GU", "HM", "IM", "IO", "JE", "KY", "MF", "MP", "MQ", "MS", "NC", "NF", "NU", "PF", "PM", "PN", "PR", "RE", "SH",
    "SJ", "SX", "TC", "TF", "TK", "UM", "VG", "VI", "WF", "YT",
})  # fmt: skip
# Names that are not taken from CLDR: the table has them with a mark.
_MARKED_IN_TABLE = {"en": {"TR", "JO", "TD", "GE"}}
# The name of Togo is also “of that”.
_ALSO_SMALL_WORDS = frozenset({"того"})
# What a name's last letter changes to in the cases of a language that declines names; both are single words.
_CASES = {
    "ru": ("аяьй", "а я ы и е у ю ой ей ом ем ью"),
    "uk": ("аяьй", "а я и і ї у ю ою єю ом ем"),
    "be": ("аяьй", "а я ы і е у ю ай ей ом"),
    "pl": ("aiyo", "a i y ę ą o u ie em iem ą ach om ami"),
    "cs": ("aoyie", "a o u y i e ě em ou ech í"),
    "sk": ("aoyie", "a o u y i e om ou ách í"),
    "sl": ("ajoi", "a e i o u om em ji jo"),
    "hr": ("aoe", "a e i o u om em"),
    "bs": ("aoe", "a e i o u om em"),
    "sr": ("ао", "а е и о у ом ем"),
    "ro": ("a", "a ei e"),
    "lt": ("aė", "a os oje ą ai ė ės ėje ę"),
    "lv": ("a", "a as ā u ai"),
    "el": ("αος", "α ας ο ου ος"),
}  # fmt: skip
_ENDINGS = {
    "ru": "а у ом е", "uk": "у ом і", "be": "а у ом е", "pl": "u ie em", "cs": "u em", "sk": "u om", "hr": "a u om", "bs": "a u om",
    "sr": "а у ом", "ro": "ul ului", "de": "s", "en": "s", "hu": "ban ben ba be ból ből ra re", "tr": "da de dan den nın nin a e",
    "fi": "ssa ssä sta stä an in", "et": "s st sse", "sv": "s", "da": "s", "no": "s",
}  # fmt: skip
_SHORTEST_TO_DECLINE = 4


@dataclass(frozen=True, slots=True)
class CountryName:
    """A name of a country; `capital_only` and `after_place_word` are the marks ! and ~ of the table."""

    code: str
    language: str
    kind: Kind
    capital_only: bool = False
    after_place_word: bool = False


@dataclass(slots=True)
class CountryNames:
    """The names in one language: whole words, and beginnings of a last word, each also without accents."""

    whole: dict[Words, CountryName] = field(default_factory=dict)
    begun: dict[Words, CountryName] = field(default_factory=dict)
    # The keys that are there only without their accents: other languages may have other words that look so.
    unaccented: set[Words] = field(default_factory=set)
    # The most words of a name by its first word; 0 for a word that only begins so.
    longest: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, words: Words, name: CountryName, begins: bool) -> None:
        """Add a name; the first that is added of equal ones stays."""
        table = self.begun if begins else self.whole
        table.setdefault(words, name)
        self.longest[words[0]] = max(self.longest[words[0]], len(words))
        plain = tuple(fold(word) for word in words)
        if plain != words and plain not in table:
            table[plain] = name
            self.unaccented.add(plain)
            self.longest[plain[0]] = max(self.longest[plain[0]], len(plain))


@cache
def country_names(language: str) -> CountryNames:
    """Return the names in a language; English ones where CLDR does not have it."""
    names = CountryNames()
    for words, name, begins in _table().get(language, ()):
        names.add(words, name, begins)
    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return names
    marked = _MARKED_IN_TABLE.get(language, set())
    for code in sorted(country_codes() - _LEFT_OUT - marked):
        for words in _declined(str(territories.get(code, "")), language):
            names.add(words, CountryName(code, language, "name"), begins=False)
    return names


def country_called(text: str) -> str | None:
    """Return the country that a name, an adjective or a word for its people means in any language: "Romanian", "Franse".

    None where it means none, or several: a wrong country is worse than a missing one.
    """
    words = tuple(cut(text))
    found = {code for language in languages_of_table() for code in _codes_in(country_names(language), words)}
    return found.pop() if len(found) == 1 else None


def _codes_in(names: CountryNames, words: Words) -> Iterator[str]:
    name = names.whole.get(words)
    # Without its accents a word for people may be another people's: "Romani" is no spelling of "români".
    if name and (name.kind == "name" or words not in names.unaccented):
        yield name.code
    for begun, name in names.begun.items():
        if len(begun) == len(words) and begun[:-1] == words[:-1] and words[-1].startswith(begun[-1]):
            yield name.code


@cache
def meaning_of_country(code: str) -> Meaning:
    """Return the single words that tell of a country: its name, what is of it, and who lives there.

    In the languages of the everyday words. What is also an everyday word or the name of a person is left out.
    """
    return Meaning(code, {language: _telling_of(code, language) for language in languages_of_everyday_words()})


def _telling_of(code: str, language: str) -> Words:
    # Names that people bear too are marked in the table.
    has_name = code not in _LEFT_OUT | _MARKED_IN_TABLE.get(language, set())
    territory = str(Locale.parse(language).territories.get(code, "")) if has_name else ""
    names = [next(_declined(territory, language), ())]
    names += [
        words
        for words, one, _begins in _table().get(language, ())
        if one.code == code and not one.capital_only and not one.after_place_word
    ]
    return telling([words[0] for words in names if len(words) == 1 and words[0] not in _ALSO_SMALL_WORDS], language)


@cache
def codes_by_stem(language: str) -> dict[str, tuple[str, ...]]:
    """Return for each stem of a word that tells of a country the codes of those that it tells of."""
    codes: dict[str, tuple[str, ...]] = {}
    for code in sorted(country_codes()) if language in languages_of_everyday_words() else ():
        for stem in dict.fromkeys(stem_tokens_once(list(_telling_of(code, language)), language)):
            codes[stem] = (*codes.get(stem, ()), code)
    return codes


def languages_of_table() -> tuple[str, ...]:
    """Return the languages of which the table has words."""
    return tuple(_table())


@cache
def _table() -> dict[str, list[tuple[Words, CountryName, bool]]]:
    """Return the words of the table by language."""
    table: dict[str, list[tuple[Words, CountryName, bool]]] = defaultdict(list)
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        code, language, kind, forms = line.split("\t")
        for form in forms.split(","):
            text = form.strip()
            name = CountryName(code, language, kind, text.startswith("!"), text.startswith("~"))  # type: ignore[arg-type]
            table[language].append((tuple(cut(text)), name, text.endswith("*")))
    return dict(table)


def _declined(name: str, language: str) -> Iterator[Words]:
    """Yield the words of a name, and those of its cases where the language declines names of one word."""
    # CLDR has "Myanmar (Burma)" and "Congo - Kinshasa": what is before the bracket is the name.
    words = tuple(cut(name.partition(" (")[0]))
    if not words:
        return
    yield words
    if len(words) > 1 or len(words[0]) < _SHORTEST_TO_DECLINE:
        return
    word = words[0]
    letters, cases = _CASES.get(language, ("", ""))
    if letters and word[-1] in letters:
        yield from ((word[:-1] + ending,) for ending in cases.split())
    else:
        yield from ((word + ending,) for ending in _ENDINGS.get(language, "").split())
