"""The catalogue (read model)."""

from .catalogue import CatalogueEntry, EntryText, EntryTopic, ItemKind, VocabularyVersion

__all__ = ["CatalogueEntry", "EntryText", "EntryTopic", "ItemKind", "VocabularyVersion"]
