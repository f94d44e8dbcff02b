"""The results of a page: entries with what is shown of them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cases.codes.languages import direction
from catalogue.fact_line import fact_line
from catalogue.file_names import name_by_reference
from catalogue.links import Link, topic_links
from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer
from catalogue.vocabulary import Vocabulary

from ..engines.base import Hit, SearchResults
from ..params import SearchParams, Sort
from ..query.language import Query, words_of
from ..query.marking import Pieces


@dataclass(slots=True)
class ShownPassage:
    """The passage of a hit, safe to print; where it is from a file, the page and the address that opens it there."""

    html: SafeString
    page: int | None = None
    file_name: str = ""
    file_url: str = ""
    # That of the text, if it is not the entry's.
    language: str = ""

    @property
    def direction(self) -> str:
        """The writing direction of that language: "ltr" or "rtl"."""
        return direction(self.language)


@dataclass(slots=True)
class ResultRow:
    """A result."""

    entry: CatalogueEntry
    url: str
    facts: list[str]
    topics: list[Link]
    passage: ShownPassage | None = None
    # It matches some of what was asked for only; `lacks` are the words that it is known not to match.
    is_some: bool = False
    lacks: tuple[str, ...] = ()


def marked(pieces: Pieces) -> SafeString:
    """Return (text, is a hit) pieces as HTML: everything escaped, hits in <mark>."""
    return mark_safe(  # noqa: S308  each piece is escaped here
        "".join(f"<mark>{escape(text)}</mark>" if hit else escape(text) for text, hit in pieces)
    )


def make_rows(
    results: SearchResults, params: SearchParams, query: Query, viewer: Viewer, vocabulary: Vocabulary
) -> list[ResultRow]:
    """Return the rows of the hits of a page in their order, in one statement.

    An engine outside the database may be a moment behind: what the viewer may no longer see is left out.
    """
    visible = CatalogueEntry.objects.seen_by(viewer).with_newer_editions(viewer).select_related("organisation")
    entries = visible.in_bulk([hit.entry_id for hit in results.hits])
    suffix = f"?{urlencode({'q': params.text})}" if params.text else ""
    rows = [
        ResultRow(
            entry=entry,
            url=f"{entry.get_absolute_url()}{suffix}",
            facts=fact_line(entry),
            topics=topic_links(entry.topics, vocabulary),
            passage=_shown(hit, entry),
            is_some=place >= results.whole,
            lacks=tuple(words_of(query.required[number]) for number in hit.lacks),
        )
        for place, hit in enumerate(results.hits, params.offset)
        if (entry := entries.get(hit.entry_id))
    ]
    return _newest_edition_first(rows) if params.sort == Sort.BEST else rows


def _newest_edition_first(rows: list[ResultRow]) -> list[ResultRow]:
    """Let an edition that is on the page take its place before the one that it replaces, where both match equally much."""
    left = {row.entry.item_id: row for row in rows}
    found: list[ResultRow] = []

    def place(row: ResultRow) -> None:
        del left[row.entry.item_id]
        newer = left.get(row.entry.superseded_by)  # type: ignore[attr-defined]  # a query says it
        if newer and newer.is_some == row.is_some:
            place(newer)
        found.append(row)

    for row in rows:
        if row.entry.item_id in left:
            place(row)
    return found


def _shown(hit: Hit, entry: CatalogueEntry) -> ShownPassage | None:
    """Return the passage, but for one without a hit where the summary can be read in the language of the page instead."""
    passage = hit.passage
    if passage is None:
        return None
    if entry.translation and not any(is_hit for _text, is_hit in passage.pieces):
        return None
    html = marked(passage.pieces)
    if passage.file_id is None:
        return ShownPassage(html, language=passage.language)
    name = passage.file_name
    if entry.by_initials:
        name = name_by_reference(name, entry.reference, passage.file_id)
    url = reverse("file", args=[passage.file_id, name])
    return ShownPassage(html, passage.page, name, f"{url}#page={passage.page}", passage.language)
