"""Model fields for short lists: codes from a closed list, and lines of text. One column each, no join.

Codes are stored between blanks (``" NL RO "``), so that the database can check their form and one code can be
looked for with LIKE; lines are stored with a line feed between them.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from typing_extensions import override

from .checkboxes import Checkboxes

Choices = Iterable[tuple[str, Any]] | Callable[[], Iterable[tuple[str, Any]]]


class CodeListField(models.TextField):
    """Some codes of a closed list; the Python value is a tuple without doubles, in the order given.

    `codes` is a TextChoices class, or a function that returns (code, label) pairs. `pattern` describes one code
    for the check in the database (see `code_list_check`).
    """

    def __init__(self, *args: Any, codes: Any = None, **kwargs: Any) -> None:
        self.codes = codes
        super().__init__(*args, **{"blank": True, "default": tuple, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Leave the codes out of migrations: the database check carries what it needs."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs

    def pairs(self) -> list[tuple[str, Any]]:
        """Return the (code, label) pairs."""
        return list(self.codes() if not hasattr(self.codes, "choices") else self.codes.choices)

    def labels(self, value: Iterable[str]) -> list[Any]:
        """Return the labels of the given codes."""
        names = dict(self.pairs())
        return [names.get(code, code) for code in value]

    @override
    def to_python(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            value = value.split()
        return tuple(dict.fromkeys(str(code) for code in value or ()))

    def from_db_value(self, value: str | None, *_: Any) -> tuple[str, ...]:
        """Read the column."""
        return tuple((value or "").split())

    @override
    def get_prep_value(self, value: Any) -> str:
        codes = self.to_python(value)
        return f" {' '.join(codes)} " if codes else ""

    @override
    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    @override
    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        known = {code for code, _label in self.pairs()}
        unknown = [code for code in value if code not in known]
        if unknown:
            raise ValidationError(
                _("“%(codes)s” is not in the list. Choose from the options shown."),
                code="unknown_code",
                params={"codes": ", ".join(unknown)},
            )

    @override
    def formfield(self, **kwargs: Any) -> forms.Field:  # type: ignore[override]
        return forms.TypedMultipleChoiceField(
            label=kwargs.get("label") or str(self.verbose_name).capitalize(),
            choices=self.pairs,
            required=not self.blank,
            help_text=self.help_text,
            coerce=str,
            empty_value=[],
            widget=kwargs.get("widget") if isinstance(kwargs.get("widget"), forms.Widget) else Checkboxes,
        )


class LineListField(models.TextField):
    """Lines of text, such as case numbers; the Python value is a tuple of lines without blanks around them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": tuple, **kwargs})

    @override
    def to_python(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            value = value.splitlines()
        return tuple(line.strip() for line in value or () if line.strip())

    def from_db_value(self, value: str | None, *_: Any) -> tuple[str, ...]:
        """Read the column."""
        return self.to_python(value or "")

    @override
    def get_prep_value(self, value: Any) -> str:
        return "\n".join(self.to_python(value))

    @override
    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    @override
    def formfield(self, **kwargs: Any) -> forms.Field:  # type: ignore[override]
        return LinesFormField(
            label=kwargs.get("label") or str(self.verbose_name).capitalize(),
            required=not self.blank,
            help_text=self.help_text,
        )


class LinesFormField(forms.CharField):
    """A text area with one entry a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> str:
        """Show a tuple as lines."""
        return value if isinstance(value, str) else "\n".join(value or ())


def code_list_check(field: str, pattern: str, name: str, message: Any) -> models.CheckConstraint:
    """Return a constraint that lets only codes of the form `pattern` into the column of a `CodeListField`."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__regex": rf"^( ({pattern}))* ?$"}),
        name=name,
        violation_error_message=message,
    )


def alternatives(codes: type[models.TextChoices]) -> str:
    """Return a pattern that matches each code of a closed list, for `code_list_check`."""
    return "|".join(code.replace("+", r"\+") for code in codes.values)
