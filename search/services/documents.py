"""Makes search documents of catalogue entries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from ..documents import PageDocument, SearchDocument
from ..models import CatalogueEntry, EntryText
from ..vocabulary import Vocabulary, get_vocabulary


def documents_for(entry_ids: Iterable[int]) -> list[SearchDocument]:
    """Return the documents of some entries, from the catalogue alone, in three statements."""
    entries = list(CatalogueEntry.objects.filter(pk__in=list(entry_ids)).select_related("organisation"))
    texts: dict[int, list[EntryText]] = defaultdict(list)
    for text in EntryText.objects.filter(entry__in=entries).select_related("file").order_by("page"):
        texts[text.entry_id].append(text)
    vocabulary = get_vocabulary()
    return [document_of(entry, texts[entry.pk], vocabulary) for entry in entries]


def document_of(entry: CatalogueEntry, texts: Sequence[EntryText], vocabulary: Vocabulary) -> SearchDocument:
    """Return the document of an entry with the given texts (the item's own text is page 0)."""
    topics = vocabulary.with_broader(entry.topics)
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
        title=" ".join([entry.title, entry.reference, *entry.identifiers]),
        text="\n\n".join(text.text for text in texts if not text.page),
        pages=tuple(_page(text) for text in texts if text.page),
        topics=topics,
        court=entry.facts.get("court", ""),
        facets=_facets(entry, topics, vocabulary.forms()),
    )


def _page(text: EntryText) -> PageDocument:
    name = PurePath(text.file.file.name).name if text.file else ""
    return PageDocument(text.pk, text.file_id, name, text.page, text.text)


def _facets(entry: CatalogueEntry, topics: tuple[str, ...], forms: frozenset[str]) -> dict[str, tuple[str, ...]]:
    years = range(entry.first_year or entry.year, entry.year + 1) if entry.year else ()
    return {
        "kind": (entry.kind,),
        "topic": tuple(slug for slug in topics if slug not in forms),
        "form": tuple(slug for slug in topics if slug in forms),
        "country": entry.countries,
        "origin": entry.origin_countries,
        "year": tuple(str(year) for year in years),
        "outcome": (entry.outcome,) if entry.outcome else (),
        "instrument": tuple(entry.instruments),
        "language": entry.languages,
        "organisation": (entry.organisation.slug,) if entry.organisation else (),
    }
