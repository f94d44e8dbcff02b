"""What readers should see of an item by its agreement, and what they see on every surface."""

import os
from dataclasses import replace
from typing import Any
from zlib import crc32

from django.test import Client
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

from accounts.roles import Role
from cases.models import SharedItem
from publications.models import PublicationPage
from search.services.comparison import compare
from tests.web.planting import MARKER, Planted
from tests.web.surfaces import SURFACES, Answer, Seen, Surface, ask, tells

from .people import ANONYMOUS, READERS, browser_of
from .states import digest

# All four readers look at every surface in every state; else the anonymous visitor does and one of the others, another one in
# each state, so that each state is seen by every reader and each surface in many states.
EVERY_READER = bool(os.environ.get("EVERY_READER"))
OTHERS = tuple(reader for reader in READERS if reader != ANONYMOUS)
TEAM = frozenset({Role.REVIEWER, Role.COORDINATOR})


def may_read(item: SharedItem | None, reader: str) -> bool:
    """Whether the agreement lets the reader read the item today. Told by the item alone, not by what is made of it."""
    if item is None or not item.live or item.alias_of_id:
        return False
    if any(item.path.startswith(path) for path in PageViewRestriction.objects.values_list("page__path", flat=True)):
        return False
    today = timezone.localdate()
    if (item.shared_from and item.shared_from > today) or (item.shared_until and item.shared_until < today):
        return False
    return item.audience == "public" or reader != ANONYMOUS


def present(item: SharedItem) -> SharedItem | None:
    """Return the item as it is now; None once it is deleted."""
    page = Page.objects.filter(pk=item.pk).first()
    return page.specific if page else None


def all_planted(planted: Planted) -> list[Planted]:
    """Return the item and whatever was made of it meanwhile: copies and aliases."""
    known = {planted.item.pk, planted.older.pk if planted.older else 0}
    made = PublicationPage.objects.filter(title__contains=MARKER).exclude(pk__in=known)
    return [planted, *[replace(planted, item=item, neighbour=None, naming=None, older=None) for item in made]]


# What was found wrong in a stored state: readers see what is stored, so each state is looked at once in a process.
_known: dict[str, list[str]] = {}


def looked_at(planted: Planted, gone: tuple[str, ...]) -> list[str]:
    """Return what readers see otherwise than the agreement says, and what `search_check` would find.

    Args:
        planted: the item and what stands around it.
        gone: texts in lower case that nobody may find any more.
    """
    check = [f"search_check finds {name}" for name, number in compare().counts().items() if number]
    state = digest(gone, check)
    if state not in _known:
        _known[state] = differences(planted, state, gone)
    return check + _known[state]


def looks(reader: str, surface: Surface, state: str) -> bool:
    """Whether a reader looks at a surface in a state."""
    return EVERY_READER or reader in (ANONYMOUS, OTHERS[crc32(f"{state} {surface.name}".encode()) % len(OTHERS)])


def differences(planted: Planted, state: str, gone: tuple[str, ...] = ()) -> list[str]:
    """Return where readers see more or less than the agreement says.

    Args:
        planted: the item and what stands around it.
        state: a name of what is stored now.
        gone: texts in lower case that nobody may find any more.
    """
    # What an item is asked for now: its address may have changed.
    items = [replace(one, item=present(one.item) or one.item) for one in all_planted(planted)]
    found: list[str] = []
    for reader in READERS:
        surfaces = [surface for surface in SURFACES if looks(reader, surface, state)]
        found += _of_reader(reader, browser_of(reader), surfaces, items, gone)
    return found


def _of_reader(
    reader: str, browser: Client, surfaces: list[Surface], items: list[Planted], gone: tuple[str, ...]
) -> list[str]:
    answers: dict[str, Answer] = {}
    found: list[str] = []
    now = {one.item.pk: present(one.item) for one in items}
    readable = {key: may_read(item, reader) for key, item in now.items()}
    named = any(one.item.organisation_naming == "named" and readable[one.item.pk] for one in items)
    for one in items:
        for surface in surfaces:
            path = surface.path(one)
            if path is None:
                continue
            answer = answers.get(path) or answers.setdefault(path, ask(browser, path))
            expected = _expected(surface, one, reader, now)
            if surface.shows(one, answer) != expected:
                found.append(f"{reader}: {surface.name} {'does not show' if expected else 'shows'} {one.item}")
            if not any(readable.values()) and surface.seen is not Seen.BY_STAFF_TOO and tells(one, path, answer):
                found.append(f"{reader}: {surface.name} tells of {one.item}")
    for path, answer in answers.items():
        text = answer.text.lower()
        found += [f"{reader}: {path} still has “{words}”" for words in gone if words in text]
        if not named and not _of_organisation(path) and f"{MARKER} Foundation".lower() in text:
            found.append(f"{reader}: {path} names the organisation")
    return found


def _of_organisation(path: str) -> bool:
    return path.startswith("/organisations/") or "organisation=" in path


def _expected(surface: Surface, one: Planted, reader: str, now: dict[int, SharedItem | None]) -> bool:
    """Return whether the surface should show the item to the reader, of the items as they are now."""
    if surface.seen is Seen.BY_NOBODY:
        return False
    if surface.seen is Seen.BY_STAFF:
        return reader in TEAM and surface.has_part(now[one.item.pk], one)
    # What all that were made of the item have in common shows as soon as one of them does.
    concerned: list[Any] = list(now.values()) if surface.in_common else [now[one.item.pk]]
    if surface.seen is Seen.AS_BY_EVERYBODY:
        reader = ANONYMOUS
    if surface.seen is Seen.BY_STAFF_TOO and reader in TEAM:
        return True
    if surface.seen is Seen.WITH_ITS_ORGANISATION:
        concerned = [item for item in concerned if item and item.organisation_naming == "named"]
    return any(may_read(item, reader) and surface.has_part(item, one) for item in concerned)
