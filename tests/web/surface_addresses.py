"""Addresses of an item that was planted, as functions of it."""

from collections.abc import Callable

from django.urls import reverse

from .planting import BEGINNING, MARKER, MISSPELT, TOPIC, Planted


def search_address(query: str, name: str = "search") -> Callable[[Planted], str]:
    """Return the address of a search; the query may name parts of what was planted."""
    return lambda planted: reverse(name) + query.format(planted=planted)


def item_address(name: str, *args: str) -> Callable[[Planted], str]:
    """Return an address with the reference of the item."""
    return lambda planted: reverse(name, args=[planted.item.reference, *args])


def of_publication(address: Callable[[Planted], str]) -> Callable[[Planted], str | None]:
    """Return an address that only publications have."""
    return lambda planted: address(planted) if planted.picture else None


def searches(reference: str) -> list[str]:
    """Return searches that would find an item, on each page that answers some."""
    words = (
        "",
        f"?q={MARKER}",
        f"?q={MISSPELT}",
        f"?q={reference}",
        "?origin=KI",
        f"?topic={TOPIC}",
        "?year_from=2000",
    )
    pages = ("search", "search_feed", "search_csv", "search_ris")
    suggested = (MARKER, f"Court of {BEGINNING}")
    return [
        *[reverse(name) + query for name in pages for query in words],
        *[reverse("search_suggest") + f"?q={begun}" for begun in suggested],
    ]


def of_usage(planted: Planted) -> list[str]:
    """Return the pages of usage that show no item by itself."""
    return [
        *[f"/usage/{page}" for page in ("", "report/", "report/1/", "report/1/csv")],
        f"/usage/organisation/{planted.organisation.slug}/",
        *[reverse(name) for name in ("use_thanks", "uses_kept", "usage_digest", "use_add")],
        *[reverse(name, args=[planted.use.pk]) for name in ("use_edit", "use_forget")],
    ]
