"""The items that belong with an item, as far as the reader may see them: two statements for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import CharField, F, Q, QuerySet, Value
from django.utils.translation import gettext as _

from cases.models import AdvocacyOutcomePage, CourtCasePage, SharedItem
from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer
from publications.models import PublicationPage

_SUPPORT = AdvocacyOutcomePage.supporting_items.through
MOST_SIMILAR = 4


class _Tie(StrEnum):
    """How another item belongs with the item."""

    NAMED = "named"
    APPEAL = "appeal"
    APPEALED = "appealed"
    SUPPORTED = "supported"
    SUPPORTER = "supporter"
    NEWER = "newer"
    OLDER = "older"


@dataclass(slots=True)
class Related:
    """An entry and why it is shown."""

    entry: CatalogueEntry
    reason: str


@dataclass(slots=True)
class Relations:
    """The entries around an item, the newest first; those that are merely similar come in the order of the engine."""

    related: list[Related] = field(default_factory=list)
    # The advocacy outcomes that the item supported, and for an outcome what supported it.
    supports: list[CatalogueEntry] = field(default_factory=list)
    supported_by: list[CatalogueEntry] = field(default_factory=list)
    newer_edition: CatalogueEntry | None = None
    older_edition: CatalogueEntry | None = None
    similar: list[CatalogueEntry] = field(default_factory=list)


def relations_of(item: SharedItem, viewer: Viewer, similar: Sequence[int] = ()) -> Relations:
    """Return what belongs with an item. Who is tied to it is not shown again as similar.

    Args:
        item: the item of the page.
        viewer: the reader.
        similar: keys of similar entries, the most alike first.
    """
    first, *rest = _ties(item)
    ties: dict[int, set[str]] = {}
    for tie, other in (*_named_by(item), *first.union(*rest, all=True)):
        ties.setdefault(other, set()).add(tie)
    entries = CatalogueEntry.objects.seen_by(viewer).filter(Q(item__in=ties) | Q(pk__in=similar)).newest()
    relations, alike = Relations(), {}
    for entry in entries:
        if entry.item_id in ties:
            _place(relations, entry, ties[entry.item_id])
        else:
            alike[entry.pk] = entry
    relations.similar = [alike[key] for key in similar if key in alike][:MOST_SIMILAR]
    return relations


def _named_by(item: SharedItem) -> list[tuple[str, int]]:
    """Return (tie, key of the other item) of what the item itself holds."""
    if isinstance(item, CourtCasePage) and item.appeal_from_id:
        return [(_Tie.APPEALED, item.appeal_from_id)]
    if isinstance(item, PublicationPage) and item.replaces_id:
        return [(_Tie.OLDER, item.replaces_id)]
    return []


def _ties(item: SharedItem) -> list[QuerySet]:
    """Return queries of the same for what other tables hold."""
    link = type(item)._meta.get_field("related_items")
    named = link.remote_field.through.objects.filter(**{link.m2m_field_name(): item.pk})
    found = [_tied(_Tie.NAMED, named, "page")]
    if isinstance(item, CourtCasePage):
        found.append(_tied(_Tie.APPEAL, CourtCasePage.objects.filter(appeal_from=item.pk), "pk"))
    if isinstance(item, PublicationPage):
        found.append(_tied(_Tie.NEWER, PublicationPage.objects.filter(replaces=item.pk), "pk"))
    if isinstance(item, AdvocacyOutcomePage):
        found.append(_tied(_Tie.SUPPORTER, _SUPPORT.objects.filter(advocacyoutcomepage=item.pk), "page"))
    else:
        found.append(_tied(_Tie.SUPPORTED, _SUPPORT.objects.filter(page=item.pk), "advocacyoutcomepage"))
    return found


def _tied(tie: _Tie, rows: QuerySet, other: str) -> QuerySet:
    return rows.order_by().values_list(Value(tie.value, output_field=CharField()), F(other))


def _place(relations: Relations, entry: CatalogueEntry, ties: set[str]) -> None:
    if _Tie.NEWER in ties:
        relations.newer_edition = relations.newer_edition or entry
    if _Tie.OLDER in ties:
        relations.older_edition = entry
    if _Tie.SUPPORTED in ties:
        relations.supports.append(entry)
    if _Tie.SUPPORTER in ties:
        relations.supported_by.append(entry)
    reasons = {
        _Tie.APPEAL: _("Appeal against this decision"),
        _Tie.APPEALED: _("The decision that was appealed"),
        _Tie.NAMED: _("Named as related"),
    }
    reason = next((text for tie, text in reasons.items() if tie in ties), None)
    if reason:
        relations.related.append(Related(entry, reason))
