"""The pages of a result."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from ..addresses import search_url
from ..params import SearchParams


@dataclass(slots=True)
class PageLink:
    """A link to a page, or the gap between two of them."""

    number: int
    url: str
    current: bool = False
    gap: bool = False


@dataclass(slots=True)
class Pagination:
    """Which page this is, and the way to the others."""

    number: int
    pages: int
    previous_url: str
    next_url: str
    links: list[PageLink]


def page_count(params: SearchParams, total: int) -> int:
    """Return how many pages can be opened, at least one."""
    reachable = min(total, settings.SEARCH_DEPTH)
    return max(1, -(-reachable // params.page_size))


def paginate(params: SearchParams, total: int) -> Pagination:
    """Return the way through the pages of a search."""
    return page_links(params.page, page_count(params, total), lambda page: search_url(params.but(page=page)))


def page_links(number: int, pages: int, url: Callable[[int], str]) -> Pagination:
    """Return the first and last page, the present one and its neighbours, with gaps between."""
    links: list[PageLink] = []
    for page in sorted({1, number - 1, number, number + 1, pages} & set(range(1, pages + 1))):
        if links and page > links[-1].number + 1:
            links.append(PageLink(page - 1, "", gap=True))
        links.append(PageLink(page, url(page), current=page == number))
    return Pagination(
        number, pages, url(number - 1) if number > 1 else "", url(number + 1) if number < pages else "", links
    )
