"""What pages and reports ask of the register of uses. Whoever is not shown an item learns of no use of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer

from ..models import Use, UseOfItem
from ..periods import Period


@dataclass(frozen=True, slots=True)
class ItemInUse:
    """An item of a use, and how it was used in words."""

    entry: CatalogueEntry
    relation: str


@dataclass(frozen=True, slots=True)
class ShownUse:
    """A use, with those of its items that the reader sees."""

    use: Use
    items: list[ItemInUse]


def uses_of(item: int, viewer: Viewer) -> list[UseOfItem]:
    """Return how an item was used, what happened last first, in one statement; who asks has checked that the item may be seen.

    Args:
        item: the key of its page.
        viewer: who reads.
    """
    rows = UseOfItem.objects.filter(item=item, use__in=Use.objects.shown_to(viewer)).select_related("use")
    return sorted(rows, key=lambda row: (day_of(row.use), row.pk), reverse=True)


def day_of(use: Use) -> date:
    """Return the day by which uses are sorted: when it was, or else when it was told."""
    return use.date or use.proposed_at.date()


def count_uses(items: Iterable[int], viewer: Viewer, accepted: Period | None = None) -> dict[int, int]:
    """Return the number of uses of each item that has any, as far as the viewer may know of them, in one statement.

    Args:
        items: the keys of their pages.
        viewer: who reads.
        accepted: only those that were accepted on these days.
    """
    uses = Use.objects.shown_to(viewer)
    if accepted is not None:
        uses = uses.accepted_in(accepted)
    rows = UseOfItem.objects.filter(item__in=list(items), use__in=uses)
    return dict(rows.order_by().values_list("item").annotate(Count("use", distinct=True)))


def with_items(uses: Sequence[Use], viewer: Viewer) -> list[ShownUse]:
    """Return uses with the items that the viewer sees, in two statements."""
    rows = list(UseOfItem.objects.filter(use__in=[use.pk for use in uses]).order_by("pk"))
    seen = CatalogueEntry.objects.seen_by(viewer).filter(item__in={row.item_id for row in rows})
    entries = {entry.item_id: entry for entry in seen}
    items = defaultdict(list)
    for row in rows:
        if row.item_id in entries:
            items[row.use_id].append(ItemInUse(entries[row.item_id], str(row.get_relation_display())))
    return [ShownUse(use, items[use.pk]) for use in uses]
