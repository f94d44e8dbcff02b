"""The field of a form that asks a question: made from the field of the page, and never compulsory while a draft is written."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.countries import country_choices
from cases.days import today
from cases.fields import CodeListField
from cases.models import CaseBase
from cases.years import EARLIEST_YEAR

from ..names import countries, topics
from .names import NamesField

# Choices few enough to be seen at once.
_RADIO = {"audience", "organisation_naming", "gender", "date_precision", "consent", "persons_shown"}
YES, NO = "yes", "no"
_SHORT_TEXTS = {"summary", "elements_note", "sentence"}
_HINTS = {
    "title": _("Without the name of a person. You can leave it out: we then take the first words of the text."),
    "topics": _("Write topics with commas between them, in any language, such as: forced labour, compensation."),
    "audience": "",
    "organisation_naming": _("If you choose nothing, it is not named."),
    "in_web_search": _(
        "With “no” it stays out of Google, Bing and the like, and out of feeds. Readers find it here as before."
    ),
}
_COUNTRIES = _("Write countries with commas between them, in any language.")


def question_field(model: type[CaseBase], question: str, proposed: Sequence[str] = ()) -> forms.Field:
    """Return the field for a question about a case of this type."""
    if question == "topics":
        return NamesField(
            names=topics, proposed=proposed, required=False, label=_("Topics"), help_text=_HINTS["topics"]
        )
    found: models.Field[Any, Any] = model._meta.get_field(question)
    if isinstance(found, CodeListField) and found.codes is country_choices:
        hint = f"{_COUNTRIES} {found.help_text}".strip()
        label = str(found.verbose_name).capitalize()
        return NamesField(names=countries, proposed=proposed, required=False, label=label, help_text=hint)
    return _from_model(found)


def _from_model(found: "models.Field[Any, Any]") -> forms.Field:
    # Of an address without a scheme; fields of other kinds do not know the word.
    more: dict[str, Any] = {"assume_scheme": "https"} if isinstance(found, models.URLField) else {}
    field: Any = found.formfield(**more)
    field.required, field.initial = False, None
    if isinstance(field, forms.DateField):
        field.validators = [*field.validators, _is_not_over if found.name == "kept_until" else _is_not_too_early]
    if found.name in _HINTS:
        field.help_text = _HINTS[found.name]
    if isinstance(found, models.BooleanField) and found.default:
        return _yes_or_no(field)
    if found.choices:
        radio = found.name in _RADIO
        choices = [*(() if radio else [("", _("Not answered"))]), *[one for one in found.choices if one[0]]]
        widget = forms.RadioSelect if radio else forms.Select
        field = forms.ChoiceField(
            label=field.label, choices=choices, required=False, help_text=field.help_text, widget=widget
        )
    elif isinstance(field, forms.DateField):
        # The browser sends nothing of half a date; static/js/site.js says this sentence instead.
        unfinished = _(
            "This is not a whole date, or a day that does not exist. Write day, month and year, or empty it."
        )
        field.widget = forms.DateInput(attrs={"type": "date", "data-unfinished": unfinished})
    elif isinstance(field, forms.IntegerField):
        field.widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 6})
    elif isinstance(field.widget, forms.Textarea):
        field.widget.attrs = {"rows": 3 if found.name in _SHORT_TEXTS or "Lines" in type(field).__name__ else 8}
    return field


def _is_not_over(day: date) -> None:
    """Refuse a day in the past: what is kept until then would be erased in the next night."""
    if day < today():
        raise ValidationError(_("This day is over. Choose a day to come, or leave it empty."))


def _is_not_too_early(day: date) -> None:
    """Refuse a year that was mistyped, such as 0002."""
    if day.year < EARLIEST_YEAR:
        raise ValidationError(
            _("Choose a date in %(year)s or later, and write the year in four digits.") % {"year": EARLIEST_YEAR}
        )


def _yes_or_no(field: forms.Field) -> forms.Field:
    """Return a question that is "yes" unless somebody says no: a box that is not ticked could not be told from no answer."""
    return forms.TypedChoiceField(
        label=field.label,
        help_text=field.help_text,
        choices=[(YES, _("Yes")), (NO, _("No"))],
        coerce=lambda value: value == YES,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
