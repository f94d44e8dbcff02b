"""What came of what the organisations of a person shared in a period: numbers and references, no title and no text."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Organisation, User
from catalogue.visibility import viewer_for

from ..periods import Period
from ..permissions import own_organisations
from ..small_numbers import Untold, in_words, told_alone
from .measuring import Choice, Work, measure
from .uses import count_uses

MOST_ITEMS = 20


@dataclass(frozen=True, slots=True)
class ItemOfDigest:
    """An item by its reference, its numbers in words, and how many uses were accepted in the period."""

    reference: str
    views: str
    downloads: str
    uses: int


@dataclass(frozen=True, slots=True)
class OrganisationOfDigest:
    """What is told of an organisation; `more` items are on the page at `path` alone."""

    name: str
    items: list[ItemOfDigest]
    more: int
    path: str


def digest_of(user: User, period: Period) -> list[OrganisationOfDigest]:
    """Return what is told to a person, in the language of the page; organisations that share nothing are left out."""
    told = [_of(organisation, user, period) for organisation in own_organisations(user)]
    return [one for one in told if one.items]


def _of(organisation: Organisation, user: User, period: Period) -> OrganisationOfDigest:
    viewer = viewer_for(user)
    works = [work for work in measure(Choice(period, organisation.pk), viewer).works if work.entry is not None]
    uses = count_uses([work.entry.item_id for work in works if work.entry], viewer, period)
    items = sorted(((work, uses.get(work.entry.item_id, 0)) for work in works if work.entry), key=_most_told)
    address = reverse("usage_of_organisation", args=[organisation.slug])
    return OrganisationOfDigest(
        name=organisation.name,
        items=[_item(work, number) for work, number in items[:MOST_ITEMS]],
        more=max(0, len(items) - MOST_ITEMS),
        path=f"{address}?first={period.first}&last={period.last}",
    )


def _most_told(row: tuple[Work, int]) -> tuple[int, int, int, str]:
    """Sort by what is told: an order of what is not would tell it."""
    work, uses = row
    downloads, views = (
        0 if isinstance(one, Untold) else one for one in (told_alone(work.downloads), told_alone(work.views))
    )
    return (-uses, -downloads, -views, work.entry.reference if work.entry else "")


def _item(work: Work, uses: int) -> ItemOfDigest:
    return ItemOfDigest(
        reference=work.entry.reference if work.entry else "",
        views=in_words(told_alone(work.views)),
        downloads=in_words(told_alone(work.downloads)),
        uses=uses,
    )
