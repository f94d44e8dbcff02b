"""Compares the live items with the catalogue, and the catalogue with the index, and puts right what differs."""

from dataclasses import dataclass, field

from catalogue.models import CatalogueEntry
from catalogue.services.bulk import rare_collection
from catalogue.services.correction import AGREEMENT, EntryDifferences, Progress, compare_entries, repair_entries
from catalogue.services.entries import AT_ONCE, renew_versions

from ..engines import get_engine
from ..engines.base import Indexed
from ..models import PendingChange

_OF_THE_INDEX = ("not_indexed", "outdated", "left_over")


@dataclass(slots=True)
class Comparison(EntryDifferences):
    """What differs between the live items, the catalogue and the index; what is about the index by the keys of entries."""

    not_indexed: list[int] = field(default_factory=list)
    outdated: list[int] = field(default_factory=list)
    left_over: list[int] = field(default_factory=list)


def compare(progress: Progress = lambda number: None) -> Comparison:
    """Compare everything.

    Nobody has to wait for it: what seems to differ is looked at again, because it may just have been published.
    """
    found = Comparison()
    found.add(compare_entries(progress))
    first, second = _compare_index(), _compare_index()
    for name in _OF_THE_INDEX:
        setattr(found, name, sorted(set(getattr(first, name)) & set(getattr(second, name))))
    return found


@rare_collection()
def _compare_index() -> Comparison:
    indexed = {one.entry_id: one for one in get_engine().held()}
    entries = {
        pk: Indexed(pk, version, audience, *(day and day.isoformat() for day in days))
        for pk, version, audience, *days in CatalogueEntry.objects.values_list("pk", "version", *AGREEMENT)
    }
    # What waits in the outbox is late, and not different.
    waiting = set(PendingChange.objects.deliverable().values_list("entry_id", flat=True))
    return Comparison(
        not_indexed=sorted(entries.keys() - indexed.keys() - waiting),
        outdated=sorted(pk for pk, entry in entries.items() if indexed.get(pk, entry) != entry and pk not in waiting),
        left_over=sorted(indexed.keys() - entries.keys() - waiting),
    )


def repair(found: Comparison) -> None:
    """Put right what a comparison found; an engine outside is asked while no transaction keeps others waiting."""
    repair_entries(found)
    if wrong := [*found.not_indexed, *found.outdated]:
        # Repaired entries get a version above that in the index, which would otherwise win over the repair.
        indexed = dict(get_engine().versions())
        for start in range(0, len(wrong), AT_ONCE):
            renew_versions(above={key: indexed.get(key, 0) for key in wrong[start : start + AT_ONCE]})
    there = set(CatalogueEntry.objects.filter(pk__in=found.left_over).values_list("pk", flat=True))
    if gone := set(found.left_over) - there:
        get_engine().remove(gone)
