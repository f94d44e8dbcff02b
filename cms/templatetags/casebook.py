"""What templates cannot do themselves: a description for machines, and the names of codes."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cases.codes.languages import direction
from cases.codes.languages import language_name as name_of
from catalogue.models import ItemKind

register = template.Library()
_KINDS = dict(ItemKind.choices)
# A closing tag inside a string would end the script element.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def ld_json(description: dict[str, Any] | None) -> SafeString | str:
    """Print a schema.org description; nothing where there is none."""
    if not description:
        return ""
    text = json.dumps(description, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  escaped above


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language in the language of the page."""
    return name_of(code)


@register.filter
def text_direction(code: str) -> str:
    """Return "rtl" or "ltr"."""
    return direction(code)


@register.filter
def kind_label(kind: str) -> str:
    """Return the name of a kind of item."""
    return str(_KINDS.get(kind, kind))
