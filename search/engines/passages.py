"""The passages under the results of a page, cut from the catalogue's texts; a hit in a file names its page."""

from collections.abc import Collection, Mapping
from pathlib import PurePath

from django.db.models.expressions import RawSQL

from catalogue.models import EntryText

from ..query.language import Phrase, Query
from ..query.marking import Marker
from .base import Passage

# For words of a query, folded, the words of the index that are spelled alike.
Alike = Mapping[str, tuple[str, ...]]


def marker_of(query: Query, alike: Alike | None = None) -> Marker:
    """Return what marks the words of a query, and those that are spelled alike where it is known which."""
    return Marker((*query.required, *(Phrase((word,)) for others in (alike or {}).values() for word in others)))


def passages_for(entry_ids: list[int], marker: Marker, pages: Collection[int] | RawSQL) -> dict[int, Passage]:
    """Return a passage for each entry, in one statement: from its own text, or from another of its texts that shows more of the query.

    Args:
        entry_ids: of a page of results.
        marker: of the query.
        pages: the keys of texts of files and translations that may show more, or a statement of them.
    """
    if not entry_ids:
        return {}
    texts = EntryText.objects.filter(entry_id__in=entry_ids, page=0) | EntryText.objects.filter(pk__in=pages)
    found: dict[int, tuple[int, Passage]] = {}
    for entry_id, file_id, file, page, text, language, *others in texts.order_by("page", "pk").values_list(
        "entry_id", "file_id", "file__file", "page", "text", "entry__language", "file__language", "language"
    ):
        language_of_file, translated = others
        other = translated or language_of_file or ""
        pieces, distinct = marker.passage(text, other or language)
        if entry_id not in found or distinct > found[entry_id][0]:
            found[entry_id] = (distinct, Passage(pieces, file_id, PurePath(file or "").name, page or None, other))
    return {entry_id: passage for entry_id, (_distinct, passage) in found.items()}
