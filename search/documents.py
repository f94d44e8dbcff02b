"""The search document: what an engine is told about an entry, field by field. Nothing else ever reaches an index."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PageDocument:
    """The text of a page of a file; `text_id` is the key of the `EntryText` row, the language is the file's own."""

    text_id: int
    file_id: int | None
    file_name: str
    page: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """An entry as engines see it."""

    entry_id: int
    version: int
    language: str
    audience: str
    shared_from: date | None
    shared_until: date | None
    published_at: datetime
    # The last and the first year that the item is about.
    year: int | None
    first_year: int | None
    # The title and the identifiers under which people look for the item.
    title: str
    text: str
    pages: tuple[PageDocument, ...]
    # The topics' slugs, broader ones included.
    topics: tuple[str, ...]
    court: str
    # The values of each facet, see `search.params.FACETS`.
    facets: dict[str, tuple[str, ...]]
