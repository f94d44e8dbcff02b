"""Writes the catalogue: the only place that does. Each function takes part in the transaction of its caller."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from cases.models import SharedItem
from files.models import PageText

from ..analysis.words import folded
from ..descriptions import Description, describe
from ..documents import PageDocument, SearchDocument
from ..engines import get_engine
from ..live_items import is_live, item_models, live_items
from ..models import CatalogueEntry, EntryText, EntryTopic, PendingChange
from ..vocabulary import get_vocabulary
from .documents import document_of, documents_for, page_document
from .outbox import announce

PageRow = tuple[int, int, str, str]
_WRITTEN = [field.name for field in CatalogueEntry._meta.concrete_fields if field.name not in {"id", "item"}]


@transaction.atomic
def publish_entry(item: SharedItem) -> None:
    """Write the entry of a published item and put it into the index; an item that is not live is withdrawn."""
    if is_live(item):
        index_documents(write_entries([item]))
    else:
        withdraw_entries([item.pk])


@transaction.atomic
def withdraw_entries(item_ids: Iterable[int]) -> int:
    """Remove the entries of items from the catalogue and the index, text and all; return how many there were."""
    entries = list(CatalogueEntry.objects.filter(item_id__in=list(item_ids)).values_list("pk", "version"))
    if entries:
        CatalogueEntry.objects.filter(pk__in=[pk for pk, _version in entries]).delete()
        remove_from_index(entries)
    return len(entries)


@transaction.atomic
def refresh_items(item_ids: Iterable[int]) -> None:
    """Derive the entries of some items again, because something that they are made of has changed."""
    ids = set(item_ids)
    live: set[int] = set()
    for model in item_models():
        items = list(live_items(model).filter(pk__in=ids))
        live.update(item.pk for item in items)
        index_documents(write_entries(items))
    withdraw_entries(ids - live)


def index_documents(documents: Sequence[SearchDocument]) -> None:
    """Give documents to the engine: at once if it writes in this transaction, else by way of the outbox."""
    engine = get_engine()
    if not engine.transactional:
        announce(PendingChange.Operation.INDEX, [(document.entry_id, document.version) for document in documents])
    elif documents:
        engine.index(documents)


def remove_from_index(entries: Sequence[tuple[int, int]]) -> None:
    """Take entries, given with their versions, out of the index, in the same way."""
    engine = get_engine()
    if not engine.transactional:
        announce(PendingChange.Operation.REMOVE, entries)
    elif entries:
        engine.remove([entry_id for entry_id, _version in entries])


def reindex_entries(entry_ids: Iterable[int]) -> None:
    """Put entries into the index as the catalogue has them."""
    index_documents(documents_for(entry_ids))


@transaction.atomic
def write_entries(items: Sequence[SharedItem]) -> list[SearchDocument]:
    """Write the entries of live items of one type, with topics and texts, and return their search documents.

    The number of statements does not depend on the number of items.
    """
    if not items:
        return []
    topics, pages = _topics_of(items), _page_texts_of(items)
    versions = dict(CatalogueEntry.objects.filter(item__in=items).values_list("item_id", "version"))
    described = [(item, describe(item)) for item in items]
    vocabulary = get_vocabulary()
    slugs = {item.pk: [vocabulary.slugs[topic_id] for topic_id in topics[item.pk]] for item in items}
    entries = CatalogueEntry.objects.bulk_create(
        [_entry(item, text, versions.get(item.pk, 0) + 1, slugs[item.pk]) for item, text in described],
        update_conflicts=True,
        unique_fields=["item"],
        update_fields=_WRITTEN,
    )
    if versions:
        EntryTopic.objects.filter(entry__in=entries).delete()
        EntryText.objects.filter(entry__in=entries).delete()
    EntryTopic.objects.bulk_create(
        [EntryTopic(entry=entry, topic_id=topic_id) for entry in entries for topic_id in topics[entry.item_id]]
    )
    texts = [EntryText(entry=entry, text=of.text) for entry, (_item, of) in zip(entries, described, strict=True)]
    of_files = [
        (EntryText(entry=entry, file_id=file_id, page=number, text=text), path)
        for entry in entries
        for file_id, number, text, path in pages[entry.item_id]
    ]
    EntryText.objects.bulk_create([*texts, *[text for text, _path in of_files]])
    page_documents: dict[int, list[PageDocument]] = defaultdict(list)
    for text, path in of_files:
        page_documents[text.entry_id].append(page_document(text.pk, text.page, text.text, text.file_id, path))
    return [
        document_of(entry, text.text, page_documents[entry.pk], vocabulary)
        for entry, text in zip(entries, texts, strict=True)
    ]


def _entry(item: SharedItem, description: Description, version: int, topics: list[str]) -> CatalogueEntry:
    organisation = item.named_organisation
    identifiers = [name for name in description.identifiers if name]
    codes: dict[str, Any] = {
        "countries": description.countries,
        "origin_countries": description.origin_countries,
        "languages": description.languages,
    }
    return CatalogueEntry(
        item_id=item.pk,
        version=version,
        kind=description.kind,
        reference=item.reference,
        slug=item.slug,
        language=item.language,
        audience=item.audience,
        shared_from=item.shared_from,
        shared_until=item.shared_until,
        organisation=organisation,
        year=description.year,
        first_year=description.first_year,
        outcome=description.outcome,
        **codes,
        instruments=list(description.instruments),
        identifiers=identifiers,
        published_at=item.first_published_at,
        updated_at=item.last_published_at,
        words=f" {' '.join(folded(' '.join([item.title, item.reference, *identifiers])))} ",
        title=item.title,
        summary=item.summary,
        facts=description.facts,
        topics=topics,
    )


def _topics_of(items: Sequence[SharedItem]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    through = type(items[0]).topics.through
    links = through.objects.filter(content_object__in=items).order_by("pk")
    for item_id, topic_id in links.values_list("content_object_id", "tag_id"):
        found[item_id].append(topic_id)
    return found


def _page_texts_of(items: Sequence[SharedItem]) -> dict[int, list[PageRow]]:
    """Return (file, page, text, path of the file) of each page of each item's files."""
    found: dict[int, list[PageRow]] = defaultdict(list)
    relation = type(items[0])._meta.get_field(items[0].file_relation)
    own, other = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    links = relation.remote_field.through.objects.filter(**{f"{own}__in": items}).order_by("pk")
    files = list(links.values_list(f"{own}_id", f"{other}_id"))
    texts: dict[int, list[PageRow]] = defaultdict(list)
    if files:
        for row in PageText.objects.filter(file_id__in=[file_id for _item_id, file_id in files]).values_list(
            "file_id", "number", "text", "file__file"
        ):
            texts[row[0]].append(row)
    for item_id, file_id in files:
        found[item_id] += texts[file_id]
    return found
