"""What came of what the organisations of a person shared in a period: numbers and references, no title and no text."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Organisation, User
from catalogue.visibility import viewer_for

from ..periods import Period
from ..permissions import own_organisations
from ..small_numbers import in_words, order_of, told_alone
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
    named = [(work, work.entry) for work in measure(Choice(period, organisation.pk), viewer).works if work.entry]
    uses = count_uses([entry.item_id for _work, entry in named], viewer, period)
    items = sorted(
        named,
        key=lambda one: (-uses.get(one[1].item_id, 0), *_order_of(one[0]), one[1].reference),
    )
    address = reverse("usage_of_organisation", args=[organisation.slug])
    return OrganisationOfDigest(
        name=organisation.name,
        items=[
            ItemOfDigest(
                reference=entry.reference,
                views=in_words(told_alone(work.views)),
                downloads=in_words(told_alone(work.downloads)),
                uses=uses.get(entry.item_id, 0),
            )
            for work, entry in items[:MOST_ITEMS]
        ],
        more=max(0, len(items) - MOST_ITEMS),
        path=f"{address}?first={period.first}&last={period.last}",
    )


def _order_of(work: Work) -> tuple[int, int]:
    return order_of(told_alone(work.downloads)), order_of(told_alone(work.views))
