"""Which organisations a reader may know by name: those of which something under their name is there to be read."""

from collections.abc import Iterable

from cases.codes.sharing import Audience

from ..engines.base import SearchResults
from ..models import CatalogueEntry
from ..visibility import Viewer
from ..vocabulary import Vocabulary


def names_known_to(
    viewer: Viewer, chosen: Iterable[str], results: SearchResults, vocabulary: Vocabulary
) -> dict[str, str]:
    """Return name by slug. Members know all; a statement is needed only where a choice is among no results.

    Args:
        viewer: the reader.
        chosen: slugs in the address, which anybody can write there.
        results: what the search found for the reader.
        vocabulary: the names.
    """
    if Audience.NETWORK in viewer.audiences:
        return vocabulary.organisations
    known = set(results.facets.get("organisation", {}))
    if unsure := set(chosen) - known:
        entries = CatalogueEntry.objects.seen_by(viewer).filter(organisation__slug__in=unsure)
        known.update(entries.values_list("organisation__slug", flat=True).distinct())
    return {slug: name for slug, name in vocabulary.organisations.items() if slug in known}
