"""Identifiers of what used an item: their form, and where they lead."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.ecli import validate_ecli
from publications.doi import MESSAGE, PATTERN, bare_doi, doi_url

from .use_codes import Scheme

LONGEST = 200
# Sector, year, type and number (https://eur-lex.europa.eu/content/help/eurlex-content/celex-number.html), with corrigenda and the
# dates of consolidated texts.
_CELEX = re.compile(r"[0-9CE]\d{4}[A-Z]{1,2}\d{4}(?:R?\(\d{2}\))*(?:-\d{8})?", re.ASCII)
_BEFORE_CELEX = re.compile(r"^celex:?\s*", re.IGNORECASE)


def tidy(scheme: str, identifier: str) -> str:
    """Return an identifier as it is stored; what people paste around it is taken off."""
    text = " ".join(identifier.split())
    match scheme:
        case Scheme.ECLI:
            return text.upper()
        case Scheme.CELEX:
            return _BEFORE_CELEX.sub("", text).upper()
        case Scheme.DOI:
            return bare_doi(text)
        case _:
            return text


def check(scheme: str, identifier: str) -> None:
    """Refuse an identifier that cannot be one of its scheme.

    Raises:
        ValidationError: with the form that it has to have.
    """
    match scheme:
        case Scheme.ECLI:
            validate_ecli(identifier)
        case Scheme.CELEX:
            if not _CELEX.fullmatch(identifier):
                raise ValidationError(
                    _("This is not a CELEX number. Write it as 32011L0036 or 62016CJ0434."), code="celex"
                )
        case Scheme.DOI:
            if not re.match(PATTERN, identifier):
                raise ValidationError(MESSAGE, code="doi")
        case _:
            if not any(letter.isdigit() for letter in identifier):
                raise ValidationError(
                    _("A docket or case number has a number in it, such as 12 K 345/26."), code="docket"
                )


def address_of(scheme: str, identifier: str) -> str:
    """Return where an identifier leads; nothing for one that only a court's registry knows."""
    match scheme:
        case Scheme.ECLI:
            return f"https://e-justice.europa.eu/ecli/{identifier}"
        case Scheme.CELEX:
            return f"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{identifier}"
        case Scheme.DOI:
            return doi_url(identifier)
        case _:
            return ""
