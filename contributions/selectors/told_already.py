"""Whether a case has been told already: what the contributor may see and has something in common that is hardly by chance.

A warning and no wall: two organisations may tell the same case from two sides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import CourtCasePage
from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer, viewer_for
from catalogue.words import folded
from files.models import RepositoryFile
from search.engines.base import SearchUnavailable
from search.params import SearchParams
from search.results.finding import find

from ..models import Contribution, Draft
from ..models.draft import MODEL_BY_CODE
from ..permissions import organisations_of

MOST = 5
# So many words in a row are in two texts only where one was copied; and so many such rows are looked for.
_ROW, _ROWS = 7, 3
# A case has few numbers, and a number few cases.
_NUMBERS, _CANDIDATES = 10, 50
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Earlier:
    """Something that may be the same case: how it is called, where it is, how it begins, and what the two have in common."""

    title: str
    language: str
    url: str
    summary: str
    reason: str | Promise


_SAME_ECLI = _("It has the same ECLI.")
_SAME_NUMBER = _("It is of the same court, with the same case number.")
_SAME_FILE = _("It has the same file.")
_SAME_TEXT = _("Sentences of its text are the same.")
_SAME_TITLE = _("Your organisation sent something with the same title.")


def told_already(draft: Draft, user: User) -> list[Earlier]:
    """Return what may be the same case, the surest reason first; only what the person may see is looked at."""
    viewer = viewer_for(user)
    found: dict[int, Earlier] = {}
    own = draft.sent_as.page_id if draft.sent_as else None
    for keys, reason in _reasons(draft, viewer):
        for entry in CatalogueEntry.objects.seen_by(viewer).filter(item_id__in=keys).exclude(item_id=own)[:MOST]:
            earlier = Earlier(entry.title, entry.language, entry.get_absolute_url(), entry.summary, reason)
            found.setdefault(entry.item_id, earlier)
    for held in _sent_with_the_same_title(draft, user):
        if held.page_id and held.page_id not in found:
            summary = held.item.summary if held.item else ""
            found[held.page_id] = Earlier(
                held.title, held.language, reverse("contribution", args=[held.reference]), summary, _SAME_TITLE
            )
    return list(found.values())[:MOST]


def _reasons(draft: Draft, viewer: Viewer) -> Iterator[tuple[Iterable[int], Promise]]:
    """Yield (keys of items, what they have in common with the draft)."""
    if ecli := str(draft.answers.get("ecli") or "").strip():
        yield CourtCasePage.objects.filter(ecli=ecli.upper(), live=True).values("pk"), _SAME_ECLI
    if numbers := _numbers(draft, viewer):
        yield numbers, _SAME_NUMBER
    if files := _files(draft):
        yield files, _SAME_FILE
    if texts := _texts(draft, viewer):
        yield texts, _SAME_TEXT


def _numbers(draft: Draft, viewer: Viewer) -> list[int]:
    court = list(folded(str(draft.answers.get("court") or "")))
    lines = str(draft.answers.get("case_numbers") or "").splitlines()
    numbers = list(dict.fromkeys(filter(None, (" ".join(folded(line)) for line in lines))))[:_NUMBERS]
    if not numbers:
        return []
    named = reduce(or_, (Q(words__contains=f" {number} ") for number in numbers))
    entries = CatalogueEntry.objects.seen_by(viewer).filter(named, kind=CourtCasePage.kind.code)
    rows = entries.values_list("item_id", "facts")[:_CANDIDATES]
    return [item_id for item_id, facts in rows if not court or list(folded(facts.get("court", ""))) == court]


def _files(draft: Draft) -> list[int]:
    hashes = [file.file_hash for file in draft.files.all() if file.file_hash]
    same = RepositoryFile.objects.filter(file_hash__in=hashes).exclude(
        pk__in=draft.files.filter(stored__isnull=False).values("stored")
    )
    if not hashes or not (keys := list(same.values_list("pk", flat=True))):
        return []
    return [
        pk
        for model in MODEL_BY_CODE.values()
        for pk in model.objects.filter(attachments__in=keys).values_list("pk", flat=True)
    ]


def _texts(draft: Draft, viewer: Viewer) -> list[int]:
    """Return the items in which rows of words from the beginning, the middle and the end of the text occur."""
    words = _WORD.findall(str(draft.answers.get(draft.model.main_text) or ""))
    if len(words) < _ROW * _ROWS:
        return []
    places = [round(number * (len(words) - _ROW) / (_ROWS - 1)) for number in range(_ROWS)]
    rows = (" ".join(words[place : place + _ROW]) for place in places)
    text = " OR ".join(f'"{row}"' for row in rows)
    try:
        results = find(SearchParams(text=text, page_size=MOST, with_passages=False), viewer)
    except SearchUnavailable:
        return []
    entries = CatalogueEntry.objects.filter(pk__in=[hit.entry_id for hit in results.hits])
    return list(entries.values_list("item_id", flat=True))


def _sent_with_the_same_title(draft: Draft, user: User) -> Iterable[Contribution]:
    title = str(draft.answers.get("title") or "").strip()
    if not title:
        return []
    rows = Contribution.objects.filter(organisation__in=organisations_of(user), page__draft_title__iexact=title)
    return rows.exclude(draft=draft).select_related("page")[:MOST]
