"""Days of which only the month or the year may be known: written as 2026, 2026-05 or 2026-05-14."""

import re
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.codes.advocacy import DatePrecision
from cases.days import today
from cases.years import EARLIEST_YEAR

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_FORMATS = {DatePrecision.YEAR: "Y", DatePrecision.MONTH: "F Y"}


class CoarseDate(NamedTuple):
    """The first day that it can be, and how much of it is known."""

    day: date
    precision: DatePrecision


def in_words(day: date, precision: str) -> str:
    """Return a day as far as it is known, in the language of the page."""
    return date_format(day, _FORMATS.get(DatePrecision(precision), "DATE_FORMAT"))


def as_typed(day: date, precision: str) -> str:
    """Return a day as far as it is known, as a form takes it."""
    return day.isoformat()[: {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(DatePrecision(precision), 10)]


class CoarseDateField(forms.CharField):
    """Takes a day, a month or a year that is not in the future; the value is a `CoarseDate`, or None."""

    def __init__(self, **kwargs: Any) -> None:
        hint = gettext_lazy("A year, a month or a day: 2026, 2026-05 or 2026-05-14.")
        super().__init__(**{"max_length": 40, "required": False, "help_text": hint, **kwargs})

    def clean(self, value: Any) -> CoarseDate | None:
        """Return what was written.

        Raises:
            ValidationError: it is no day, or none that can have been.
        """
        text = super().clean(value)
        if not text:
            return None
        found = _WRITTEN.fullmatch(text)
        try:
            year, month, day = (int(part or 1) for part in found.groups()) if found else (0, 0, 0)
            first = date(year, month, day)
        except ValueError:
            first = date.min
        if found is None or first.year < EARLIEST_YEAR:
            raise ValidationError(
                _("This is no date. Write a year, a month or a day: 2026, 2026-05 or 2026-05-14."), code="date"
            )
        if first > today():
            raise ValidationError(_("This date is in the future. Write when it was used."), code="future")
        known = DatePrecision.DAY if found[3] else DatePrecision.MONTH if found[2] else DatePrecision.YEAR
        return CoarseDate(first, known)
