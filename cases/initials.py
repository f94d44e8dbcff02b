"""Persons by initials: the one rule by which the name of a court case, and what is written of it, loses the names of people.

“Chowdury and Others v. Greece” becomes “C. and Others v. Greece”. The parties are what stands around the “v.”, which has another form
in each language. A party that is a state, an authority or a company stays; so do “R”, “X” and initials that the court gave itself.
Of every other party each name becomes its first letter, in the case name and wherever it occurs in a text. In doubt a party is taken
for a person: a company by initials harms nobody.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from babel import Locale

from .codes.parties import (
    ALSO_NAMES,
    ARTICLES,
    BEFORE_A_NAME,
    BETWEEN_PARTIES,
    BETWEEN_SIDES,
    BODIES,
    BODIES_BEGIN,
    BODIES_END,
    CHANGING_ENDS,
    COMPANY_FORMS,
    LANGUAGES,
    OTHERS,
    PUBLIC_SIDES,
    STATES,
    TITLES,
)  # fmt: skip


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_WORD = re.compile(r"[^\W\d_]+")
# Small “v.” first: a capital one may be the initial of a person.
_SIDES = re.compile(rf"\s+(?:{_alternatives(BETWEEN_SIDES)})\s+")
_SIDES_IN_CAPITALS = re.compile(rf"\s+(?:{_alternatives(tuple(word.upper() for word in BETWEEN_SIDES))})\s+")
_PARTIES = re.compile(rf"\s+(?:{_alternatives(BETWEEN_PARTIES)})\s+|[,;]\s*")
_BEFORE = re.compile(rf"^(?:{_alternatives(BEFORE_A_NAME)})\s+", re.IGNORECASE)
# What follows the parties: the year or number of a citation, a remark.
_AFTER = re.compile(r"\s*(?:[(\[\d:]|\s[–—-]\s).*$", re.DOTALL)
_VOWELS = frozenset("aeiouy")
# The least letters of a name of which other endings are recognised, and the most that an ending has.
_DECLINED_FROM, _LONGEST_ENDING = 5, 3
_JOINED_IN_FRONT = "وبلفكובלהמש"


def folded(text: str) -> str:
    """Return the text in small letters without accents, as names are compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).replace("ł", "l").replace("ø", "o")


class Initials:
    """The names of persons in the name of a case, in whatever languages it is given, and texts without them."""

    def __init__(self, *case_names: str) -> None:
        words = [word for name in case_names for word in _names_of_persons(unicodedata.normalize("NFC", name))]
        self.names = frozenset(folded(word) for word in words)
        self._in_small_letters = bool(words) and all(word.islower() for word in words)

    def of(self, text: str) -> str:
        """Return the text with each name as an initial: “Ali Hassan’s” becomes “A.H.’s”. All other signs stay."""
        if not self.names:
            return text
        text = unicodedata.normalize("NFC", text)
        written, end, after_initial = [], 0, False
        for match in _WORD.finditer(text):
            between, word = text[end : match.start()], match[0]
            is_name = self._is_name(word)
            # The point of an initial that stands already, or the blank between two of them.
            if after_initial and (between.startswith(".") or (is_name and between.isspace() and "\n" not in between)):
                between = between[1:]
            written += [between, f"{word[0].upper()}." if is_name else word]
            end, after_initial = match.end(), is_name
        rest = text[end:]
        return "".join([*written, rest[1:] if after_initial and rest.startswith(".") else rest])

    def names_somebody(self, text: str) -> bool:
        """Whether a name is in the text however it is written: in small letters too, as in addresses and names of files."""
        return any(self._is_form_of_name(folded(word)) for word in _WORD.findall(unicodedata.normalize("NFC", text)))

    def _is_name(self, word: str) -> bool:
        return (self._in_small_letters or not word[0].islower()) and self._is_form_of_name(folded(word))

    def _is_form_of_name(self, word: str) -> bool:
        """Whether a folded word is a name, with another ending or with a word that is written together with it."""
        if word in self.names:
            return True
        if len(word) > 3 and word[0] in _JOINED_IN_FRONT and {word[1:], word[1:].removeprefix("ال")} & self.names:
            return True
        return any(_is_declined(word, name) for name in self.names) and word not in _states()


def by_initials(case_name: str) -> str:
    """Return the name of a case with persons by initials."""
    return Initials(case_name).of(case_name)


def _is_declined(word: str, name: str) -> bool:
    """Whether a word is the name with another ending: “Kowalskiego”, “Иванова”, “Schmidts”."""
    if word == f"{name}s":
        return len(name) > 2
    if len(name) < _DECLINED_FROM:
        return False
    stem = name[:-1] if name[-1] in "aeiouyаяоеийыьαηοςσ" else name
    return word.startswith(stem) and len(word) - len(name) <= _LONGEST_ENDING


def _names_of_persons(case_name: str) -> Iterator[str]:
    """Yield the words of the names of persons among the parties."""
    sides = _SIDES.split(case_name)
    if len(sides) == 1:
        sides = _SIDES_IN_CAPITALS.split(case_name)
    has_capitals_only = case_name.isupper()
    if len(sides) == 1 and not _BEFORE.match(case_name):
        return
    first, *others = sides
    # “Strawberry pickers: Chowdury v. Greece”: the remark comes before the first side and after the last.
    first = re.split(r":\s|\s[–—]\s", first)[-1] if others else first
    for number, side in enumerate((first, *others)):
        parties = _AFTER.sub("", _BEFORE.sub("", side.strip()))
        if _is_state(parties, complains=number == 0):
            continue
        for party in filter(None, map(str.strip, _PARTIES.split(parties))):
            if not (_is_state(party, complains=number == 0) or _is_body(party)):
                yield from _name_words(party, has_capitals_only)


def _name_words(party: str, has_capitals_only: bool) -> Iterator[str]:
    """Yield the words of a person's name: what begins with a capital where the script has them, but no title and no initial."""
    words = _WORD.findall(party)
    has_capitals = any(word[0].isupper() for word in words)
    for word in words:
        plain = folded(word)
        is_small = word[0].islower() and has_capitals
        if len(word) == 1 or is_small or plain in OTHERS | TITLES | ARTICLES | PUBLIC_SIDES:
            continue
        if plain in _states() - ALSO_NAMES or (not has_capitals_only and _is_initials(word)):
            continue
        yield word


def _is_initials(word: str) -> bool:
    """Whether a court wrote initials without points, as in “MSS v Belgium”: a few capitals that no name is made of."""
    return word.isupper() and len(word) <= 4 and not _VOWELS & set(folded(word)) and folded(word).isascii()


def _without_article(text: str) -> str:
    first, _blank, rest = text.partition(" ")
    return rest if first in ARTICLES and rest else text.removeprefix("l'").removeprefix("l’")


def _is_body(party: str) -> bool:
    """Whether a party is an authority, a body or a company."""
    plain = _without_article(folded(party))
    if plain in PUBLIC_SIDES:
        return True
    words = plain.split()
    if len(words) > 1 and words[-1].replace(".", "").strip(",") in COMPANY_FORMS:
        return True
    return any(
        word in BODIES or word.startswith(BODIES_BEGIN) or word.endswith(BODIES_END) for word in _WORD.findall(plain)
    )


def _is_state(party: str, *, complains: bool) -> bool:
    """Whether a party is a state; its name may have another ending where it is complained against."""
    plain = _without_article(folded(party).strip(" .")).replace(".", "")
    if complains and plain in ALSO_NAMES:
        return False
    if plain in STATES or plain in _states():
        return True
    return not complains and any(_begins_alike(plain, name) for name in _states_with_endings())


def _begins_alike(word: str, name: str) -> bool:
    """Whether a word is the name of a state with another ending: “Греции”, “Polsce”."""
    same = next((place for place, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), None)
    shared = min(len(word), len(name)) if same is None else same
    return shared >= max(4, len(name) - 2) and -1 <= len(word) - len(name) <= 2


@cache
def _names_in(languages: frozenset[str]) -> frozenset[str]:
    return frozenset(
        _without_article(folded(str(name)).replace("&", "and"))
        for language in languages
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    )


@cache
def _states() -> frozenset[str]:
    return _names_in(frozenset(LANGUAGES))


@cache
def _states_with_endings() -> frozenset[str]:
    return _names_in(CHANGING_ENDS)
