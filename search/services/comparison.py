"""Compares the live items with the catalogue, and the catalogue with the index, and puts right what differs.

Each item is read and compared with what its entry says, because an entry that is there may be wrong.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields

from django.db import transaction

from cases.models import SharedItem

from ..engines import get_engine
from ..engines.base import Indexed
from ..live_items import item_models, live_items
from ..models import CatalogueEntry, PendingChange
from .bulk import rare_collection
from .catalogue import AT_ONCE, index_documents, lock_items, refresh_items, reindex_entries, write_entries
from .derivation import Derived, Stored, derive, stored_for

Progress = Callable[[int], object]
# What differs is told by what it means for readers. The rest of an entry is its content.
_AGREEMENT = ("audience", "shared_from", "shared_until")
_NAMING = ("organisation_id",)
_DATES = ("published_at", "updated_at")
_NOT_COMPARED = {"id", "version", "item_id"}
_CONTENT = tuple(
    one.attname
    for one in CatalogueEntry._meta.concrete_fields
    if one.attname not in {*_AGREEMENT, *_NAMING, *_DATES, *_NOT_COMPARED}
)


@dataclass(slots=True)
class Comparison:
    """What differs between the live items, the catalogue and the index. Items are page keys, entries catalogue keys."""

    items_without_entry: list[int] = field(default_factory=list)
    entries_without_item: list[int] = field(default_factory=list)
    # Items whose entry says something else than the item.
    agreement_differs: list[int] = field(default_factory=list)
    naming_differs: list[int] = field(default_factory=list)
    dates_differ: list[int] = field(default_factory=list)
    content_differs: list[int] = field(default_factory=list)
    not_indexed: list[int] = field(default_factory=list)
    outdated: list[int] = field(default_factory=list)
    left_over: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(self.counts().values())

    def counts(self) -> dict[str, int]:
        """Return how many of each."""
        return {one.name: len(getattr(self, one.name)) for one in fields(self)}

    def add(self, other: "Comparison") -> None:
        """Take over what another comparison found."""
        for one in fields(self):
            getattr(self, one.name).extend(getattr(other, one.name))

    def differing_items(self) -> set[int]:
        """Return the items whose entry is missing or wrong."""
        return {
            *self.items_without_entry,
            *self.agreement_differs,
            *self.naming_differs,
            *self.dates_differ,
            *self.content_differs,
        }


def count_items() -> int:
    """Return how many items a comparison or a rebuild goes through."""
    return sum(live_items(model).count() for model in item_models())


def batches(model: type[SharedItem]) -> Iterator[list[int]]:
    """Yield the keys of the live items of a type, some at a time."""
    keys = list(live_items(model).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


@rare_collection()
def compare(progress: Progress = lambda number: None) -> Comparison:
    """Compare everything.

    Nobody has to wait for it: what seems to differ is looked at again, because it may just have been published.
    """
    found = Comparison(entries_without_item=sorted(set(dead_entries()) & set(dead_entries())))
    for model in item_models():
        for keys in batches(model):
            if doubtful := _compare_items(model, keys).differing_items():
                with transaction.atomic():
                    lock_items(doubtful)
                    found.add(_compare_items(model, sorted(doubtful)))
            progress(len(keys))
    first, second = _compare_index(), _compare_index()
    for name in ("not_indexed", "outdated", "left_over"):
        setattr(found, name, sorted(set(getattr(first, name)) & set(getattr(second, name))))
    return found


def _compare_items(model: type[SharedItem], keys: list[int]) -> Comparison:
    found = Comparison()
    stored = stored_for(keys)
    for derived in derive(list(live_items(model).filter(pk__in=keys))):
        key, entry = derived.item.pk, stored.get(derived.item.pk)
        if entry is None:
            found.items_without_entry.append(key)
            continue
        for names, differing in (
            (_AGREEMENT, found.agreement_differs),
            (_NAMING, found.naming_differs),
            (_DATES, found.dates_differ),
        ):
            if not _same(derived, entry, names):
                differing.append(key)
        if not _same_content(derived, entry):
            found.content_differs.append(key)
    return found


def _compare_index() -> Comparison:
    indexed = {one.entry_id: one for one in get_engine().held()}
    entries = {
        pk: Indexed(pk, version, audience, *(day and day.isoformat() for day in days))
        for pk, version, audience, *days in CatalogueEntry.objects.values_list("pk", "version", *_AGREEMENT)
    }
    # What waits in the outbox is late, and not different.
    waiting = set(PendingChange.objects.deliverable().values_list("entry_id", flat=True))
    return Comparison(
        not_indexed=sorted(entries.keys() - indexed.keys() - waiting),
        outdated=sorted(pk for pk, entry in entries.items() if indexed.get(pk, entry) != entry and pk not in waiting),
        left_over=sorted(indexed.keys() - entries.keys() - waiting),
    )


def dead_entries() -> list[int]:
    """Return the items of entries whose item is no longer live."""
    items = set(CatalogueEntry.objects.values_list("item_id", flat=True))
    for model in item_models():
        items.difference_update(live_items(model).values_list("pk", flat=True))
    return sorted(items)


def _same(derived: Derived, stored: Stored, names: tuple[str, ...]) -> bool:
    return all(getattr(derived.entry, name) == getattr(stored.entry, name) for name in names)


def _same_content(derived: Derived, stored: Stored) -> bool:
    return (
        _same(derived, stored, _CONTENT)
        and sorted(derived.topics) == sorted(stored.topics)
        and derived.texts == stored.texts
    )


def correct_items(model: type[SharedItem], keys: list[int]) -> int:
    """Write the entries of these live items that are missing or wrong, and no others; return how many."""
    wrong = _compare_items(model, keys).differing_items()
    if not wrong:
        return 0
    with transaction.atomic():
        lock_items(wrong)
        index_documents(write_entries(list(live_items(model).filter(pk__in=wrong))))
    return len(wrong)


def repair(found: Comparison) -> None:
    """Put right what a comparison found. Everything is looked at again, because it may have changed meanwhile."""
    refresh_items(found.entries_without_item)
    items = found.differing_items()
    for model in item_models():
        for keys in batches(model):
            if some := sorted(items.intersection(keys)):
                correct_items(model, some)
    _repair_index(found)


def _repair_index(found: Comparison) -> None:
    """Put right the index; an engine outside the database is asked while no transaction keeps others waiting."""
    if wrong := [*found.not_indexed, *found.outdated]:
        indexed = dict(get_engine().versions())
        for start in range(0, len(wrong), AT_ONCE):
            _index_again(wrong[start : start + AT_ONCE], indexed)
    there = set(CatalogueEntry.objects.filter(pk__in=found.left_over).values_list("pk", flat=True))
    if gone := set(found.left_over) - there:
        get_engine().remove(gone)


@transaction.atomic
def _index_again(entry_ids: list[int], indexed: dict[int, int]) -> None:
    """Give entries a version above that in the index, which would otherwise win over the repair, and index them."""
    entries = list(CatalogueEntry.objects.select_for_update().filter(pk__in=entry_ids).only("pk", "version"))
    for entry in entries:
        entry.version = max(entry.version, indexed.get(entry.pk, 0)) + 1
    CatalogueEntry.objects.bulk_update(entries, ["version"])
    reindex_entries(entry_ids)
