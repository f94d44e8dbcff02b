"""The search document: what an engine is told about an entry, field by field. Nothing else ever reaches an index."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from catalogue.facets import FACETS
from catalogue.models import CatalogueEntry, EntryText
from catalogue.vocabulary import Vocabulary, get_vocabulary
from catalogue.words import initials


@dataclass(frozen=True, slots=True)
class PageDocument:
    """A text beside the item's own: a page of a file, in the file's language, or a translated summary (page 0 of no file).

    `text_id` is the key of the `EntryText` row. `goes_on` says whether it is the next page of the file of the text before it, so that a
    sentence may go on from there.
    """

    text_id: int
    text: str
    language: str
    goes_on: bool = False
    is_summary: bool = False


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
    # The title, initials in it without their points, and the identifiers under which people look for the item.
    title: str
    # The titles in further languages, as (language, title).
    translated_titles: tuple[tuple[str, str], ...]
    # What the item is about, which its text says as well; the translated summaries are among the pages.
    summary: str
    text: str
    pages: tuple[PageDocument, ...]
    # The topics' slugs, broader ones included.
    topics: tuple[str, ...]
    court: str
    # The values of each facet, see `catalogue.facets`.
    facets: dict[str, tuple[str, ...]]

    def titles(self) -> tuple[tuple[str, str], ...]:
        """Return the titles in all languages, each with its language, the item's own first."""
        return ((self.language, self.title), *self.translated_titles)


def documents_for(entry_ids: Iterable[int]) -> list[SearchDocument]:
    """Return the documents of some entries, from the catalogue alone, in two statements."""
    keys = list(entry_ids)
    texts: dict[int, list[str]] = defaultdict(list)
    pages: dict[int, list[PageDocument]] = defaultdict(list)
    rows = EntryText.objects.filter(entry__in=keys).order_by("file_id", "page", "pk")
    vocabulary = get_vocabulary()
    entries = list(CatalogueEntry.objects.filter(pk__in=keys).select_related("organisation"))
    files: dict[int, int] = {}
    for entry_id, pk, page, text, file_id, language_of_file, language in rows.values_list(
        "entry_id", "pk", "page", "text", "file_id", "file__language", "language"
    ):
        if page or language:
            goes_on = file_id is not None and files.get(entry_id) == file_id
            of = language or language_of_file or ""
            pages[entry_id].append(PageDocument(pk, text, of, goes_on, is_summary=file_id is None))
            files[entry_id] = file_id
        else:
            texts[entry_id].append(text)
    return [_document_of(entry, "\n\n".join(texts[entry.pk]), pages[entry.pk], vocabulary) for entry in entries]


def _document_of(
    entry: CatalogueEntry, text: str, pages: Sequence[PageDocument], vocabulary: Vocabulary
) -> SearchDocument:
    """Return the document of an entry with its own text and the pages of its files."""
    return SearchDocument(
        entry_id=entry.pk,
        version=entry.version,
        language=entry.language,
        audience=entry.audience,
        shared_from=entry.shared_from,
        shared_until=entry.shared_until,
        published_at=entry.published_at,
        year=entry.year,
        first_year=entry.first_year,
        title=" ".join([entry.title, *initials(entry.title), entry.reference, *entry.identifiers]),
        translated_titles=tuple((one.language, one.title) for one in entry.translated()),
        summary=entry.summary,
        text=text,
        pages=tuple(pages),
        topics=vocabulary.with_broader(entry.topics),
        court=entry.facts.get("court", ""),
        facets={name: facet.source.values(entry, vocabulary) for name, facet in FACETS.items()},
    )
