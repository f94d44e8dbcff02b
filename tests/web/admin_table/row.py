"""A row of the table: an address, what somebody does there, and what is true afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cases.models import SharedItem
from tests.factories import publication
from tests.web.planting import Planted, plant

from .looking import present
from .people import STAFF, Actor

PAGES = "wagtailadmin_pages"
BULK = "wagtail_bulk_action"
API = "wagtailadmin_api:pages:action"


def public() -> Planted:
    """Return a live item that everybody may read and whose organisation is named."""
    return plant(publication, organisation_naming="named")


def network() -> Planted:
    """Return a live item for members."""
    return plant(publication, audience="network", organisation_naming="named")


def unnamed() -> Planted:
    """Return a live item for everybody whose organisation is not named."""
    return plant(publication)


def draft() -> Planted:
    """Return an item that was never published."""
    return plant(publication, live=False, organisation_naming="named")


def withdrawn() -> Planted:
    """Return an item that was public and is not any more."""
    planted = public()
    planted.item.unpublish()
    return planted


def widened() -> Planted:
    """Return a public item whose earlier version was for members, with another title."""
    planted = plant(publication, audience="network", organisation_naming="named", title="Zyzzyva earlier")
    item = planted.item
    item.title, item.audience = "Zyzzyva title", "public"
    item.save_revision().publish()
    return planted


def with_draft() -> Planted:
    """Return a public item with a later draft that narrows it to members."""
    planted = public()
    item = planted.item
    item.title, item.audience = "Zyzzyva narrowed", "network"
    item.save_revision()
    return planted


def scheduled() -> Planted:
    """Return an unpublished item that is to be published tomorrow."""
    planted = draft()
    planted.item.go_live_at = timezone.now() + timedelta(days=1)
    planted.item.save_revision().publish()
    return planted


@dataclass(frozen=True, slots=True)
class Row:
    """What somebody does at an address of the admin. Without roles the address is closed, and `says` gives the reason."""

    address: str
    says: str
    act: Callable[[Actor, Planted], Any]
    # What is true once somebody with one of the roles has done it.
    holds: Callable[[Planted], bool]
    roles: frozenset[str] = STAFF
    start: Callable[[], Planted] = public
    # Texts in lower case that nobody may find afterwards.
    gone: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.address.rpartition(':')[2]}: {self.says}".replace(" ", "_")


def now(planted: Planted) -> SharedItem:
    """Return the item as it is now."""
    item = present(planted.item)
    assert item is not None
    return item


def day(distance: int) -> str:
    """Return the day so many days from today as it is typed into a form."""
    return (timezone.localdate() + timedelta(days=distance)).isoformat()


def at(name: str, planted: Planted, *args: Any) -> str:
    """Return the address of a page of the admin about the item."""
    return reverse(f"{PAGES}:{name}", args=[planted.item.pk, *args])


def unchanged(planted: Planted) -> bool:
    """Whether the item is live as it was."""
    item = present(planted.item)
    return item is not None and item.live and item.audience == planted.item.audience
