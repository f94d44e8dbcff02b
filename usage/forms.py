"""The forms of counting and reporting."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.permissions import Person
from catalogue.vocabulary import Vocabulary

from .periods import Period, last_twelve_months, today, whole_months
from .permissions import can_see_all_usage
from .selectors.measuring import nameable
from .services.reports import Wanted

LONGEST_DAYS = 366 * 5


class OptOutForm(forms.Form):
    """Whether the reader wants to be counted."""

    choice = forms.ChoiceField(choices=[("out", _("Do not count me")), ("in", _("Count me again"))])


class DigestForm(forms.Form):
    """Whether a person wants the digest."""

    wanted = forms.BooleanField(label=_("Send me the digest of each quarter"), required=False)


class PeriodForm(forms.Form):
    """From which month to which; both included, whole and over. What is left empty is that of the last twelve months.

    Whoever could move a first or a last day, or look again tomorrow, would read off the difference who came on that day.
    """

    first = forms.DateField(
        label=_("From the month of this day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    last = forms.DateField(
        label=_("To the month of this day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=_("Whole months are told, and only those that are over."),
    )  # fmt: skip

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
            whole = whole_months(first, last)
            found |= {"first": whole.first, "last": whole.last}
        return found

    def _check(self, first: date, last: date) -> None:
        if first > last:
            self.add_error("last", _("The last day is before the first. Enter a later one."))
        elif last >= today().replace(day=1):
            self.add_error("last", _("This month is not over yet. Enter a day of an earlier month."))
        elif (last - first).days >= LONGEST_DAYS:
            self.add_error("first", _("A period can have five years at most. Enter a later first day."))
        elif first.year < 2000:
            self.add_error("first", _("Nothing was counted before the year 2000. Enter a later first day."))

    def period(self) -> Period:
        """Return the period; what is not valid is told at its field, and the last twelve months are shown."""
        if not self.is_valid():
            return last_twelve_months()
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


MOST_REFERENCES = 200


class ReportForm(PeriodForm):
    """What a report is to be about."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False, empty_label=_("The whole collection")
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    references = forms.CharField(
        label=_("Only these items"), required=False, widget=forms.Textarea({"rows": 3}), max_length=4000,
        help_text=_("Their references, such as PB-2026-0001, with blanks or commas between them."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, user: Person, vocabulary: Vocabulary) -> None:
        """Offer what the user may report on: coordinators everything, others what their organisations shared."""
        super().__init__(data)
        organisation, topic = self.fields["organisation"], self.fields["topic"]
        if can_see_all_usage(user):
            organisation.queryset = Organisation.objects.all()  # type: ignore[attr-defined]  # a ModelChoiceField
        else:
            organisation.queryset = Organisation.objects.filter(memberships__user=user.pk)  # type: ignore[attr-defined]
            organisation.required, organisation.empty_label = True, None  # type: ignore[attr-defined]
        names = {slug: one.label() for slug, one in vocabulary.concepts.items() if not one.retired}
        topic.choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("All topics")), *sorted(names.items(), key=lambda pair: pair[1])
        ]  # fmt: skip

    def clean_references(self) -> tuple[str, ...]:
        """Return the references; what is none, or is of no item that the report may name, is told."""
        text = str(self.cleaned_data["references"]).strip().strip(",;").upper()
        if not text:
            return ()
        wanted = [word for word in re.split(r"[\s,;]+", text) if word]
        if len(wanted) > MOST_REFERENCES:
            raise ValidationError(_("These are too many items. Name at most %(number)s.") % {"number": MOST_REFERENCES})
        owner = self.cleaned_data.get("organisation")
        known = set(nameable(owner).filter(reference__in=wanted).values_list("reference", flat=True))
        if unknown := [word for word in wanted if word not in known]:
            raise ValidationError(_unknown(owner) % {"reference": unknown[0][:40]})
        return tuple(dict.fromkeys(wanted))

    def wanted(self) -> Wanted:
        """Return what a valid form asks for."""
        found = self.cleaned_data
        return Wanted(Period(found["first"], found["last"]), found["organisation"], found["topic"], found["references"])


def _unknown(owner: Organisation | None) -> str:
    """Return one sentence for whatever a report may not name: it does not tell whether there is such an item, and whose it is."""
    if owner is None:
        return str(_("No item that everybody may read has the reference %(reference)s. Correct or remove it."))
    return str(
        _("No item that everybody may read under the name of this organisation has the reference %(reference)s. Correct or remove it.")
    )  # fmt: skip
