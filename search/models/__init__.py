"""The catalogue (read model), and the outbox of the index."""

from .catalogue import CatalogueEntry, EntryText, EntryTopic, ItemKind, VocabularyVersion
from .outbox import PendingChange

__all__ = ["CatalogueEntry", "EntryText", "EntryTopic", "ItemKind", "PendingChange", "VocabularyVersion"]
