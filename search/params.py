"""What a reader asks of the search, checked and bounded. Only `SearchForm` makes it from a request."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sort(models.TextChoices):
    """The order of results."""

    BEST = "best", _("Best match")
    NEWEST = "newest", _("Newest year first")
    OLDEST = "oldest", _("Oldest year first")
    ADDED = "added", _("Recently added")


@dataclass(frozen=True, slots=True)
class SearchParams:
    """A search: the words, the chosen facet values, a span of years, the order and the page (from 1)."""

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    year_from: int | None = None
    year_to: int | None = None
    # What the words are not to be understood as: keys of subjects.
    as_typed: tuple[str, ...] = ()
    sort: str = Sort.BEST
    page: int = 1
    page_size: int = 20
    # Exports and counts do without passages, which cost the most for each hit.
    with_passages: bool = True

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the chosen values of a facet."""
        return self.chosen.get(facet, ())

    @property
    def offset(self) -> int:
        """How many results come before the page."""
        return (self.page - 1) * self.page_size

    @property
    def has_filters(self) -> bool:
        """Whether anything but words is asked for."""
        return any(self.chosen.values()) or self.year_from is not None or self.year_to is not None

    def but(self, **changes: Any) -> "SearchParams":
        """Return the search with some parts changed."""
        return replace(self, **changes)
