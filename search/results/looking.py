"""Who looks, with what: what is needed to try one search after another for the same reader."""

from dataclasses import dataclass
from typing import Protocol

from catalogue.visibility import Viewer

from ..engines.base import SearchEngine
from ..params import SearchParams
from ..query.language import Query


class Reads(Protocol):
    """Reads the words of a search."""

    def __call__(self, params: SearchParams, any_will_do: bool = False) -> Query:
        """Return the query; where any word will do, one that takes each in whatever way."""
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """The engine, the reader, and what reads the words of a search."""

    engine: SearchEngine
    viewer: Viewer
    read: Reads

    def totals(self, searches: list[tuple[SearchParams, Query]], most: int | None = None) -> tuple[int, ...]:
        """Return how many results of each search the reader may see, asked for at once; an engine may stop at `most`."""
        return self.engine.totals(searches, self.viewer, most) if searches else ()

    def finds(self, searches: list[tuple[SearchParams, Query]]) -> list[bool]:
        """Return whether the reader may see a result of each search, asked for at once."""
        return [total > 0 for total in self.engine.totals(searches, self.viewer, most=1)] if searches else []
