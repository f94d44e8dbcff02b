"""The forms of counting."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .periods import Period, last_twelve_months

LONGEST_DAYS = 366 * 5


class OptOutForm(forms.Form):
    """Whether the reader wants to be counted."""

    choice = forms.ChoiceField(choices=[("out", _("Do not count me")), ("in", _("Count me again"))])


class PeriodForm(forms.Form):
    """From which day to which; both included. What is left empty is that of the last twelve months."""

    first = forms.DateField(label=_("First day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    last = forms.DateField(label=_("Last day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    @classmethod
    def of(cls, query: QueryDict) -> "PeriodForm":
        """Return the form as an address fills it; without a word about days it shows those of the last twelve months."""
        usual = last_twelve_months()
        return cls(query if {"first", "last"} & set(query) else {"first": usual.first, "last": usual.last})

    def clean(self) -> dict[str, Any]:
        """Check that the days are a period that can be reported on."""
        found = super().clean() or {}
        usual = last_twelve_months()
        first, last = found.get("first") or usual.first, found.get("last") or usual.last
        if not self.errors:
            self._check(first, last)
            found |= {"first": first, "last": last}
        return found

    def _check(self, first: date, last: date) -> None:
        if first > last:
            self.add_error("last", _("The last day is before the first. Enter a later one."))
        elif (last - first).days >= LONGEST_DAYS:
            self.add_error("first", _("A period can have five years at most. Enter a later first day."))
        elif first.year < 2000:
            self.add_error("first", _("Nothing was counted before the year 2000. Enter a later first day."))

    def period(self) -> Period:
        """Return the period; what is not valid is told at its field, and the last twelve months are shown."""
        if not self.is_valid():
            return last_twelve_months()
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])
