"""What an item says, field by field and in words, whatever kind it is: for reading it in review and for comparing versions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Field
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.fields import CodeListField
from cases.models import CaseBase

SHARING = ("organisation", "organisation_naming", "audience", "shared_from", "shared_until")
# Given by the system or shown elsewhere on the page.
_NOT_ANSWERS = frozenset({"page_ptr", "reference", "title", "summary", "attachments", "related_items", *SHARING})


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one question; values has one entry for each country, topic and so on."""

    name: str
    label: str
    values: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, one entry a line."""
        return "\n".join(self.values)


def narrative_of(item: CaseBase) -> list[Answer]:
    """Return the parts of the text that are filled in, the summary first."""
    summary = [Answer("summary", capfirst(_("summary")), (item.summary,))] if item.summary.strip() else []
    return [*summary, *[Answer(name, capfirst(str(heading)), (text,)) for name, heading, text in item.sections()]]


def facts_of(item: CaseBase) -> list[Answer]:
    """Return what else was answered, without the sharing agreement."""
    return [answer for field in _facts(item) if (answer := _answer(item, field)).values]


def sharing_of(item: CaseBase) -> list[Answer]:
    """Return the sharing agreement, with the days that were left open."""
    answers = [_answer(item, item._meta.get_field(name)) for name in SHARING]
    return [answer if answer.values else Answer(answer.name, answer.label, (_("not limited"),)) for answer in answers]


def everything_in(item: CaseBase) -> list[Answer]:
    """Return every answer, empty ones too, in the order of the page."""
    names = ["title", "summary", *[name for name, _heading in item.narrative_fields]]
    fields = [item._meta.get_field(name) for name in names]
    fields += [*_facts(item), *[item._meta.get_field(name) for name in ("attachments", *SHARING)]]
    return [_answer(item, field) for field in fields]


def _facts(item: CaseBase) -> Iterator[Any]:
    narrative = {name for name, _heading in item.narrative_fields}
    for field in item._meta.local_fields:
        if field.name not in _NOT_ANSWERS and field.name not in narrative:
            yield field
    yield item._meta.get_field("topics")


def _answer(item: CaseBase, field: Any) -> Answer:
    return Answer(field.name, capfirst(str(field.verbose_name)), tuple(_values(item, field)))


def _values(item: CaseBase, field: "Field[Any, Any]") -> list[str]:
    value = getattr(item, field.name)
    if hasattr(value, "all"):
        return sorted(str(one) for one in value.all())
    if isinstance(field, CodeListField):
        return [str(label) for label in field.labels(value)]
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    if field.choices and value:
        return [str(item._get_FIELD_display(field))]
    text = _in_words(value)
    return [text] if text else []


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, date):
        return date_format(value)
    return "" if value is None else str(value)
