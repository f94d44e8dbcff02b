"""The outbox of the index, and what comparisons have found."""

from .checks import CatalogueCheck
from .outbox import PendingChange

__all__ = ["CatalogueCheck", "PendingChange"]
