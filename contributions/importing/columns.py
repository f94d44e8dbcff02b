"""The columns of a spreadsheet of cases: the id of a row, then a column for each question, with the question's name."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from cases.codes.languages import LANGUAGE_CODES, language_name
from cases.translations import PARTS

from ..forms.fields import question_field
from ..forms.names import NamesField
from ..models.draft import MODEL_BY_CODE
from ..questions import main_text_of, steps_of
from ..refusals import NotPossible

ID = "id"
TRANSLATIONS = "translations"


@dataclass(frozen=True)
class Column:
    """A column.

    Args:
        name: what stands in the first row.
        field: that of the question.
        needed: whether nothing is sent without it.
        part: of a translation, which part of it the column has; such columns together answer one question.
        language: into which the translation is.
    """

    name: str
    field: forms.Field
    needed: bool
    part: str = ""
    language: str = ""

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """The (code, label) pairs of the answers that may be given; empty where any text is. They are listed once."""
        return self._listed()

    def _listed(self) -> list[tuple[str, str]]:
        """Return them with the labels in the language that is active now."""
        if isinstance(self.field, NamesField):
            return [(str(code), str(label)) for code, label in self.field.names().labels.items()]
        if isinstance(self.field, forms.ChoiceField):
            pairs: list[tuple[str, str]] = list(self.field.choices)  # type: ignore[arg-type]  # no groups here
            return [(str(code), str(label)) for code, label in pairs if code]
        return []

    def code_of(self, text: str) -> str | None:
        """Return the code of an answer that is given as its code, or in the words of any language of the site; None if unknown."""
        return self._codes.get(text.strip().casefold())

    @cached_property
    def _codes(self) -> dict[str, str]:
        found = {code.casefold(): code for code, _label in self.choices}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                for code, label in self._listed():
                    found.setdefault(label.casefold(), code)
        return found

    @property
    def takes_several(self) -> bool:
        """Whether several answers may stand in one cell."""
        return isinstance(self.field, NamesField | forms.MultipleChoiceField)


def columns_of(kind: str) -> list[Column]:
    """Return the columns of a kind of case, without that of the id."""
    needed = {"audience", main_text_of(kind)}
    names = [name for step in steps_of(kind) for name in step.questions if name != TRANSLATIONS]
    columns = [Column(name, question_field(MODEL_BY_CODE[kind], name), name in needed) for name in names]
    return [*columns, *(_translated(part, code) for code in LANGUAGE_CODES for part in PARTS if part != "language")]


def columns_of_template(kind: str) -> list[Column]:
    """Return the columns that a template has: translations into the languages of the site, and not into all that there are."""
    offered = {code.partition("-")[0] for code, _name in settings.LANGUAGES}
    return [column for column in columns_of(kind) if not column.part or column.language in offered]


def _translated(part: str, code: str) -> Column:
    """Return the column of a part of a translation: “title:fr”, “summary:fr” or “by:fr”."""
    labels = {"title": _("Title"), "summary": _("Summary"), "by": _("Whose translation it is")}
    field = forms.CharField(label=f"{labels[part]} – {language_name(code)}", required=False)
    return Column(f"{part}:{code}", field, False, part, code)


def known_header(header: list[str], kind: str) -> list[str]:
    """Return the names of the columns in the order of the file; an empty one where a column has none.

    Raises:
        NotPossible: there is no id, a name is not known, or stands twice; each sentence names the column.
    """
    names = [" ".join(cell.split()).casefold().replace(" ", "_") for cell in header]
    known = [ID, *[column.name for column in columns_of(kind)]]
    wrong = [_unknown(header[place], place, known) for place, name in enumerate(names) if name and name not in known]
    if ID not in names:
        wrong.insert(0, _("There is no column “id”. The first row has to hold the names of the columns."))
    twice = sorted({name for name in names if name and names.count(name) > 1})
    wrong += [_("There are two columns “%(name)s”. Remove one.") % {"name": name} for name in twice]
    if wrong:
        more = [_("… and more like this.")] if len(wrong) > _MOST_SENTENCES else []
        raise NotPossible([*wrong[:_MOST_SENTENCES], *more])
    return names


_MOST_SENTENCES = 10
_SHORT = 60


def _unknown(typed: str, place: int, known: list[str]) -> str:
    typed = typed.strip()[:_SHORT]
    near = get_close_matches(typed.casefold(), known, n=1)
    values = {"name": typed, "number": place + 1, "near": near[0] if near else ""}
    if near:
        return _("Column %(number)s: “%(name)s” is not in the template. Did you mean “%(near)s”?") % values
    return _("Column %(number)s: “%(name)s” is not in the template. Rename or remove it.") % values
