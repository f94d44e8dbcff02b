"""What the page of an item says of its use. It comes with the item, so it costs the page no statement."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import OuterRef, QuerySet, Subquery

from cases.models import SharedItem

from ..models import ItemTotal
from ..small_numbers import in_words, told_alone

Items = TypeVar("Items", bound=SharedItem)
_DOWNLOADS, _VIEWS = "counted_downloads", "counted_views"


@dataclass(frozen=True, slots=True)
class UsageBadge:
    """The figures of an item in words.

    `downloads` is None where there is nothing to download; `uses` where none is known.
    """

    views: str
    downloads: str | None = None
    uses: int | None = None


def with_totals(items: QuerySet[Items]) -> QuerySet[Items]:
    """Let the items be loaded with what was counted of them."""
    totals = ItemTotal.objects.filter(item_id=OuterRef("pk"))
    return items.annotate(
        **{
            _DOWNLOADS: Subquery(totals.values("unique_requests")),
            _VIEWS: Subquery(totals.values("unique_investigations")),
        }
    )


def badge_of(item: SharedItem, *, has_files: bool, uses: int | None = None) -> UsageBadge:
    """Return the badge of an item that was loaded `with_totals`.

    Whoever may see the item may see its figures; who shows them has asked that.
    """
    downloads, views = getattr(item, _DOWNLOADS) or 0, getattr(item, _VIEWS) or 0
    return UsageBadge(
        views=in_words(told_alone(views)),
        downloads=in_words(told_alone(downloads)) if has_files or downloads else None,
        uses=uses or None,
    )
