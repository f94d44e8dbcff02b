"""Country codes (ISO 3166-1 alpha-2) and their names in the reader's language, from the Unicode CLDR tables of Babel."""

import re
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from babel import Locale, UnknownLocaleError

# Kosovo has no ISO number; XK is the code that the European Commission and CLDR use.
_EXTRA = {"XK"}
# CLDR territories that are no ISO 3166-1 countries: groupings, and codes reserved or for tests.
_NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
_ALPHA_2 = re.compile(r"^[A-Z]{2}$")


@cache
def country_names(language: str) -> dict[str, str]:
    """Return the names of all countries in a language, by code; the English ones where the language has none."""
    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        territories = Locale("en").territories
    return {code: str(name) for code, name in territories.items() if _ALPHA_2.match(code) and code not in _NOT_ISO}


@cache
def country_codes() -> frozenset[str]:
    """Return every code that may be stored."""
    return frozenset(country_names("en")) | _EXTRA


def country_name(code: str) -> str:
    """Return the country's name in the language of the page, or the code where there is none."""
    return country_names(get_language() or "en").get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """Return (code, name) pairs for a form, in the order of the names."""
    return sorted(((code, country_name(code)) for code in country_codes()), key=lambda pair: pair[1])


def validate_country(code: str) -> None:
    """Refuse what is not a country code.

    Raises:
        ValidationError: with what to do.
    """
    if code not in country_codes():
        raise ValidationError(
            _("“%(code)s” is not a country code. Choose a country from the list; codes have two letters, such as NL."),
            code="country",
            params={"code": code},
        )
