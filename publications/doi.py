"""The DOI of a publication (https://www.doi.org/the-identifier/resources/handbook/2_numbering), as people have it at hand."""

import re
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

PATTERN = r"^10\.[0-9]{4,9}/\S+$"
MESSAGE = _("Write the DOI as 10.1234/abc, or paste its address, https://doi.org/10.1234/abc.")
_ADDRESS = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def doi_url(doi: str) -> str:
    """Return the address that leads to a DOI's publication for good."""
    return f"https://doi.org/{doi}"


def bare_doi(text: str) -> str:
    """Return a DOI without the address in front of it."""
    return _ADDRESS.sub("", text.strip())


class DoiField(models.CharField):
    """A DOI without the address in front of it; what people paste with one is taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args, **{"max_length": 200, "blank": True, "validators": [RegexValidator(PATTERN, MESSAGE)], **kwargs}
        )

    def deconstruct(self) -> Any:
        """Leave out of migrations what every DOI has."""
        name, path, args, kwargs = super().deconstruct()
        for always in ("blank", "validators"):
            kwargs.pop(always, None)
        return name, path, args, kwargs

    def to_python(self, value: Any) -> Any:
        """Return the DOI alone."""
        value = super().to_python(value)
        return bare_doi(value) if isinstance(value, str) else value
