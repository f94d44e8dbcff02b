"""Addresses of searches. One search has one address: parts in a fixed order, nothing that is empty."""

from urllib.parse import urlencode

from django.urls import reverse

from catalogue.facets import FACETS

from .params import SearchParams, Sort


def query_string(params: SearchParams) -> str:
    """Return the query string of a search, without the question mark."""
    parts: list[tuple[str, str]] = []
    if params.text:
        parts.append(("q", params.text))
    for facet in FACETS:
        parts += [(facet, value) for value in params.values(facet)]
    if params.year_from is not None:
        parts.append(("year_from", str(params.year_from)))
    if params.year_to is not None:
        parts.append(("year_to", str(params.year_to)))
    parts += [("as_typed", key) for key in params.as_typed]
    if params.sort != Sort.BEST:
        parts.append(("sort", params.sort))
    if params.page > 1:
        parts.append(("page", str(params.page)))
    return urlencode(parts)


def search_url(params: SearchParams, name: str = "search") -> str:
    """Return the address of a search; `name` is that of its page, feed or export."""
    query = query_string(params)
    return f"{reverse(name)}?{query}" if query else reverse(name)


def facet_url(facet: str, value: str) -> str:
    """Return the address of the search for one value of a facet."""
    return search_url(SearchParams(chosen={facet: (value,)}))
