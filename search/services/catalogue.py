"""Writes the catalogue: the only place that does. Each function takes part in the transaction of its caller."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import QuerySet

from wagtail.models import Page

from cases.models import SharedItem
from cases.models.public_record import note_published, note_withdrawn

from ..documents import PageDocument, SearchDocument
from ..engines import get_engine
from ..live_items import item_models, live_items
from ..models import CatalogueEntry, EntryText, EntryTopic, PendingChange
from ..vocabulary import get_vocabulary
from .derivation import Derived, derive
from .documents import document_of, documents_for, page_document
from .outbox import announce

# The most items whose texts are in memory at the same time.
AT_ONCE = 250
_WRITTEN = [field.name for field in CatalogueEntry._meta.concrete_fields if field.name not in {"id", "item"}]


@transaction.atomic
def publish_entry(model: type[SharedItem], item_id: int) -> None:
    """Write the entry of a published item and put it into the index; an item that is not live is withdrawn."""
    items = list(live_items(model).filter(pk=item_id))
    if items:
        index_documents(write_entries(items))
    else:
        withdraw_entries([item_id])


@transaction.atomic
def withdraw_entries(item_ids: Iterable[int]) -> int:
    """Remove the entries of items from the catalogue and the index, text and all; return how many there were."""
    keys = list(item_ids)
    lock_items(keys)
    entries = list(CatalogueEntry.objects.filter(item_id__in=keys).values_list("pk", "version", "reference"))
    if entries:
        CatalogueEntry.objects.filter(pk__in=[pk for pk, _version, _reference in entries]).delete()
        note_withdrawn(reference for _pk, _version, reference in entries)
        remove_from_index([(pk, version) for pk, version, _reference in entries])
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
    for model in item_models():
        items = list(live_items(model).filter(pk__in=ids))
        live.update(item.pk for item in items)
        index_documents(write_entries(items))
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


def index_documents(documents: Sequence[SearchDocument]) -> None:
    """Give documents to the engine: at once if it writes in this transaction, else by way of the outbox."""
    engine = get_engine()
    if not engine.transactional:
        announce(PendingChange.Operation.INDEX, [(document.entry_id, document.version) for document in documents])
    elif documents:
        engine.index(documents)


def remove_from_index(entries: Sequence[tuple[int, int]]) -> None:
    """Take entries, given with their versions, out of the index, in the same way."""
    engine = get_engine()
    if not engine.transactional:
        announce(PendingChange.Operation.REMOVE, entries)
    elif entries:
        engine.remove([entry_id for entry_id, _version in entries])


def reindex_entries(entry_ids: Iterable[int]) -> None:
    """Put entries into the index as the catalogue has them."""
    index_documents(documents_for(entry_ids))


def write_entries(items: Sequence[SharedItem]) -> list[SearchDocument]:
    """Write the entries of live items of one type, with topics and texts, and return their search documents.

    The number of statements does not depend on the number of items.
    """
    return write_derived(derive(items))


@transaction.atomic
def write_derived(derived: Sequence[Derived]) -> list[SearchDocument]:
    """Write what was derived of live items of one type, and return their search documents."""
    if not derived:
        return []
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
    note_published(one.item for one in derived)
    return _write_texts(derived)


def _write_texts(derived: Sequence[Derived]) -> list[SearchDocument]:
    """Write the texts of new or cleared entries, and return the documents of the entries."""
    texts = [EntryText(entry=one.entry, text=one.text) for one in derived]
    of_files = [
        (EntryText(entry=one.entry, file_id=file_id, page=number, text=text), path, language)
        for one in derived
        for file_id, number, text, path, language in one.pages
    ]
    EntryText.objects.bulk_create([*texts, *[text for text, _path, _language in of_files]])
    pages: dict[int, list[PageDocument]] = defaultdict(list)
    for text, path, language in of_files:
        pages[text.entry_id].append(
            page_document(text.pk, text.page, text.text, text.file_id, path=path, language=language)
        )
    vocabulary = get_vocabulary()
    return [document_of(one.entry, one.text, pages[one.entry.pk], vocabulary) for one in derived]
