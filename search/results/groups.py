"""Short lists of entries by kind, as on topic and organisation pages and the home page: the newest, and how many in all."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from catalogue.kinds import KINDS
from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer

from ..addresses import search_url
from ..params import SearchParams


@dataclass(slots=True)
class Group:
    """The newest entries of a kind, the number of all, and the search that shows them."""

    kind: str
    label: Any
    entries: list[CatalogueEntry]
    total: int
    url: str


def groups_of(viewer: Viewer, condition: Q, search: SearchParams, each: int = 3) -> list[Group]:
    """Return a group for each kind of which the viewer may read an entry: one statement for the counts, one a group.

    Args:
        viewer: the reader.
        condition: which entries.
        search: the search that shows all of them; the group's kind is added to it.
        each: how many entries a group shows.
    """
    entries = CatalogueEntry.objects.seen_by(viewer).filter(condition)
    totals = dict(entries.values_list("kind").order_by("kind").annotate(Count("pk")))
    return [
        Group(
            kind=kind.code,
            label=kind.plural,
            entries=list(entries.filter(kind=kind.code).select_related("organisation").newest()[:each]),
            total=totals[kind.code],
            url=search_url(search.but(chosen={**search.chosen, "kind": (kind.code,)})),
        )
        for kind in KINDS
        if kind.code in totals
    ]
