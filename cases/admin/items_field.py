"""The field for other items: their references, one a line. A list to choose from would hold every page of the site."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page

from ..models.sharing import SharedItem

# The reference of a line; what stands behind it is the title, for people.
_LINE = re.compile(r"^\s*([A-Za-z]{2}-\d{4}-\d{4,7})\b")


class ItemsField(forms.CharField):
    """Other items by reference, shown with their titles."""

    widget = AdminAutoHeightTextInput

    def __init__(self, *, queryset: Any = None, limit_choices_to: Any = None, **kwargs: Any) -> None:
        # Django gives every page to choose from, which is not asked for.
        kwargs.setdefault("help_text", "")
        kwargs["help_text"] = kwargs["help_text"] or _(
            "One a line, by its reference such as CS-2026-0001. What stands behind the reference does not matter."
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the lines of some items."""
        if value is None or isinstance(value, str):
            return value
        return "\n".join(f"{reference} {title}" for reference, title in _items(pk__in=_keys(value)).values())

    def clean(self, value: Any) -> list[Page]:
        """Return the items as pages, each once.

        Raises:
            ValidationError: a line begins with no reference, or with that of no item.
        """
        lines = [line for line in (super().clean(value) or "").splitlines() if line.strip()]
        found = {line: _LINE.match(line) for line in lines}
        wrong = [line.strip()[:40] for line, match in found.items() if match is None]
        references = {match[1].upper() for match in found.values() if match}
        items = _items(reference__in=references)
        wrong += sorted(references - {reference for reference, _title in items.values()})
        if wrong:
            raise ValidationError(
                _("There is no item “%(names)s”. Begin each line with a reference as it stands on the item's page.")
                % {"names": "”, “".join(wrong)}
            )
        return list(Page.objects.filter(pk__in=items).order_by("pk"))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare by item."""
        if self.disabled:
            return False
        try:
            chosen = {page.pk for page in self.clean(data)}
        except ValidationError:
            return True
        return set(_keys(initial or ())) != chosen


def _keys(pages: Iterable[Any]) -> list[int]:
    return [page if isinstance(page, int) else page.pk for page in pages]


def _items(**wanted: Any) -> dict[int, tuple[str, str]]:
    """Return (reference, title) of the items by key: one statement a type, in the order of the references."""
    rows: list[tuple[int, str, str]] = []
    for model in _models(SharedItem):
        rows += model.objects.filter(**wanted).values_list("pk", "reference", "title")
    return {pk: (reference, title) for pk, reference, title in sorted(rows, key=lambda row: row[1])}


def _models(base: type[SharedItem]) -> list[type[SharedItem]]:
    below = [model for child in base.__subclasses__() for model in _models(child)]
    return below if base._meta.abstract else [base, *below]


def register() -> None:
    """Use the field for every relation of an item to pages; called once, when the app is ready."""
    register_form_field_override(ParentalManyToManyField, override=_form_field)


def _form_field(field: ParentalManyToManyField) -> dict[str, Any]:
    return {"form_class": ItemsField} if field.related_model is Page else {}
