"""Writes the catalogue: the only place that does. Each function takes part in the transaction of its caller.

Whatever changes an entry tells of it, in the same transaction (`catalogue.signals`).
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import QuerySet

from wagtail.models import Page

from cases.models import SharedItem
from cases.models.public_record import note_published, note_withdrawn

from ..kinds import ITEM_MODELS
from ..live_items import live_items
from ..models import CatalogueEntry, EntryText, EntryTopic
from ..signals import entries_changed
from .derivation import Derived, derive

# The most items whose texts are in memory at the same time.
AT_ONCE = 250
_WRITTEN = [field.name for field in CatalogueEntry._meta.concrete_fields if field.name not in {"id", "item"}]


@transaction.atomic
def publish_entry(model: type[SharedItem], item_id: int) -> None:
    """Write the entry of a published item; an item that is not live is withdrawn."""
    items = list(live_items(model).filter(pk=item_id))
    if items:
        write_entries(items)
    else:
        withdraw_entries([item_id])


@transaction.atomic
def withdraw_entries(item_ids: Iterable[int]) -> int:
    """Remove the entries of items, text and all; return how many there were."""
    keys = list(item_ids)
    lock_items(keys)
    entries = list(CatalogueEntry.objects.filter(item_id__in=keys).values_list("pk", "version", "reference"))
    if entries:
        CatalogueEntry.objects.filter(pk__in=[pk for pk, _version, _reference in entries]).delete()
        note_withdrawn(reference for _pk, _version, reference in entries)
        _tell([(pk, version) for pk, version, _reference in entries])
    return len(entries)


@transaction.atomic
def refresh_items(item_ids: Iterable[int]) -> None:
    """Derive the entries of some items again, because something that they are made of has changed.

    A part of the site that is made private, or a topic at the top that is moved, may concern all items: memory holds the
    texts of some at a time. The transaction is one.
    """
    keys = sorted(set(item_ids))
    lock_items(keys)
    for start in range(0, len(keys), AT_ONCE):
        _refresh(set(keys[start : start + AT_ONCE]))


def _refresh(ids: set[int]) -> None:
    live: set[int] = set()
    for model in ITEM_MODELS:
        items = list(live_items(model).filter(pk__in=ids))
        live.update(item.pk for item in items)
        write_entries(items)
    withdraw_entries(ids - live)


def lock_items(item_ids: Iterable[int]) -> None:
    """Let nobody change these pages until the transaction ends: what is read of them now is what is written.

    Always in the order of the tree, in which Wagtail's bulk actions go too, so that two transactions never wait for each
    other. On SQLite the transaction itself keeps everybody else from writing.
    """
    if keys := list(item_ids):
        _lock(Page.objects.filter(pk__in=keys))


@transaction.atomic
def refresh_below(page: Page) -> None:
    """Derive the entries of what lies under a page again, and of what is being put there just now.

    A new page changes the one above it. So whoever adds one has finished when all are locked, or waits for the end of
    this transaction.
    """
    pages = Page.objects.filter(path__startswith=page.path)
    _lock(pages)
    refresh_items(pages.values_list("pk", flat=True))


def _lock(pages: QuerySet[Page]) -> None:
    if connection.features.has_select_for_update:
        list(pages.select_for_update(no_key=True).order_by("path").values_list("pk"))


@transaction.atomic
def write_entries(items: Sequence[SharedItem]) -> None:
    """Write the entries of live items of one type, with topics and texts.

    The number of statements does not depend on the number of items.
    """
    derived = derive(items)
    if not derived:
        return
    held = CatalogueEntry.objects.filter(item__in=[one.item for one in derived])
    versions = dict(held.values_list("item_id", "version"))
    for one in derived:
        one.entry.version = versions.get(one.entry.item_id, 0) + 1
    entries = CatalogueEntry.objects.bulk_create(
        [one.entry for one in derived], update_conflicts=True, unique_fields=["item"], update_fields=_WRITTEN
    )
    if versions:
        EntryTopic.objects.filter(entry__in=entries).delete()
        EntryText.objects.filter(entry__in=entries).delete()
    EntryTopic.objects.bulk_create(
        [EntryTopic(entry=one.entry, topic_id=topic_id) for one in derived for topic_id in one.topics]
    )
    EntryText.objects.bulk_create([text for one in derived for text in _texts_of(one)])
    note_published(one.item for one in derived)
    _tell([(entry.pk, entry.version) for entry in entries])


def _texts_of(derived: Derived) -> list[EntryText]:
    return [
        EntryText(entry=derived.entry, file_id=file_id, page=page, language=language, text=text)
        for file_id, page, language, text in derived.texts
    ]


@transaction.atomic
def renew_versions(above: Mapping[int, int]) -> None:
    """Give entries a version above one that something made of them has, and tell of them as if they had been written.

    Args:
        above: the version by the key of the entry; keys without an entry are passed over.
    """
    entries = list(CatalogueEntry.objects.select_for_update().filter(pk__in=above).only("pk", "version"))
    for entry in entries:
        entry.version = max(entry.version, above[entry.pk]) + 1
    CatalogueEntry.objects.bulk_update(entries, ["version"])
    _tell([(entry.pk, entry.version) for entry in entries])


def _tell(changes: list[tuple[int, int]]) -> None:
    if changes:
        entries_changed.send(sender=CatalogueEntry, changes=changes)
