"""Who did what when with items: events of contributions and the history of pages in one list, without any text of a case."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import CharField, F, Q, QuerySet, Value
from django.urls import reverse

from wagtail.log_actions import registry
from wagtail.models import PageLogEntry

from accounts.models import User
from catalogue.kinds import ITEM_MODELS, REFERENCE
from search.results.pagination import Pagination, page_links

from ..models import Contribution, ContributionEvent

ROWS_A_PAGE = 50
_EVENT, _HISTORY = "event", "history"
# What events of contributions tell already, under other names.
_TOLD_BY_EVENTS = ("wagtail.publish", "wagtail.unpublish", "wagtail.delete")
_IS_REFERENCE = re.compile(rf"^{REFERENCE}$")


@dataclass(frozen=True, slots=True)
class LogRow:
    """That somebody did something with an item."""

    at: datetime
    # Empty where nobody did it, or the account is gone.
    who: str
    # Empty where the page was deleted before it was ever published.
    reference: str
    what: str
    was_sent: bool


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the log."""

    rows: list[LogRow]
    pagination: Pagination | None


def log_of(reference: str, page: str) -> Log:
    """Return a page of the log, the newest first, of one item or of all; a page that is not there is the nearest.

    What people wrote, titles and values are not among what is read: a title of before may name a person.
    """
    events = ContributionEvent.objects.order_by()
    history = _history()
    if reference:
        events = events.filter(contribution__reference=reference)
        history = history.filter(Q(page_id__in=_pages_with(reference)) | Q(label=reference))
    together = _dated(events, "at", _EVENT).union(_dated(history, "timestamp", _HISTORY), all=True)
    found = Paginator(together.order_by("-moment", "-key"), ROWS_A_PAGE).get_page(page)
    pages = found.paginator.num_pages

    def address(number: int) -> str:
        query = urlencode({name: value for name, value in (("reference", reference), ("page", number)) if value})
        return f"{reverse('review_log')}?{query}"

    return Log(_rows(list(found)), page_links(found.number, pages, address) if pages > 1 else None)


def _history() -> "QuerySet[Any]":
    """Return the history of items, each deed once: of contributions without what their events tell."""
    sent = Contribution.objects.order_by()
    # What was erased is known by its reference alone.
    of_contributions = Q(page_id__in=sent.exclude(page=None).values("page_id")) | Q(label__in=sent.values("reference"))
    history = PageLogEntry.objects.order_by().filter(content_type__in=_content_types())
    return history.exclude(of_contributions, action__in=_TOLD_BY_EVENTS)


def _dated(rows: "QuerySet[Any]", moment: str, source: str) -> "QuerySet[Any, Any]":
    given = {"moment": F(moment), "source": Value(source, CharField()), "key": F("pk")}
    return rows.annotate(**given).values_list("moment", "source", "key")


def _content_types() -> list[ContentType]:
    return list(ContentType.objects.get_for_models(*ITEM_MODELS).values())


def _pages_with(reference: str) -> list[int]:
    return [
        pk for model in ITEM_MODELS for pk in model.objects.filter(reference=reference).values_list("pk", flat=True)
    ]


def _rows(found: list[tuple[datetime, str, int]]) -> list[LogRow]:
    events = ContributionEvent.objects.select_related("contribution", "actor").in_bulk(_keys(found, _EVENT))
    history = PageLogEntry.objects.in_bulk(_keys(found, _HISTORY))
    people = User.objects.in_bulk({entry.user_id for entry in history.values() if entry.user_id})
    references = _references(entry.page_id for entry in history.values())
    sent = set(Contribution.objects.filter(reference__in=references.values()).values_list("reference", flat=True))
    return [
        _of_event(events[key])
        if source == _EVENT
        else _of_history(history[key], people.get(history[key].user_id), references, sent)
        for _at, source, key in found
    ]


def _keys(found: list[tuple[datetime, str, int]], wanted: str) -> list[int]:
    return [key for _at, source, key in found if source == wanted]


def _references(pages: Iterable[int]) -> dict[int, str]:
    keys = set(pages)
    return {
        pk: reference
        for model in ITEM_MODELS
        for pk, reference in model.objects.filter(pk__in=keys).values_list("pk", "reference")
    }


def _of_event(event: ContributionEvent) -> LogRow:
    who = str(event.actor) if event.actor else ""
    return LogRow(event.at, who, event.contribution.reference, event.action_label, was_sent=True)


def _of_history(entry: Any, person: User | None, references: dict[int, str], sent: set[str]) -> LogRow:
    # Of what was erased the label is the reference alone; of what was merely deleted it is the title.
    reference = references.get(entry.page_id) or (entry.label if _IS_REFERENCE.match(entry.label) else "")
    # Wagtail's get_action_label knows nothing before the actions were asked for, and fails at those of what is no longer installed.
    known = registry.get_formatter(entry)
    what = str(known.label) if known else entry.action
    return LogRow(entry.timestamp, str(person) if person else "", reference, what, was_sent=reference in sent)
