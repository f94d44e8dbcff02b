"""Finds what a typed name means: a country or a topic, in whatever language it was written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.translation import get_language

from rapidfuzz import fuzz, process

from accounts.countries import country_choices, country_codes, country_names
from cases.codes.languages import LANGUAGE_CODES
from catalogue.recognition.country_names import country_called
from catalogue.vocabulary import Vocabulary, get_vocabulary
from catalogue.words import folded

# Out of 100: below it, a name that is somewhat alike is not worth a question.
_ALIKE = 75


def _plain(name: str) -> str:
    return " ".join(folded(name))


@dataclass(frozen=True)
class NameList:
    """Names by which a value can be found, and the labels under which values are shown."""

    values: Mapping[str, str]
    labels: Mapping[str, str]
    # Finds what is no name of a value and still means one.
    otherwise: Callable[[str], str | None] = lambda _name: None

    def find(self, name: str) -> str | None:
        """Return the value with this name in any language, upper case and accents aside; None where there is none."""
        return self.values.get(_plain(name)) or self.otherwise(name)

    def nearest(self, name: str) -> list[str]:
        """Return the labels of up to three values with a name like this one, the nearest first."""
        found = process.extract(_plain(name), list(self.values), scorer=fuzz.WRatio, limit=8, score_cutoff=_ALIKE)
        return list(dict.fromkeys(self.labels[self.values[near]] for near, _score, _place in found))[:3]


@cache
def _country_values() -> dict[str, str]:
    found: dict[str, str] = {}
    # The languages of the network come first: a name that is two countries' is the one that these mean.
    for language in LANGUAGE_CODES:
        for code, name in country_names(language).items():
            found.setdefault(_plain(name), code)
    return {code.lower(): code for code in country_codes()} | found


def countries() -> NameList:
    """Return the countries by their codes, and by their names, adjectives and people in every language of texts."""
    return _countries_for(get_language())


@cache
def _countries_for(_language: str | None) -> NameList:
    """Return the countries with labels in the language of the page: they are sorted once, not for each field."""
    return NameList(_country_values(), dict(country_choices()), country_called)


def topics() -> NameList:
    """Return the topics that may be chosen, by all names that readers see."""
    return _topics_of(get_vocabulary(), get_language())


@lru_cache(maxsize=8)
def _topics_of(vocabulary: Vocabulary, _language: str | None) -> NameList:
    """Return the topics with labels in the language of the page; of a vocabulary, which is made anew when a topic changes."""
    labels = {slug: concept.label() for slug, concept in vocabulary.concepts.items() if not concept.retired}
    values = {name: slugs[0] for name, slugs in vocabulary.names.items() if slugs[0] in labels}
    return NameList(values, labels)
