"""Countries named in a text: by their names, by what is of them ("Bulgarian"), and by the people who live there.

A wrong country is worse than a missing one. Words of another language than the text's count only where they are long and look like no
everyday word, and a name that people bear too ("Jordan", "Chad") only after a word such as "in" or "from".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .common_words import words_by_language
from .country_names import CountryName, CountryNames, Words, country_names, languages_of_table
from .found import CountryFound
from .reading import Reading, Token

_SHORTEST_BEGINNING = 4
_SHORTEST_FOREIGN_NAME = 5
# Names in one language that are everyday words in another: "island" is Iceland in German, "indien" is "if" in Dutch.
_NOT_FOREIGN = frozenset({"island", "indien", "ungern", "indiana", "polen", "romani", "germane"})
# The languages in which what is of a country, and who lives there, has a capital letter.
_CAPITALS = {
    "en": {"adjective", "inhabitant", "people"},
    "nl": {"adjective", "inhabitant", "people"},
    "de": {"inhabitant"},
}
_PLACE_WORDS = frozenset(
    (
        "in",
        "from",
        "to",
        "of",
        "near",
        "via",
        "through",
        "into",
        "for",
        "and",
        "or",
        "between",
        "across",
        "at",
        "von",
        "aus",
        "nach",
        "de",
        "en",
        "à",
        "vers",
        "din",
        "în",
        "la",
    )
)
# Words beside which a name means something else.
_NOT_BEFORE = {
    "polish": frozenset({"nail", "shoe", "floor", "furniture", "car"}),
    "georgia": frozenset({"atlanta"}),
    "america": frozenset({"latin", "south", "central", "north"}),
}
_NOT_AFTER = {
    "georgia": frozenset({"usa", "us", "tech", "state"}),
    "french": frozenset({"fries", "toast"}),
}


@dataclass(frozen=True, slots=True)
class CountryMention:
    """Words of a text that name a country; `positions` are the first word and the one after the last."""

    name: CountryName
    positions: tuple[int, int]

    def found(self, tokens: Sequence[Token]) -> CountryFound:
        """Return the country with the place of the words."""
        first, after = self.positions
        return CountryFound(self.name.code, (tokens[first].start, tokens[after - 1].end))


def countries_of_question(reading: Reading, own: Sequence[str]) -> tuple[CountryFound, ...]:
    """Return the countries that a question names, in the order of the words; nobody types capitals.

    Args:
        reading: the question.
        own: the languages that it may be in, the likeliest first.
    """
    languages = tuple(dict.fromkeys((*own, *languages_of_table())))
    tables = [(country_names(language), language in own) for language in languages]
    return tuple(mention.found(reading.tokens) for mention in _mentions(reading.tokens, tables, capitals=False))


def countries_of_text(reading: Reading, language: str) -> list[CountryMention]:
    """Return what names countries in a text that is written with capital letters."""
    return list(_mentions(reading.tokens, [(country_names(language), True)], capitals=True))


def _mentions(
    tokens: Sequence[Token], tables: Sequence[tuple[CountryNames, bool]], capitals: bool
) -> Iterator[CountryMention]:
    position = 0
    while position < len(tokens):
        best: CountryMention | None = None
        for names, own in tables:
            for mention in _at(tokens, position, names):
                words = tuple(token.word for token in tokens[slice(*mention.positions)])
                if (
                    (own or _may_be_foreign(words, names))
                    and (best is None or mention.positions[1] > best.positions[1])
                    and _fits(mention, tokens, capitals)
                ):
                    best = mention
                    break
        if best is None:
            position += 1
        else:
            yield best
            position = best.positions[1]


def _at(tokens: Sequence[Token], position: int, names: CountryNames) -> Iterator[CountryMention]:
    """Yield the names that begin at a word, the longest first."""
    word = tokens[position].word
    for length in range(names.longest.get(word, 0), 1, -1):
        words = tuple(token.word for token in tokens[position : position + length])
        if len(words) == length and (name := names.whole.get(words) or _begun(words, names)):
            yield CountryMention(name, (position, position + length))
    if name := names.whole.get((word,)) or _begun((word,), names):
        yield CountryMention(name, (position, position + 1))


def _begun(words: Words, names: CountryNames) -> CountryName | None:
    """Return the name whose last word begins so; the longest beginning decides."""
    *before, last = words
    for length in range(len(last), _SHORTEST_BEGINNING - 1, -1):
        if name := names.begun.get((*before, last[:length])):
            return name
    return None


def _fits(mention: CountryMention, tokens: Sequence[Token], capitals: bool) -> bool:
    """Whether the words mean the country here, by their letters and the words beside them."""
    first, after = mention.positions
    name, word = mention.name, tokens[first].word
    before = tokens[first - 1].word if first else ""
    behind = tokens[after].word if after < len(tokens) else ""
    if before in _NOT_BEFORE.get(word, ()) or behind in _NOT_AFTER.get(word, ()):
        return False
    needs_capital = name.capital_only or (
        capitals and (name.kind == "name" or name.kind in _CAPITALS.get(name.language, ()))
    )
    if needs_capital and not tokens[first].capital:
        return False
    return (
        not name.after_place_word or before in _PLACE_WORDS or not (capitals or _is_followed_by_capital(tokens, after))
    )


def _is_followed_by_capital(tokens: Sequence[Token], after: int) -> bool:
    return after < len(tokens) and tokens[after].capital


def _may_be_foreign(words: Words, names: CountryNames) -> bool:
    """Whether words may be of another language than the question's: long, with their accents, and everyday words nowhere."""
    if len(words) > 1:
        return words not in names.unaccented
    word = words[0]
    return (
        len(word) >= _SHORTEST_FOREIGN_NAME
        and words not in names.unaccented
        and word not in _NOT_FOREIGN
        and word not in _everyday_words()
    )


@cache
def _everyday_words() -> frozenset[str]:
    return frozenset().union(*words_by_language().values())
