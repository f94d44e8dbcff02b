"""The client: versioned writes, and reads that leave out what the outbox has not delivered."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from catalogue.visibility import Viewer
from search.documents import SearchDocument
from search.engines import ENGINES
from search.engines.base import Indexed, OtherShape, RemoteEngine, SearchResults, SearchUnavailable, Suggested, Writer
from search.engines.shape import IndexState, Shape, Standing
from search.params import SearchParams
from search.query.language import Query

from . import finding, leads
from .server import RULES, SERVER, Index

# `memory:/path/to/file` shares the documents with other processes by way of a file.
URL = "memory:"


class MemoryEngine(RemoteEngine):
    """Asks the one server of this process."""

    def __init__(self) -> None:
        super().__init__()
        path = urlsplit(settings.SEARCH_URL).path
        SERVER.path = Path(path) if path else None

    def _documents(self, viewer: Viewer) -> list[SearchDocument]:
        """Return what the viewer may see of what is known in its present version."""
        lagging = frozenset(self.pending())
        held = self.ask(SERVER.index)
        return [
            document
            for _version, document in held.values()
            if document and document.entry_id not in lagging and finding.sees(viewer, document)
        ]

    def search(self, params: SearchParams, query: Query, viewer: Viewer) -> SearchResults:
        """Look through every document."""
        return finding.search(self._documents(viewer), params, query)

    def suggest(self, words: tuple[str, ...], viewer: Viewer, limit: int) -> Suggested:
        """Look through every title and court."""
        return leads.suggest(self._documents(viewer), words, limit) if words else Suggested()

    def corrections(self, words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """Look through every word."""
        held = self.ask(SERVER.index)
        return leads.corrections([document for _version, document in held.values() if document], words)

    def similar(self, entry_id: int, topics: tuple[str, ...], viewer: Viewer, limit: int) -> tuple[int, ...]:
        """Weigh the topics of every document."""
        return leads.similar(self._documents(viewer), entry_id, topics, limit) if topics else ()

    def index(self, documents: Iterable[SearchDocument]) -> None:
        """Write documents."""
        self.deliver(documents, {})

    def remove(self, entry_ids: Iterable[int]) -> None:
        """Take entries out, whatever their version."""
        with SERVER.writing() as held:
            for entry_id in entry_ids:
                held.pop(entry_id, None)

    def deliver(self, documents: Iterable[SearchDocument], gone: Mapping[int, int]) -> dict[int, str]:
        """Write with versions."""
        state = IndexState(self._shape(), self.own_shape())
        if state.standing is not Standing.IN_STEP:
            raise OtherShape(state.sentence)
        with SERVER.writing() as held:
            refused = _put(held, documents)
            for entry_id, version in gone.items():
                if _is_new(held, entry_id, version):
                    held[entry_id] = (version, None)
        return refused

    def own_digest(self) -> str:
        """Return what stands for the rules of documents."""
        return RULES.digest

    def kept_shape(self) -> Shape | None:
        """Ask the server."""
        return self.ask(self._shape)

    def _shape(self) -> Shape | None:
        SERVER.answers()
        return None if SERVER.held is None else SERVER.shape

    def rebuild(self, fill: Callable[[Writer], None], catch_up: Callable[[Writer], None]) -> None:
        """Fill an index beside the old one and swap."""
        SERVER.answers()
        made: Index = {}
        writer = _MemoryWriter(made)
        fill(writer)
        catch_up(writer)
        if writer.refused:
            raise SearchUnavailable(f"The engine refused {len(writer.refused)} entries.")
        SERVER.replace(made)
        SERVER.shape = self.own_shape()
        with SERVER.writing() as held:
            # What was delivered to the old index at the last moment.
            catch_up(_MemoryWriter(held))

    def held(self) -> Iterator[Indexed]:
        """Yield what is there in the order of the keys."""
        for key, (version, document) in sorted(SERVER.index().items()):
            if document:
                days = (day and day.isoformat() for day in (document.shared_from, document.shared_until))
                yield Indexed(key, version, document.audience, *days)

    def check_health(self) -> None:
        """Ask for the index."""
        self.ask(SERVER.index)


class _MemoryWriter(Writer):
    def __init__(self, held: Index) -> None:
        self._held = held
        self.refused: dict[int, str] = {}

    def add(self, documents: Iterable[SearchDocument]) -> None:
        SERVER.answers()
        self.refused.update(_put(self._held, documents))

    def remove(self, entry_ids: Iterable[int]) -> None:
        SERVER.answers()
        for entry_id in entry_ids:
            self._held.pop(entry_id, None)


def _is_new(held: Index, entry_id: int, version: int) -> bool:
    return entry_id not in held or held[entry_id][0] <= version


def _put(held: Index, documents: Iterable[SearchDocument]) -> dict[int, str]:
    refused: dict[int, str] = {}
    for document in documents:
        if SERVER.refuses(document):
            refused[document.entry_id] = "document_parsing_exception"
        elif _is_new(held, document.entry_id, document.version):
            held[document.entry_id] = (document.version, document)
    return refused


ENGINES["memory"] = f"{__name__}.MemoryEngine"
