"""The embedded engine."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, transaction

from catalogue.facets import FACETS
from catalogue.visibility import Viewer

from ...documents import SearchDocument
from ...params import SearchParams
from ...query.language import Query
from ..base import Hit, Indexed, Passage, SearchEngine, SearchResults, SearchUnavailable, Suggested, Writer
from ..passages import Alike, marker_of, passages_for
from ..shape import Shape
from . import letters, schema, similar, spelling, titles
from .candidates import Candidates, candidates_of
from .codes import FacetCodes
from .listing import Listing, listing_of, listing_of_all
from .pages import best_pages
from .select import conditions, entries_statement, search_statement, totals_statement
from .writing import TableWriter

# So much is merged before others may write: a few hundredths of a second.
_PAGES_MERGED_AT_ONCE = 200


class SQLiteEngine(SearchEngine):
    """Search inside the site's own SQLite database."""

    transactional = True

    def __init__(self) -> None:
        self.codes = FacetCodes()

    def index(self, documents: Iterable[SearchDocument]) -> None:
        """Write documents in the caller's transaction."""
        documents = list(documents)
        with transaction.atomic(), connection.cursor() as cursor:
            writer = TableWriter(cursor)
            writer.remove(writer.present(document.entry_id for document in documents))
            writer.add(documents)

    def remove(self, entry_ids: Iterable[int]) -> None:
        """Remove entries in the caller's transaction."""
        with transaction.atomic(), connection.cursor() as cursor:
            TableWriter(cursor).remove(entry_ids)

    def purge(self) -> None:
        """Merge the pieces of each index of words into one: FTS5 only notes that a row is gone, and keeps its words until then.

        A few pages at a time, so that nobody waits long for the lock (FTS5, "The 'merge' Command").
        """
        with connection.cursor() as cursor:
            for table in (schema.FTS, schema.PAGE, schema.TITLE):
                # A negative number begins a merge of all pieces, positive ones go on with it.
                pages = -_PAGES_MERGED_AT_ONCE
                while _changes(cursor, f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)", pages) > 1:
                    pages = _PAGES_MERGED_AT_ONCE

    def search(self, params: SearchParams, query: Query, viewer: Viewer) -> SearchResults:
        """Run one statement for hits, facets and total, two where some of the query is enough, and one for the passages of the page."""
        with _database_errors_told():
            alike = self._alike([query])
            languages = self.codes.languages()
            listing = self._listing(params, query, viewer, alike)
            wanted = listing.first(params.sort, params.offset + params.page_size)[params.offset :]
            passages: dict[int, Passage] = {}
            if query.required and params.with_passages:
                marker = marker_of(query, alike)
                passages = passages_for(wanted, marker, best_pages(wanted, marker, languages))
            return SearchResults(
                total=len(listing.ids),
                hits=tuple(Hit(key, passages.get(key), lacks=listing.lacks(key, query)) for key in wanted),
                facets=self._facets(params, listing.codes),
                matching_all=listing.matching_all() if query.graded else None,
            )

    def totals(
        self, searches: Sequence[tuple[SearchParams, Query]], viewer: Viewer, most: int | None = None
    ) -> tuple[int, ...]:
        """Run one statement for all of them, and one before for those of which some is enough."""
        if not searches:
            return ()
        with _database_errors_told(), connection.cursor() as cursor:
            alike = self._alike([query for _params, query in searches])
            candidates = iter(self._candidates([search for search in searches if search[1].graded], viewer, alike))
            parts = []
            for params, query in searches:
                some = next(candidates) if query.graded else None
                if some is None or some.enough:
                    parts.append(search_statement(params, query, viewer, self.codes))
                else:
                    parts.append(entries_statement(some.ids, params, query, viewer, self.codes))
            cursor.execute(*totals_statement(parts, most))
            return tuple(cursor.fetchone())

    def _listing(self, params: SearchParams, query: Query, viewer: Viewer, alike: Alike) -> Listing:
        """Run one statement, or two where some of the query is enough."""
        if query.graded:
            (candidates,) = self._candidates([(params, query)], viewer, alike)
            if not candidates.enough:
                return listing_of(candidates, params, viewer, self.codes)
        return listing_of_all(params, search_statement(params, query, viewer, self.codes))

    def _candidates(
        self, searches: Iterable[tuple[SearchParams, Query]], viewer: Viewer, alike: Alike
    ) -> list[Candidates]:
        asked = [(query, conditions(params, query, viewer, self.codes)) for params, query in searches]
        return candidates_of(asked, self.codes.languages(), alike)

    def _alike(self, queries: Sequence[Query]) -> Alike:
        """Return the words of the index that are spelled like words of some queries, and renew the codes in the same statement."""
        words = tuple(dict.fromkeys(word for query in queries for word in letters.looked_up(query)))
        found = [word for word, _shared in self.codes.refresh(*letters.lookup(words) if words else ())]
        close = all(query.any_will_do for query in queries)
        return {word: others for word in words if (others := letters.alike(word, found, close))}

    def _facets(self, params: SearchParams, codes: Mapping[int, str]) -> dict[str, dict[str, int]]:
        counted = self.codes.count([codes.get(0, "")])
        facets = {facet: counted.get(facet, {}) for facet in FACETS}
        for bit, facet in enumerate(FACETS):
            if params.values(facet):
                # The choice in a facet does not narrow the numbers of its own values.
                others = self.codes.count([codes.get(0, ""), codes.get(1 << bit, "")])
                facets[facet] = others.get(facet, {})
        return facets

    def suggest(self, words: tuple[str, ...], viewer: Viewer, limit: int) -> Suggested:
        """Run one statement for titles and one for courts."""
        with _database_errors_told():
            return titles.suggest(words, viewer, limit)

    def corrections(self, words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """Run two statements a word."""
        with _database_errors_told():
            return spelling.corrections(words)

    def similar(self, entry_id: int, topics: tuple[str, ...], viewer: Viewer, limit: int) -> tuple[int, ...]:
        """Run one statement."""
        with _database_errors_told():
            return similar.similar(entry_id, topics, viewer, limit)

    def rebuild(self, fill: Callable[[Writer], None], catch_up: Callable[[Writer], None]) -> None:
        """Build beside the old tables, in small transactions, and swap in one. What an interruption leaves is gone on with."""
        suffix = f"_build_{self.own_digest()}"
        with connection.cursor() as cursor:
            schema.drop_builds(cursor, keep=suffix)
            schema.create_tables(cursor, suffix)
            fill(_BatchWriter(cursor, suffix))
            for table in (schema.FTS, schema.PAGE, schema.TITLE):
                cursor.execute(f"INSERT INTO {table}{suffix} ({table}{suffix}) VALUES ('optimize')")
            with transaction.atomic():
                catch_up(TableWriter(cursor, suffix))
                schema.swap_tables(cursor, suffix)
                schema.keep_shape(cursor, self.own_shape())

    def held(self) -> Iterator[Indexed]:
        """Yield the whole index."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, version, audience, shared_from, shared_until FROM {schema.DOC} ORDER BY id")
            yield from (Indexed(*row) for row in cursor.fetchall())

    def check_health(self) -> None:
        """Ask each part of the index for one word, and whether its words look as a search asks for them."""
        with _database_errors_told(), connection.cursor() as cursor:
            self.codes.refresh()
            for table in (schema.FTS, schema.PAGE, schema.TITLE):
                cursor.execute(f"SELECT 1 FROM {table} WHERE {table} MATCH '\"x\"' LIMIT 1")
                cursor.fetchall()

    def own_digest(self) -> str:
        """Return the digest of tables and analysis."""
        return schema.shape_digest()

    def kept_shape(self) -> Shape | None:
        """Read the one row of its table, which an index of an older Casebook lacks."""
        tables = connection.introspection.table_names()
        if schema.DOC not in tables:
            return None
        if schema.SHAPE not in tables:
            return Shape()
        with _database_errors_told(), connection.cursor() as cursor:
            cursor.execute(f"SELECT digest, made_by FROM {schema.SHAPE}")
            return Shape(*(cursor.fetchone() or ()))


def _changes(cursor: Any, statement: str, *values: int) -> int:
    """Run a statement and return how many rows it changed, those of tables that an index keeps its parts in among them."""
    before = cursor.connection.total_changes
    cursor.execute(statement, values)
    return int(cursor.connection.total_changes - before)


@contextmanager
def _database_errors_told() -> Iterator[None]:
    """Turn what the database complains of into the protocol's error."""
    try:
        yield
    except DatabaseError as error:
        raise SearchUnavailable(f"The search index does not answer: {error}") from error


class _BatchWriter(TableWriter):
    """Writes to the index under construction, each batch in a transaction of its own, so that nobody waits long."""

    def add(self, documents: Iterable[SearchDocument]) -> None:
        """Add a batch."""
        with transaction.atomic():
            super().add(documents)
