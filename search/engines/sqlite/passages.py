"""The passages under the results of a page, read from the catalogue's texts; a hit in a file names its page."""

from pathlib import PurePath

from django.db.models.expressions import RawSQL

from catalogue.models import EntryText

from ...query.language import Phrase, Query
from ...query.marking import Marker
from ..base import Passage
from .match import PAGE_EXACT, PAGE_STEMS, Expression
from .schema import PAGE
from .sources import Alike
from .writing import entry_token


def passages_for(entry_ids: list[int], query: Query, languages: list[str], alike: Alike) -> dict[int, Passage]:
    """Return a passage for each entry: from its own text, or from a translation or page of a file that shows more of the query."""
    if not entry_ids:
        return {}
    marker = Marker((*query.required, *(Phrase((word,)) for others in alike.values() for word in others)))
    best_pages = _best_pages(entry_ids, marker, languages)
    texts = EntryText.objects.filter(entry_id__in=entry_ids, page=0) | EntryText.objects.filter(pk__in=best_pages)
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


def _best_pages(entry_ids: list[int], marker: Marker, languages: list[str]) -> RawSQL:
    """Return for each entry the key of the page of a file that matches best, as a part of the statement that reads the texts."""
    entries = " OR ".join(f'"{entry_token(entry_id)}"' for entry_id in entry_ids)
    words = Expression(languages, PAGE_STEMS, PAGE_EXACT, topics=False, same_meaning=True).any_of(marker.clauses)
    return RawSQL(  # noqa: S611  what the reader typed is an argument
        f"WITH found AS MATERIALIZED (SELECT rowid AS page, entry, bm25({PAGE}, 0.0, 1.0, 1.0) AS score"
        f" FROM {PAGE} WHERE {PAGE} MATCH %s)"
        # SQLite gives the page of the row that has the least.
        " SELECT page FROM (SELECT page, MIN(score) FROM found GROUP BY entry)",
        [f"(entry : ({entries})) AND ({words})"],
    )
