"""The European Case Law Identifier: five parts with colons between them (Council conclusions 2011/C 127/01, annex)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.countries import country_codes

PATTERN = r"^ECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:[0-9]{4}:[A-Z0-9.]{1,25}$"
# Courts that belong to no country: of the European Union, and of the Council of Europe.
_BODIES = {"EU", "CE"}


def validate_ecli(value: str) -> None:
    """Refuse what is not an ECLI.

    Raises:
        ValidationError: with the part that is wrong and what it should be.
    """
    if not re.match(PATTERN, value):
        raise ValidationError(
            _(
                "This is not an ECLI. Write five parts with colons between them, such as ECLI:CE:ECHR:2017:0330JUD002188415."
            ),
            code="ecli",
        )
    country = value.split(":")[1]
    if country not in country_codes() | _BODIES:
        raise ValidationError(
            _("“%(country)s” in this ECLI is not a country. Write two letters such as NL, or EU or CE."),
            code="ecli_country",
            params={"country": country},
        )
