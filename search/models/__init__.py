"""The catalogue (read model), its checks, and the outbox of the index."""

from .catalogue import CatalogueEntry, EntryText, EntryTopic, ItemKind, VocabularyVersion
from .checks import CatalogueCheck
from .outbox import PendingChange

__all__ = [
    "CatalogueCheck",
    "CatalogueEntry",
    "EntryText",
    "EntryTopic",
    "ItemKind",
    "PendingChange",
    "VocabularyVersion",
]
