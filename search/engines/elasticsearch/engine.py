"""The engine on Elasticsearch."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import Any

from django.conf import settings

from elasticsearch import Elasticsearch

from catalogue.visibility import Viewer

from ...documents import SearchDocument
from ...params import SearchParams
from ...query.language import Query
from ..base import Indexed, OtherShape, RemoteEngine, SearchResults, SearchUnavailable, Suggested, Writer
from ..passages import marker_of, passages_for
from ..shape import IndexState, Shape, Standing
from . import leads
from .answers import best_pages, read_results, read_total
from .connection import QUERY_SECONDS, WRITE_SECONDS, connect, read_address
from .failures import server_errors_told
from .indexes import Indexes, reading_alias, writing_alias
from .mapping import shape_digest
from .request import search_body, total_body
from .writing import BulkWriter, put, send, take_out

_SCAN = 5_000
_AGREEMENT = ("audience", "shared_from", "shared_until")
# The server keeps what a search found and counted until the index changes: the same search by the next reader costs a third.
# What a reader may see is part of the request, so nobody gets what was found for somebody else.
CACHED = {"request_cache": True}


class ElasticsearchEngine(RemoteEngine):
    """Search in Elasticsearch: one request a page, never longer than two seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.address = read_address(settings.SEARCH_URL)

    @cached_property
    def reading(self) -> Elasticsearch:
        """The client for readers."""
        return connect(self.address, QUERY_SECONDS)

    @cached_property
    def writing(self) -> Elasticsearch:
        """The client for writes, which may take longer."""
        return connect(self.address, WRITE_SECONDS)

    @property
    def indexes(self) -> Indexes:
        """The indexes behind the alias."""
        return Indexes(self.writing, self.address.alias)

    @property
    def readable(self) -> str:
        """The name under which readers' requests are sent."""
        return reading_alias(self.address.alias)

    def search(self, params: SearchParams, query: Query, viewer: Viewer) -> SearchResults:
        """Send one request, and read the texts of the page in one statement.

        What the outbox has not delivered yet is left out, never shown as it was.
        """
        answer = self._send(search_body(params, query, viewer, self.pending()), **CACHED)
        results = read_results(answer, query)
        if not query.required or not params.with_passages:
            return results
        keys = [hit.entry_id for hit in results.hits]
        passages = passages_for(keys, marker_of(query), best_pages(answer))
        return replace(results, hits=tuple(replace(hit, passage=passages.get(hit.entry_id)) for hit in results.hits))

    def totals(
        self, searches: Sequence[tuple[SearchParams, Query]], viewer: Viewer, most: int | None = None
    ) -> tuple[int, ...]:
        """Send one request for all of them."""
        if not searches:
            return ()
        pending = self.pending()
        bodies = [total_body(params, query, viewer, pending) for params, query in searches]

        def request() -> list[dict[str, Any]]:
            with server_errors_told():
                several = [part for body in bodies for part in ({}, body)]
                found = self.reading.msearch(index=self.readable, searches=several)
                return list(found["responses"])

        answers = self.ask(request)
        if any("error" in answer for answer in answers):
            raise SearchUnavailable("Elasticsearch could not count one of several searches.")
        return tuple(read_total(answer, query) for answer, (_params, query) in zip(answers, searches, strict=True))

    def suggest(self, words: tuple[str, ...], viewer: Viewer, limit: int) -> Suggested:
        """Send one request for titles and courts."""
        if not words:
            return Suggested()
        return leads.read_suggestions(self._send(leads.suggestion_body(words, viewer, self.pending(), limit)))

    def corrections(self, words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """Send one request for all words."""
        body = leads.spelling_body(words)
        return leads.read_spellings(words, self._send(body)) if body["suggest"] else {}

    def similar(self, entry_id: int, topics: tuple[str, ...], viewer: Viewer, limit: int) -> tuple[int, ...]:
        """Send one request."""
        if not topics:
            return ()
        answer = self._send(leads.similar_body(entry_id, topics, viewer, self.pending(), limit))
        return tuple(int(hit["_id"]) for hit in answer["hits"]["hits"])

    def _send(self, body: dict[str, Any], **options: Any) -> dict[str, Any]:
        def request() -> dict[str, Any]:
            with server_errors_told():
                found: dict[str, Any] = self.reading.search(index=self.readable, **body, **options).body
                return found

        return self.ask(request)

    def index(self, documents: Iterable[SearchDocument]) -> None:
        """Write documents, to be found when this returns."""
        self.deliver(documents, {})

    def remove(self, entry_ids: Iterable[int]) -> None:
        """Take entries out, whatever their version."""
        send(self.writing, self.address.alias, map(take_out, entry_ids))
        self._refresh()

    def deliver(self, documents: Iterable[SearchDocument], gone: Mapping[int, int]) -> dict[int, str]:
        """Write with versions, then make it searchable.

        The writes name the index whose shape was seen: one that is put in its place meanwhile gets none of them.
        """
        with server_errors_told():
            present = self.indexes.present()
        state = IndexState(present and present[1], self.own_shape())
        if present is None or state.standing is not Standing.IN_STEP:
            raise OtherShape(state.sentence)
        actions = chain(map(put, documents), (take_out(key, version) for key, version in gone.items()))
        refused = send(self.writing, writing_alias(present[0]), actions)
        self._refresh()
        return refused

    def _refresh(self) -> None:
        with server_errors_told():
            self.writing.indices.refresh(index=self.address.alias)

    def rebuild(self, fill: Callable[[Writer], None], catch_up: Callable[[Writer], None]) -> None:
        """Fill an index beside the old one and swap the alias.

        What was delivered to the old index between `catch_up` and the swap is brought in by a second one.
        """
        with server_errors_told(), self.indexes.fresh(self.own_shape()) as name:
            writer = BulkWriter(self.writing, writing_alias(name))
            try:
                fill(writer)
                catch_up(writer)
                writer.finish()
                if writer.refused:
                    raise SearchUnavailable(f"Elasticsearch refused {len(writer.refused)} entries: {_kinds(writer)}.")
                self.indexes.put_in_place(name)
                catch_up(writer)
                writer.finish()
                self._refresh()
            finally:
                writer.close()

    def held(self) -> Iterator[Indexed]:
        """Yield the whole index from a view of the index that stays as it is meanwhile."""
        with server_errors_told():
            view = self.writing.open_point_in_time(index=self.address.alias, keep_alive="1m")["id"]
            try:
                yield from self._scan(view)
            finally:
                self.writing.close_point_in_time(id=view)

    def _scan(self, view: str) -> Iterator[Indexed]:
        after: list[Any] | None = None
        while True:
            found = self.writing.search(
                pit={"id": view, "keep_alive": "1m"}, size=_SCAN, sort=["entry_id"], source={"includes": list(_AGREEMENT)}, version=True,
                track_total_hits=False, search_after=after,
            )["hits"]["hits"]  # fmt: skip
            if not found:
                return
            for hit in found:
                agreement = [hit["_source"].get(name) for name in _AGREEMENT]
                yield Indexed(int(hit["_id"]), hit["_version"], *agreement)
            after = found[-1]["sort"]

    def check_health(self) -> None:
        """Ask whether the index can be searched."""
        self._send({"size": 0, "track_total_hits": False})

    def own_digest(self) -> str:
        """Return the digest of mapping and analysis."""
        return shape_digest()

    def kept_shape(self) -> Shape | None:
        """Ask for what the mapping says of itself."""

        def request() -> Shape | None:
            with server_errors_told():
                present = Indexes(self.reading, self.address.alias).present()
                return present and present[1]

        return self.ask(request)


def _kinds(writer: BulkWriter) -> str:
    return ", ".join(sorted(set(writer.refused.values())))
