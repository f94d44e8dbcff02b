"""The translations of an item in the database and in forms: rows of language, title, summary and whose translation it is."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from typing_extensions import override

from .codes.languages import language_choices
from .translations import BY, PARTS, SUMMARY, TITLE, Translation, faults_of, from_parts


class _Converted(DeferredAttribute):
    """Lets an item have translations from the moment that they are given, in whatever form: titles are read before it is checked."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class TranslationsField(models.JSONField):
    """Some translations, at most one a language; the Python value is a tuple of `Translation`."""

    descriptor_class = _Converted

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": tuple, **kwargs})

    @override
    def to_python(self, value: Any) -> tuple[Translation, ...]:
        return tuple(one if isinstance(one, Translation) else Translation.cleaned(**one) for one in value or ())

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> tuple[Translation, ...]:
        """Read the column."""
        stored = super().from_db_value(value, expression, connection)
        return tuple(Translation(**one) for one in stored or ())

    @override
    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        stored = [one.columns() for one in self.to_python(value)] if isinstance(value, list | tuple) else value
        return super().get_db_prep_value(stored, connection, prepared)

    @override
    def value_to_string(self, obj: models.Model) -> Any:
        return [one.columns() for one in self.to_python(self.value_from_object(obj))]

    @override
    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if faults := list(faults_of(value)):
            raise ValidationError(faults)

    @override
    def formfield(self, **kwargs: Any) -> forms.Field:  # type: ignore[override]
        return TranslationsFormField(
            label=kwargs.get("label") or str(self.verbose_name).capitalize(),
            required=False,
            help_text=self.help_text,
        )


class TranslationsWidget(forms.Widget):
    """A group of four fields for each translation, and an empty one for the next. All have the same name, in the order of `PARTS`."""

    template_name = "forms/translations.html"
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return what was sent, field after field."""
        return list(data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name) or [])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the rows."""
        context = super().get_context(name, value, attrs)
        rows = [dict(zip(PARTS, one.parts(), strict=True)) for one in value or ()]
        context["widget"] |= {
            "rows": [*rows, dict.fromkeys(PARTS, "")],
            "languages": language_choices(),
            "lengths": {"title": TITLE, "summary": SUMMARY, "by": BY},
        }
        return context


class TranslationsFormField(forms.Field):
    """Takes translations; a row without a text is none."""

    widget = TranslationsWidget

    def prepare_value(self, value: Any) -> tuple[Translation, ...]:
        """Return the rows to show: those that are stored, or those that were typed, complete or not."""
        return _rows(value)

    def clean(self, value: Any) -> tuple[Translation, ...]:
        """Return the translations.

        Raises:
            ValidationError: one lacks something or is too long, or two are into one language.
        """
        found = _rows(value)
        if faults := list(faults_of(found)):
            raise ValidationError(faults)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another translation was typed."""
        return not self.disabled and _rows(initial) != _rows(data)


def _rows(value: Iterable[Any] | None) -> tuple[Translation, ...]:
    given = list(value or ())
    if all(isinstance(one, Translation) for one in given):
        return tuple(given)
    return from_parts([str(part) for part in given])


def translations_field() -> TranslationsField:
    """Return the field of an item."""
    return TranslationsField(
        _("title and summary in other languages"),
        help_text=_(
            "Readers of these languages see them before the original, with whose translation it is. Name nobody who is not to be named."
        ),
    )
