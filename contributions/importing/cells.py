"""Makes answers of cells, each as it would have been typed into the form of a draft."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.characters import clean_line, clean_text
from cases.translations import PARTS

from ..forms.names import MORE, SEPARATORS, NamesField
from ..models.draft import MOST_ANSWER_CHARACTERS
from ..models.importing import MOST_ID_CHARACTERS
from .columns import ID, TRANSLATIONS, Column
from .workbook import Formula

_BETWEEN = re.compile(f"({SEPARATORS})")
# So many commas an answer may have of its own.
_MOST_COMMAS = 3
_YES = frozenset({"yes", "y", "true", "on", "x", "1"})
# So many are listed in a sentence; of more, those that are spelled alike.
_FEW_ANSWERS = 12
_SHOWN = 60
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
    translations: dict[str, dict[str, str]] = {}
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
        elif columns[name].part:
            translations.setdefault(columns[name].language, {})[columns[name].part] = text
        else:
            _take_answer(found, text, columns[name])
    if translations:
        _take_translations(found, translations)
    return found


def _take_translations(found: Typed, translations: Mapping[str, Mapping[str, str]]) -> None:
    """Answer the question for each language that the file has columns for; empty cells take a translation back."""
    rows = [{"language": code, **parts} for code, parts in translations.items()]
    found.answers[TRANSLATIONS] = [row.get(part, "") for row in rows for part in PARTS]


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
    code = column.code_of(text)
    if text and code is None:
        message = _("“%(name)s” is not known. Write the code of the language, such as en or fr.")
        found.problems.append([column.name, message % {"name": text[:_SHOWN]}])
    found.language = code or ""


def _take_answer(found: Typed, text: str, column: Column) -> None:
    if isinstance(column.field, NamesField):
        parts = [part.strip() for part in _BETWEEN.split(text)[::2]]
        codes = [part for part in parts if part in dict(column.choices)]
        others = ", ".join(part for part in parts if part not in codes)
        found.answers |= {column.name: codes, column.name + MORE: others}
    elif isinstance(column.field, forms.MultipleChoiceField):
        _take_choices(found, _answers_in(text, column), column)
    elif isinstance(column.field, forms.ChoiceField):
        _take_choices(found, [text], column)
    elif isinstance(column.field, forms.BooleanField):
        _take_yes_or_no(found, text, column.name)
    else:
        found.answers[column.name] = text


def _answers_in(text: str, column: Column) -> Iterator[str]:
    """Yield the answers in a cell; one that has commas of its own, such as “Agriculture, forestry and fishing”, is a single one."""
    pieces = _BETWEEN.split(text)
    start = 0
    while start < len(pieces):
        ends = range(min(start + 2 * _MOST_COMMAS, len(pieces) - 1), start, -2)
        whole = (end for end in ends if column.code_of("".join(pieces[start : end + 1])) is not None)
        end = next(whole, start)
        yield "".join(pieces[start : end + 1]).strip()
        start = end + 2


def _take_choices(found: Typed, parts: Iterable[str], column: Column) -> None:
    codes = []
    for part in filter(None, parts):
        code = column.code_of(part)
        if code is None:
            found.problems.append([column.name, _no_answer(part, column)])
        else:
            codes.append(code)
    found.answers[column.name] = codes if column.takes_several else "".join(codes)


def _no_answer(text: str, column: Column) -> str:
    """Return the sentence that says what may be written instead."""
    labels = [label for _code, label in column.choices]
    offered = labels if len(labels) <= _FEW_ANSWERS else get_close_matches(text, labels)
    if offered == labels:
        said = _("“%(name)s” is not an answer to this question. Write one of these: %(answers)s")
    elif offered:
        said = _("“%(name)s” is not an answer to this question. Did you mean one of these: %(answers)s")
    else:
        said = _("“%(name)s” is not an answer to this question. The template lists the answers on its second sheet.")
    return said % {"name": text[:_SHOWN], "answers": " · ".join(offered)}


def _take_yes_or_no(found: Typed, text: str, name: str) -> None:
    said = text.casefold()
    if said in _YES | {_("Yes").casefold()}:
        found.answers[name] = "on"
    elif said in _NO | {_("No").casefold()}:
        found.answers[name] = ""
    else:
        found.problems.append([name, _("Write yes or no.")])
