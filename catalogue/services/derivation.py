"""What the catalogue is to say of live items, worked out from the items without writing anything."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cases.models import SharedItem
from files.models import PageText

from ..descriptions import Description, describe
from ..models import CatalogueEntry, EntryText, EntryTopic
from ..vocabulary import get_vocabulary
from ..words import folded

# (file, page, language, text); the item's own text and its translations, which name their language, are page 0 of no file.
TextRow = tuple[int | None, int, str, str]


@dataclass(slots=True)
class Derived:
    """An entry as it is to be, not stored yet, with its topics, its own text and that of each page of its files."""

    item: SharedItem
    entry: CatalogueEntry
    topics: list[int]
    # In order.
    texts: list[TextRow]


@dataclass(slots=True)
class Stored:
    """An entry as the catalogue has it."""

    entry: CatalogueEntry
    topics: list[int]
    texts: list[TextRow]


def derive(items: Sequence[SharedItem]) -> list[Derived]:
    """Return what the catalogue is to say of items of one type; the number of statements does not depend on theirs."""
    if not items:
        return []
    topics, pages = _topics_of(items), _pages_of(items)
    slugs = get_vocabulary().slugs
    derived = []
    for item in (stored.as_shown() for stored in items):
        description = describe(item)
        entry = _entry(item, description, [slugs[topic] for topic in topics[item.pk]])
        pages_shown = _shown(pages[item.pk], item)
        texts = sorted([(None, 0, "", description.text), *_translated(entry), *pages_shown], key=_place)
        derived.append(Derived(item, entry, topics[item.pk], texts))
    return derived


def stored_for(item_ids: Iterable[int]) -> dict[int, Stored]:
    """Return what the catalogue has of some items, by item, in three statements."""
    entries = {entry.pk: entry for entry in CatalogueEntry.objects.filter(item__in=list(item_ids))}
    topics: dict[int, list[int]] = defaultdict(list)
    links = EntryTopic.objects.filter(entry__in=entries).order_by("pk")
    for entry_id, topic_id in links.values_list("entry_id", "topic_id"):
        topics[entry_id].append(topic_id)
    texts: dict[int, list[TextRow]] = defaultdict(list)
    rows = EntryText.objects.filter(entry__in=entries)
    for entry_id, file_id, page, language, text in rows.values_list("entry_id", "file_id", "page", "language", "text"):
        texts[entry_id].append((file_id, page, language, text))
    return {entry.item_id: Stored(entry, topics[pk], sorted(texts[pk], key=_place)) for pk, entry in entries.items()}


def _place(row: TextRow) -> tuple[int, int, str]:
    return row[0] or 0, row[1], row[2]


def _translated(entry: CatalogueEntry) -> list[TextRow]:
    """Return the translated summaries as texts to be searched."""
    return [(None, 0, one["language"], one["summary"]) for one in entry.translations]


def _entry(item: SharedItem, description: Description, topics: list[str]) -> CatalogueEntry:
    translations = item.translated()
    titles = [item.title, *(one.title for one in translations)]
    return CatalogueEntry(
        item_id=item.pk,
        kind=item.kind.code,
        reference=item.reference,
        slug=item.slug,
        language=item.language,
        audience=item.audience,
        shared_from=item.shared_from,
        shared_until=item.shared_until,
        in_web_search=item.in_web_search,
        organisation=item.named_organisation,
        published_at=item.first_published_at,
        updated_at=item.last_published_at,
        words=f" {' '.join(folded(' '.join([*titles, item.reference, *description.identifiers])))} ",
        title=item.title,
        summary=item.summary,
        translations=[one.columns() for one in translations],
        topics=topics,
        **description.columns(),
    )


def _shown(pages: list[TextRow], item: SharedItem) -> list[TextRow]:
    """Return the pages of files as the index may have them: it must not find by a name what is shown without it."""
    initials = item.initials
    if initials is None:
        return pages
    return [(file_id, number, language, initials.of(text)) for file_id, number, language, text in pages]


def _topics_of(items: Sequence[SharedItem]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    through = type(items[0]).topics.through
    links = through.objects.filter(content_object__in=items).order_by("pk")
    for item_id, topic_id in links.values_list("content_object_id", "tag_id"):
        found[item_id].append(topic_id)
    return found


def _pages_of(items: Sequence[SharedItem]) -> dict[int, list[TextRow]]:
    """Return the pages of each item's files."""
    found: dict[int, list[TextRow]] = defaultdict(list)
    relation = type(items[0])._meta.get_field(items[0].file_relation)
    own, other = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    links = relation.remote_field.through.objects.filter(**{f"{own}__in": items}).order_by("pk")
    files = list(links.values_list(f"{own}_id", f"{other}_id"))
    texts: dict[int, list[TextRow]] = defaultdict(list)
    if files:
        rows = PageText.objects.filter(file_id__in=[file_id for _item_id, file_id in files])
        for file_id, number, text in rows.values_list("file_id", "number", "text"):
            texts[file_id].append((file_id, number, "", text))
    for item_id, file_id in files:
        found[item_id] += texts[file_id]
    return found
