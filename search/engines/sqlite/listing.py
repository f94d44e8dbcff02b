"""What a search finds, read in columns: what its page lists, in order, and what is counted of the rest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from operator import mul
from typing import Any

from django.db import connection

from catalogue.visibility import Viewer

from ...params import SearchParams, Sort
from ...query.language import Query
from ..weights import OWN_LANGUAGE
from .candidates import Candidates
from .codes import FacetCodes
from .nearness import near_sources
from .scores import SCORED, scored_statement, scores_of, to_be_scored
from .select import UNIT, Part, conditions, entries_statement, in_columns
from .sources import Source

# The columns of the rows of `in_columns`.
FAILED, IDS, CODES, YEARS, PUBLISHED, OWN, SCORES = range(7)


@dataclass(slots=True)
class Listing:
    """The results of a search, one column for each thing that is known of them; lower scores are better."""

    ids: list[int] = field(default_factory=list)
    # With commas between; few searches are ordered by them.
    years: str = ""
    published: list[int] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    # The symbols of all facet values, by the bits of the facets that their entries fail; those of the results are at 0.
    codes: dict[int, str] = field(default_factory=dict)
    # Which of the results match some of the query only, and what they match.
    candidates: Candidates | None = None

    def first(self, sort: str, most: int) -> list[int]:
        """Return the keys of the first results: those that match all before those that match some, in an order of `Sort`."""
        some = self.candidates.matched if self.candidates else {}
        keys = self._keys(sort)
        return [-key[-1] for _is_some, key in nsmallest(most, zip(map(some.__contains__, self.ids), keys, strict=True))]

    def lacks(self, key: int, query: Query) -> tuple[int, ...]:
        """Return the places of the clauses that an entry surely does not match."""
        if self.candidates is None or key not in self.candidates.matched:
            return ()
        known = self.candidates.matched[key] | self.candidates.cut
        return tuple(place for place, _clause in enumerate(query.required) if not known & 1 << place)

    def matching_all(self) -> int:
        """Return how many of the results match all of the query."""
        return sum(key not in self.candidates.matched for key in self.ids) if self.candidates else len(self.ids)

    def _keys(self, sort: str) -> Iterator[tuple[Any, ...]]:
        """Yield what each result is ordered by, the lowest first; the last is its key, below zero."""
        newest = [-key for key in self.ids]
        added = [-time for time in self.published]
        if sort == Sort.BEST:
            return zip(self.scores, added, newest, strict=True)
        if sort == Sort.ADDED:
            return zip(added, newest, strict=True)
        sign = -1 if sort == Sort.NEWEST else 1
        # Entries without a year come last in both directions.
        years = [(not year, sign * int(year or 0)) for year in (self.years.split(",") if self.ids else ())]
        return zip(years, added, newest, strict=True)


def listing_of_all(params: SearchParams, entries: Part) -> Listing:
    """Return what a statement finds, everything matching all of the query."""
    rows = _rows(in_columns(params, entries))
    return _listing(rows, lambda row: _integers(row[SCORES]))


def listing_of(candidates: Candidates, params: SearchParams, viewer: Viewer, codes: FacetCodes) -> Listing:
    """Return candidates of a query with their scores, in one statement."""
    if not candidates.ids:
        return Listing(candidates=candidates)
    seen = conditions(params, candidates.query, viewer, codes)
    # Where the order is another, no BM25 is asked.
    chosen, near = list[int](), list[Source]()
    if params.sort == Sort.BEST:
        chosen, near = to_be_scored(candidates), list(near_sources(candidates, codes.languages()))
    asked = [(candidates.found[place].source, len(candidates.found[place].ids)) for place in chosen]
    asked += [(source, SCORED) for source in near]
    parts = [in_columns(params, entries_statement(sorted(candidates.ids), params, candidates.query, viewer, codes))]
    # Numbers below zero tell what sources found from the entries.
    parts += [scored_statement(-1 - number, source, most, seen) for number, (source, most) in enumerate(asked)]
    rows = _rows(
        Part(" UNION ALL ".join(part.sql for part in parts), [one for part in parts for one in part.arguments])
    )
    told = {-1 - row[0]: dict(zip(_integers(row[1]), _scores(row[2]), strict=True)) for row in rows if row[0] < 0}
    bm25 = {place: told.get(number, {}) for number, place in enumerate(chosen)}
    beside = [(source, told.get(number, {})) for number, source in enumerate(near, len(chosen))]
    scores = scores_of(candidates, bm25, beside)
    entries = [row for row in rows if row[FAILED] >= 0]
    return _listing(entries, lambda row: [scores[key] for key in _integers(row[IDS])], candidates)


def _listing(
    rows: list[Any], scores: Callable[[Any], Sequence[float]], candidates: Candidates | None = None
) -> Listing:
    listing = Listing(codes={row[FAILED]: row[CODES] for row in rows}, candidates=candidates)
    for row in rows:
        if not row[FAILED]:
            listing.ids, listing.published = _integers(row[IDS]), _integers(row[PUBLISHED])
            listing.years = row[YEARS]
            weights = {"0": 1.0, "1": OWN_LANGUAGE}
            listing.scores = list(map(mul, scores(row), map(weights.__getitem__, row[OWN])))
    return listing


def _rows(part: Part) -> list[Any]:
    """Return the rows that have keys."""
    with connection.cursor() as cursor:
        cursor.execute(*part)
        return [row for row in cursor.fetchall() if row[IDS]]


def _integers(text: str) -> list[int]:
    return list(map(int, text.split(",")))


def _scores(text: str) -> list[float]:
    return [int(score) * UNIT for score in text.split(",")]
