"""A question with many possible answers, such as countries: what is chosen and proposed as boxes to tick, the rest typed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from ..names import NameList

# What stands between two names or answers, in the scripts of the network.
SEPARATORS = r"[,;\n،؛、，]+"
_BETWEEN = re.compile(SEPARATORS)
MORE = "_more"


@dataclass(frozen=True, slots=True)
class Named:
    """What was ticked, and what was typed beside it."""

    chosen: tuple[str, ...] = ()
    more: str = ""


class NamesWidget(forms.Widget):
    """Boxes for what is chosen or proposed, and a line for other names."""

    template_name = "forms/names.html"
    use_fieldset = True

    def __init__(self, names: Callable[[], NameList], proposed: Sequence[str] = ()) -> None:
        super().__init__()
        self.names, self.proposed = names, tuple(proposed)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Named:
        """Return what was sent."""
        listed = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name) or []
        return Named(tuple(listed), data.get(name + MORE) or "")

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the question was not on the page: the line for other names always is."""
        return name + MORE not in data

    def id_for_label(self, id_: str | None, index: str | None = None) -> str:
        """Return the line's, where something goes wrong."""
        return id_ or ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the boxes."""
        context = super().get_context(name, value, attrs)
        value = value if isinstance(value, Named) else Named()
        labels = self.names().labels
        chosen = [code for code in dict.fromkeys(value.chosen) if code in labels]
        context["widget"] |= {
            "chosen": [(code, labels[code]) for code in chosen],
            "proposed": [(code, labels[code]) for code in self.proposed if code in labels and code not in chosen],
            "more": value.more,
            "more_name": name + MORE,
        }
        return context


class NamesField(forms.Field):
    """Takes names in any language with commas between them; the value is a tuple of codes."""

    widget = NamesWidget

    def __init__(self, *, names: Callable[[], NameList], proposed: Sequence[str] = (), **kwargs: Any) -> None:
        self.names = names
        super().__init__(widget=NamesWidget(names, proposed), **kwargs)

    def clean(self, value: Named) -> tuple[str, ...]:
        """Return the codes.

        Raises:
            ValidationError: a name is not known; the sentence offers those that are like it.
        """
        names = self.names()
        found = dict.fromkeys(code for code in value.chosen if code in names.labels)
        errors = []
        for typed in filter(None, (part.strip() for part in _BETWEEN.split(value.more))):
            code = names.find(typed)
            if code is None:
                errors.append(_unknown(typed, names.nearest(typed)))
            else:
                found[code] = None
        if errors:
            raise ValidationError(errors)
        if self.required and not found:
            raise ValidationError(self.error_messages["required"], code="required")
        return tuple(found)


def _unknown(typed: str, nearest: list[str]) -> ValidationError:
    if nearest:
        message = _("“%(name)s” is not known. Did you mean %(nearest)s? Write it so, or leave it out.")
    else:
        message = _("“%(name)s” is not known. Write another name, or leave it out.")
    return ValidationError(message, params={"name": typed, "nearest": _(" or ").join(nearest)}, code="unknown_name")
