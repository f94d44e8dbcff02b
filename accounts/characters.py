"""Characters that no text of the site may have: what XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets), and other controls.

Word processors leave some in what people paste: a vertical tab stands for a line end without a paragraph.
"""

import re

from django.db import models

_LINE_ENDS = re.compile("[\v\f\x85\u2028\u2029]|\r(?!\n)")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Return a text of several lines: unusual line ends as line feeds, other controls as blanks."""
    return _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text))


def clean_line(text: str) -> str:
    """Return a text of one line: line ends, tabs and controls as blanks."""
    return re.sub(r"[\r\n\t]+", " ", clean_text(text))


def clean_texts_of(instance: models.Model) -> None:
    """Clean every text of a model's instance, by the kind of its field; a list of lines is cleaned line by line."""
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        if isinstance(field, models.TextField) and isinstance(value, tuple):
            setattr(instance, field.attname, tuple(clean_line(line).strip() for line in value))
        elif isinstance(field, models.TextField) and isinstance(value, str):
            setattr(instance, field.attname, clean_text(value).strip())
        elif isinstance(field, models.CharField) and isinstance(value, str):
            setattr(instance, field.attname, clean_line(value).strip())
