"""Makes answers of cells, each as it would have been typed into the form of a draft."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.characters import clean_line, clean_text

from ..forms.names import MORE, NamesField
from ..models.draft import MOST_ANSWER_CHARACTERS
from ..models.importing import MOST_ID_CHARACTERS
from .columns import ID, Column
from .workbook import Formula

_BETWEEN = re.compile(r"[,;\n]+")
_YES = frozenset({"yes", "y", "true", "on", "x", "1"})
_NO = frozenset({"no", "n", "false", "off", "0", ""})


@dataclass(slots=True)
class Typed:
    """What a row says: its id, its answers, and what is wrong with its cells."""

    source_id: str = ""
    language: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    problems: list[list[str]] = field(default_factory=list)


def typed_in(cells: Mapping[str, Any], columns: Mapping[str, Column]) -> Typed:
    """Return what the cells of a row say. Columns that the file has not are no answers, empty cells are empty ones."""
    found = Typed()
    for name, cell in cells.items():
        if isinstance(cell, Formula):
            message = _("This is a formula without a value. Write the value itself.")
            found.problems.append([name, message])
            continue
        text = _text(cell)
        if len(text) > MOST_ANSWER_CHARACTERS:
            found.problems.append([name, _("This text is too long: 200,000 characters are the most.")])
        elif name == ID:
            _take_id(found, text)
        elif name == "language":
            _take_language(found, text, columns[name])
        else:
            _take_answer(found, text, columns[name])
    return found


def _text(cell: Any) -> str:
    """Return a cell as somebody would have typed it: days as they are written everywhere, whole numbers without a point."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return clean_text("" if cell is None else str(cell)).replace("\r\n", "\n").strip()


def _take_id(found: Typed, text: str) -> None:
    text = clean_line(text)
    if len(text) > MOST_ID_CHARACTERS:
        found.problems.append([ID, _("The id is too long: 100 characters are the most.")])
    found.source_id = text[:MOST_ID_CHARACTERS]


def _take_language(found: Typed, text: str, column: Column) -> None:
    code = _code(text, column)
    if text and code is None:
        message = _("“%(name)s” is not known. Write the code of the language, such as en or fr.")
        found.problems.append([column.name, message % {"name": text[:60]}])
    found.language = code or ""


def _take_answer(found: Typed, text: str, column: Column) -> None:
    if isinstance(column.field, NamesField):
        parts = [part.strip() for part in _BETWEEN.split(text)]
        codes = [part for part in parts if part in dict(column.choices)]
        others = ", ".join(part for part in parts if part not in codes)
        found.answers |= {column.name: codes, column.name + MORE: others}
    elif isinstance(column.field, forms.MultipleChoiceField):
        parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
        found.answers[column.name] = [_code(part, column) or part for part in parts]
    elif isinstance(column.field, forms.ChoiceField):
        found.answers[column.name] = (_code(text, column) or text) if text else ""
    elif isinstance(column.field, forms.BooleanField):
        _take_yes_or_no(found, text, column.name)
    else:
        found.answers[column.name] = text


def _take_yes_or_no(found: Typed, text: str, name: str) -> None:
    said = text.casefold()
    if said in _YES | {_("Yes").casefold()}:
        found.answers[name] = "on"
    elif said in _NO | {_("No").casefold()}:
        found.answers[name] = ""
    else:
        found.problems.append([name, _("Write yes or no.")])


def _code(text: str, column: Column) -> str | None:
    """Return the code of an answer that was given as its code or in words, or None."""
    wanted = text.strip().casefold()
    for code, label in column.choices:
        if wanted in {code.casefold(), label.casefold()}:
            return code
    return None
