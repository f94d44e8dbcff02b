"""Derives the whole catalogue and index again, and compares them. Long work: it reports progress and may be interrupted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction

from cases.models import SharedItem

from ..engines import get_engine
from ..engines.base import Writer
from ..live_items import item_models, live_items
from ..models import CatalogueEntry, PendingChange
from .bulk import rare_collection
from .catalogue import reindex_entries, withdraw_entries, write_entries
from .documents import documents_for
from .outbox import announce

BATCH = 250
INDEX_BATCH = 500
Progress = Callable[[int], object]


def count_items() -> int:
    """Return how many items a rebuild goes through."""
    return sum(live_items(model).count() for model in item_models())


@rare_collection()
def rebuild_all(progress: Progress) -> int:
    """Write every entry of the catalogue again and build a fresh index; return the number of entries.

    Each batch is a transaction of its own, so editors can save meanwhile; what they publish is brought in before the
    new index takes the place of the old one. An interruption leaves the old index in place and the catalogue right.
    """
    written: dict[int, int] = {}
    _withdraw_dead()

    def fill(writer: Writer) -> None:
        for model in item_models():
            for keys in _batches(model):
                with transaction.atomic():
                    documents = write_entries(list(live_items(model).filter(pk__in=keys)))
                    writer.add(documents)
                written.update((document.entry_id, document.version) for document in documents)
                progress(len(keys))

    try:
        get_engine().rebuild(fill, lambda writer: _catch_up(writer, written))
    except BaseException:
        # The old index goes on serving; it is told what the catalogue has become meanwhile.
        if not get_engine().transactional:
            announce(PendingChange.Operation.INDEX, written.items())
        raise
    return CatalogueEntry.objects.count()


@rare_collection()
def rebuild_index(progress: Progress) -> int:
    """Build a fresh index from the catalogue as it is; return the number of entries.

    For another engine, a new server, or after a restored database: nothing is derived again, so it takes half the time.
    """
    written: dict[int, int] = {}

    def fill(writer: Writer) -> None:
        keys = list(CatalogueEntry.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), INDEX_BATCH):
            documents = documents_for(keys[start : start + INDEX_BATCH])
            writer.add(documents)
            written.update((document.entry_id, document.version) for document in documents)
            progress(len(documents))

    get_engine().rebuild(fill, lambda writer: _catch_up(writer, written))
    return len(written)


def _catch_up(writer: Writer, written: dict[int, int]) -> None:
    """Bring in what changed while an index was filled; `written` has what is in it, by entry and version."""
    current = dict(CatalogueEntry.objects.values_list("pk", "version"))
    stale = [pk for pk, version in written.items() if current.get(pk) != version]
    missing = [pk for pk, version in current.items() if written.get(pk) != version]
    writer.remove(stale)
    writer.add(documents_for(missing))
    # An engine may ask again, for what changed while it caught up.
    for pk in stale:
        del written[pk]
    written.update((pk, current[pk]) for pk in missing)


def _batches(model: type[SharedItem]) -> Iterator[list[int]]:
    keys = list(live_items(model).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _dead_entries() -> list[int]:
    """Return the items of entries whose item is no longer live."""
    items = set(CatalogueEntry.objects.values_list("item_id", flat=True))
    for model in item_models():
        items.difference_update(live_items(model).values_list("pk", flat=True))
    return sorted(items)


def _withdraw_dead() -> None:
    withdraw_entries(_dead_entries())


@dataclass(slots=True)
class Comparison:
    """What differs between the live items, the catalogue and the index. Items are page keys, entries catalogue keys."""

    items_without_entry: list[int] = field(default_factory=list)
    entries_without_item: list[int] = field(default_factory=list)
    not_indexed: list[int] = field(default_factory=list)
    outdated: list[int] = field(default_factory=list)
    left_over: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(
            (
                self.items_without_entry,
                self.entries_without_item,
                self.not_indexed,
                self.outdated,
                self.left_over,
            )
        )


def compare() -> Comparison:
    """Compare live items with the catalogue by key, and the catalogue with the index by key and version."""
    entries = dict(CatalogueEntry.objects.values_list("pk", "version"))
    indexed = dict(get_engine().versions())
    with_entry = set(CatalogueEntry.objects.values_list("item_id", flat=True))
    without = [
        pk for model in item_models() for pk in live_items(model).values_list("pk", flat=True) if pk not in with_entry
    ]
    return Comparison(
        items_without_entry=without,
        entries_without_item=_dead_entries(),
        not_indexed=sorted(entries.keys() - indexed.keys()),
        outdated=sorted(pk for pk, version in entries.items() if indexed.get(pk, version) != version),
        left_over=sorted(indexed.keys() - entries.keys()),
    )


@transaction.atomic
def repair(found: Comparison) -> None:
    """Put right what a comparison found."""
    for model in item_models():
        items = list(live_items(model).filter(pk__in=found.items_without_entry))
        reindex_entries(document.entry_id for document in write_entries(items))
    withdraw_entries(found.entries_without_item)
    wrong = [*found.not_indexed, *found.outdated]
    _raise_versions(wrong)
    reindex_entries(wrong)
    get_engine().remove(found.left_over)


def _raise_versions(entry_ids: list[int]) -> None:
    """Give entries a version above that in the index, which would otherwise win over the repair."""
    indexed = dict(get_engine().versions())
    entries = list(CatalogueEntry.objects.filter(pk__in=entry_ids).only("pk", "version"))
    for entry in entries:
        entry.version = max(entry.version, indexed.get(entry.pk, 0)) + 1
    CatalogueEntry.objects.bulk_update(entries, ["version"], batch_size=BATCH)
