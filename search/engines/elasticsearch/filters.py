"""What narrows a search: who may see, the years, the chosen facets. Filters never rank."""

from collections.abc import Iterable

from elasticsearch.dsl.query import Bool, Ids, Range, Terms
from elasticsearch.dsl.query import Query as EsQuery

from catalogue.facets import FACETS
from catalogue.visibility import Viewer

from ...params import SearchParams


def seen_by(viewer: Viewer, pending: Iterable[int] = ()) -> list[EsQuery]:
    """Return the conditions of who sees what.

    They stand in the query and not behind it (`post_filter`), so that nothing hidden is ever counted.

    Args:
        viewer: the reader.
        pending: entries whose change has not been delivered; what the index has of them is out of date and not to be shown.
    """
    day = viewer.day.isoformat()
    hidden: list[EsQuery] = [Range("shared_from", {"gt": day}), Range("shared_until", {"lt": day})]
    if keys := [str(key) for key in pending]:
        hidden.append(Ids(values=keys))
    return [Terms(audience=sorted(viewer.audiences)), Bool(must_not=hidden)]


def in_years(params: SearchParams) -> list[EsQuery]:
    """Return the span of years. An item about several years is in the span if one of them is."""
    found: list[EsQuery] = []
    if params.year_from is not None:
        found.append(Range("year", {"gte": params.year_from}))
    if params.year_to is not None:
        found.append(Range("first_year", {"lte": params.year_to}))
    return found


def chosen(params: SearchParams) -> dict[str, EsQuery]:
    """Return the condition of each facet in which something is chosen."""
    return {facet: Terms(f"facets.{facet}", list(params.values(facet))) for facet in FACETS if params.values(facet)}
