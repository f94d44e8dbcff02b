"""Addresses of an item that was planted, as functions of it."""

from collections.abc import Callable

from django.urls import reverse

from .planting import Planted


def search_address(query: str, name: str = "search") -> Callable[[Planted], str]:
    """Return the address of a search; the query may name parts of what was planted."""
    return lambda planted: reverse(name) + query.format(planted=planted)


def item_address(name: str, *args: str) -> Callable[[Planted], str]:
    """Return an address with the reference of the item."""
    return lambda planted: reverse(name, args=[planted.item.reference, *args])


def of_publication(address: Callable[[Planted], str]) -> Callable[[Planted], str | None]:
    """Return an address that only publications have."""
    return lambda planted: address(planted) if planted.picture else None
