"""Two texts of a page side by side: which fields differ, in words that people read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.utils.text import capfirst

from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.utils.text import text_from_html

from cases.fields import CodeListField, LineListField


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that holds something else in two texts of a page."""

    label: str
    stored: str
    typed: str


def differences(stored: Page, typed: Page, names: Iterable[str]) -> list[Difference]:
    """Return which of the fields differ."""
    return [
        Difference(capfirst(str(field.verbose_name)), text_of(stored, field), text_of(typed, field))
        for field in _fields(type(stored), names)
        if _value_of(stored, field) != _value_of(typed, field)
    ]


def text_of(page: Page, field: Field) -> str:
    """Return what a field holds, one entry a line."""
    value = _stored_form(field, getattr(page, field.name))
    if field.many_to_many or hasattr(value, "all"):
        return "\n".join(sorted(str(one) for one in value.all()))
    if isinstance(field, CodeListField):
        return "\n".join(str(label) for label in field.labels(value))
    if isinstance(field, RichTextField):
        return str(text_from_html(value))
    if field.choices:
        return str(page._get_FIELD_display(field))
    if isinstance(value, list | tuple):
        return "\n".join(str(one) for one in value)
    return "" if value is None else str(value)


def _value_of(page: Page, field: Field) -> Any:
    value = getattr(page, field.name)
    if field.many_to_many or hasattr(value, "all"):
        return sorted(one.pk for one in value.all())
    value = _stored_form(field, getattr(page, field.attname))
    if isinstance(value, list | tuple):
        return list(value)
    # An empty text and none at all look the same, and forms send all line ends as two characters.
    return value.replace("\r\n", "\n") if isinstance(value, str) else value or None


def _stored_form(field: Field, value: Any) -> Any:
    """Return a list where a form left lines of text."""
    return field.to_python(value) if isinstance(field, CodeListField | LineListField) else value


def _fields(model: type[Page], names: Iterable[str]) -> Iterator[Field]:
    for name in names:
        try:
            yield model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
