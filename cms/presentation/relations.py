"""The items that belong with an item, as far as the reader may see them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import AdvocacyOutcomePage, CourtCasePage, SharedItem
from publications.models import PublicationPage
from search.models import CatalogueEntry
from search.visibility import Viewer

_SUPPORT = AdvocacyOutcomePage.supporting_items.through


@dataclass(slots=True)
class Related:
    """An entry and why it is shown."""

    entry: CatalogueEntry
    reason: Any


def related_to(item: SharedItem, viewer: Viewer) -> list[Related]:
    """Return the items that its author named, and a decision's appeals, in one statement."""
    link = type(item)._meta.get_field("related_items")
    named = link.remote_field.through.objects.filter(**{link.m2m_field_name(): item.pk}).values("page")
    condition = Q(item__in=named)
    appeals: set[int] = set()
    if isinstance(item, CourtCasePage):
        appeals = set(CourtCasePage.objects.filter(appeal_from=item.pk).values_list("pk", flat=True))
        condition |= Q(item__in=appeals | {item.appeal_from_id or 0})
    entries = CatalogueEntry.objects.seen_by(viewer).filter(condition).select_related("organisation").newest()
    return [Related(entry, _reason(entry, item, appeals)) for entry in entries]


def _reason(entry: CatalogueEntry, item: SharedItem, appeals: set[int]) -> str:
    if entry.item_id in appeals:
        return _("Appeal against this decision")
    if isinstance(item, CourtCasePage) and entry.item_id == item.appeal_from_id:
        return _("The decision that was appealed")
    return _("Named as related")


def supports(item: SharedItem, viewer: Viewer) -> list[CatalogueEntry]:
    """Return the advocacy outcomes that the item supported."""
    outcomes = _SUPPORT.objects.filter(page=item.pk).values("advocacyoutcomepage")
    return list(CatalogueEntry.objects.seen_by(viewer).filter(item__in=outcomes).newest())


def supported_by(outcome: AdvocacyOutcomePage, viewer: Viewer) -> list[CatalogueEntry]:
    """Return the cases and publications that supported an outcome."""
    items = _SUPPORT.objects.filter(advocacyoutcomepage=outcome.pk).values("page")
    return list(CatalogueEntry.objects.seen_by(viewer).filter(item__in=items).newest())


def editions(item: PublicationPage, viewer: Viewer) -> tuple[CatalogueEntry | None, CatalogueEntry | None]:
    """Return the newer and the older edition, in one statement."""
    newer = Q(item__in=PublicationPage.objects.filter(replaces=item.pk).values("pk"))
    found = CatalogueEntry.objects.seen_by(viewer).filter(newer | Q(item=item.replaces_id or 0))
    by_item = {entry.item_id: entry for entry in found}
    older = by_item.pop(item.replaces_id, None)
    return next(iter(by_item.values()), None), older
