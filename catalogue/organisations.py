"""Which organisations a reader may know by name: those of which something under their name is there to be read."""

from collections.abc import Iterable

from cases.codes.sharing import Audience

from .models import CatalogueEntry
from .visibility import Viewer
from .vocabulary import Vocabulary


def names_known_to(viewer: Viewer, asked: Iterable[str], seen: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Return name by slug. Members know all; a statement is needed only for what was asked and not seen.

    Args:
        viewer: the reader.
        asked: slugs in the address, which anybody can write there.
        seen: slugs of organisations of which the viewer has been found to see an entry.
        vocabulary: the names.
    """
    if Audience.NETWORK in viewer.audiences:
        return vocabulary.organisations
    known = set(seen)
    if unsure := set(asked) - known:
        entries = CatalogueEntry.objects.seen_by(viewer).filter(organisation__slug__in=unsure)
        known.update(entries.values_list("organisation__slug", flat=True).distinct())
    return {slug: name for slug, name in vocabulary.organisations.items() if slug in known}
