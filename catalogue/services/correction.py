"""Compares the live items with their entries, and corrects the entries that are missing or wrong.

Each item is read and compared with what its entry says, because an entry that is there may be wrong.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields

from django.db import transaction

from cases.models import SharedItem

from ..kinds import ITEM_MODELS
from ..live_items import live_items
from ..models import CatalogueEntry
from .bulk import rare_collection
from .derivation import Derived, Stored, derive, stored_for
from .entries import AT_ONCE, lock_items, refresh_items, write_entries

Progress = Callable[[int], object]
# What differs is told by what it means for readers. The rest of an entry is its content.
AGREEMENT = ("audience", "shared_from", "shared_until")
_NAMING = ("organisation_id",)
_DATES = ("published_at", "updated_at")
_NOT_COMPARED = {"id", "version", "item_id"}
_CONTENT = tuple(
    one.attname
    for one in CatalogueEntry._meta.concrete_fields
    if one.attname not in {*AGREEMENT, *_NAMING, *_DATES, *_NOT_COMPARED}
)


@dataclass(slots=True)
class EntryDifferences:
    """What differs between the live items and the catalogue, by the keys of the items' pages."""

    items_without_entry: list[int] = field(default_factory=list)
    entries_without_item: list[int] = field(default_factory=list)
    # Items whose entry says something else than the item.
    agreement_differs: list[int] = field(default_factory=list)
    naming_differs: list[int] = field(default_factory=list)
    dates_differ: list[int] = field(default_factory=list)
    content_differs: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(self.counts().values())

    def counts(self) -> dict[str, int]:
        """Return how many of each."""
        return {one.name: len(getattr(self, one.name)) for one in fields(self)}

    def add(self, other: "EntryDifferences") -> None:
        """Take over what was found elsewhere."""
        for one in fields(other):
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
    return sum(live_items(model).count() for model in ITEM_MODELS)


def batches(model: type[SharedItem]) -> Iterator[list[int]]:
    """Yield the keys of the live items of a type, some at a time."""
    keys = list(live_items(model).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


@rare_collection()
def compare_entries(progress: Progress = lambda number: None) -> EntryDifferences:
    """Compare everything.

    Nobody has to wait for it: what seems to differ is looked at again, because it may just have been published.
    """
    found = EntryDifferences(entries_without_item=sorted(set(dead_entries()) & set(dead_entries())))
    for model in ITEM_MODELS:
        for keys in batches(model):
            if doubtful := _compare_items(model, keys).differing_items():
                with transaction.atomic():
                    lock_items(doubtful)
                    found.add(_compare_items(model, sorted(doubtful)))
            progress(len(keys))
    return found


def _compare_items(model: type[SharedItem], keys: list[int]) -> EntryDifferences:
    found = EntryDifferences()
    stored = stored_for(keys)
    for derived in derive(list(live_items(model).filter(pk__in=keys))):
        key, entry = derived.item.pk, stored.get(derived.item.pk)
        if entry is None:
            found.items_without_entry.append(key)
            continue
        for names, differing in (
            (AGREEMENT, found.agreement_differs),
            (_NAMING, found.naming_differs),
            (_DATES, found.dates_differ),
        ):
            if not _same(derived, entry, names):
                differing.append(key)
        if not _same_content(derived, entry):
            found.content_differs.append(key)
    return found


def dead_entries() -> list[int]:
    """Return the items of entries whose item is no longer live."""
    items = set(CatalogueEntry.objects.values_list("item_id", flat=True))
    for model in ITEM_MODELS:
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
        write_entries(list(live_items(model).filter(pk__in=wrong)))
    return len(wrong)


def correct_entries(progress: Progress) -> None:
    """Correct the whole catalogue. Each batch is a transaction of its own; entries that are right are not written again."""
    refresh_items(dead_entries())
    for model in ITEM_MODELS:
        for keys in batches(model):
            correct_items(model, keys)
            progress(len(keys))


def repair_entries(found: EntryDifferences) -> None:
    """Put right what a comparison found. Everything is looked at again, because it may have changed meanwhile."""
    refresh_items(found.entries_without_item)
    items = found.differing_items()
    for model in ITEM_MODELS:
        for keys in batches(model):
            if some := sorted(items.intersection(keys)):
                correct_items(model, some)
