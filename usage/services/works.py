"""Which items are one work: the editions of a publication, each of which replaces another."""

from collections.abc import Iterable

from catalogue.kinds import ITEM_MODELS
from publications.models import PublicationPage

from ..models import CountedItem

BATCH = 500


def note_new_items(items: Iterable[int]) -> None:
    """Note the items of which nothing is noted yet. What is noted may be out of date by a pass of the worker."""
    wanted = set(items)
    note_items(wanted - set(CountedItem.objects.filter(item_id__in=wanted).values_list("item_id", flat=True)))


def note_unread_items() -> None:
    """Note the items that nobody has read yet: what came into lists with its first reader would tell of that one."""
    noted = CountedItem.objects.values("item_id")
    for model in ITEM_MODELS:
        note_items(model.objects.live().exclude(pk__in=noted).values_list("pk", flat=True))


def note_items(items: Iterable[int]) -> None:
    """Note for each item which work it is and whose; of an item that is deleted stays what was noted, or that it was one."""
    wanted = sorted(set(items))
    if not wanted:
        return
    known = {one.item_id: one for one in CountedItem.objects.filter(item_id__in=wanted)}
    older = dict(PublicationPage.objects.filter(replaces__isnull=False).values_list("pk", "replaces_id"))
    noted = {}
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        for model in ITEM_MODELS:
            for pk, organisation in model.objects.filter(pk__in=some).values_list("pk", "organisation_id"):
                noted[pk] = CountedItem(
                    item_id=pk, work_id=first_edition(pk, older), organisation_id=organisation, kind=model.kind.code
                )
    CountedItem.objects.bulk_create(
        [one for pk, one in noted.items() if pk not in known or _differ(one, known[pk])],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["item_id"],
        update_fields=["work_id", "organisation_id", "kind"],
    )
    gone = [
        CountedItem(item_id=pk, work_id=pk, organisation_id=None, kind="") for pk in wanted if pk not in known | noted
    ]
    CountedItem.objects.bulk_create(gone, batch_size=BATCH, ignore_conflicts=True)


def _differ(one: CountedItem, other: CountedItem) -> bool:
    return (one.work_id, one.organisation_id, one.kind) != (other.work_id, other.organisation_id, other.kind)


def first_edition(pk: int, older: dict[int, int]) -> int:
    """Return the first edition of a publication, by which all of them are known; editions never go round in a circle."""
    while pk in older:
        pk = older[pk]
    return pk
