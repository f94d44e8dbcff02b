"""Keeps the index in step with the catalogue, inside the transaction in which entries change."""

from typing import Any

from catalogue.models import CatalogueEntry
from catalogue.signals import entries_changed

from .documents import documents_for
from .engines import get_engine
from .services.outbox import post


def on_entries_changed(changes: list[tuple[int, int]], **_: Any) -> None:
    """Tell the engine: at once if it writes in this transaction, else by way of the outbox."""
    engine = get_engine()
    if not engine.transactional:
        post(changes)
        return
    documents = documents_for(key for key, _version in changes)
    if documents:
        engine.index(documents)
    if gone := {key for key, _version in changes} - {document.entry_id for document in documents}:
        engine.remove(gone)


def connect() -> None:
    """Connect the receiver; called once, when the app is ready."""
    entries_changed.connect(on_entries_changed, sender=CatalogueEntry, dispatch_uid="search.entries_changed")
