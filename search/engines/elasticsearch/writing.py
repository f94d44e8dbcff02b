"""Writes search documents: each write carries the entry's version, and the server keeps the newest."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from catalogue.analysis.letters import latin
from catalogue.words import folded

from ...documents import SearchDocument
from ..base import SearchUnavailable, Writer
from ..tokens import IN_TITLE, SHORTEST_SPELLED, SUBJECT, EntryTokens, entry_tokens
from .failures import server_errors_told
from .mapping import MEANINGS, PAGES, RUNS, STEMS, WORDS

CHUNK = 500
CHUNK_BYTES = 10 * 1024 * 1024
# A newer version is there already, or there was nothing to remove: both are what was wanted.
_DONE = frozenset({200, 201, 404, 409})
_TRY_AGAIN = frozenset({403, 429, 502, 503, 504})
Action = dict[str, Any]


def source_of(document: SearchDocument) -> dict[str, Any]:
    """Return a document as the index has it. Every field is named here and in the mapping; nothing else is sent."""
    tokens = entry_tokens(document)
    source: dict[str, Any] = {
        "entry_id": document.entry_id,
        "audience": document.audience,
        "published": int(document.published_at.timestamp()),
        "year": document.year,
        "first_year": document.first_year,
        "topics": document.topics,
        "facets": document.facets,
        "title": " ".join(tokens.title.words),
        STEMS: " ".join([*_unordered(tokens), *tokens.title.stems * IN_TITLE, *tokens.text.stems]),
        WORDS: " ".join([*tokens.title.words * IN_TITLE, *tokens.text.words]),
        RUNS: " ".join(_spelled(tokens)),
    }
    if document.shared_from:
        source["shared_from"] = document.shared_from.isoformat()
    if document.shared_until:
        source["shared_until"] = document.shared_until.isoformat()
    if document.court:
        source["court"], source["court_words"] = document.court, " ".join(folded(document.court))
    if document.pages:
        source[PAGES] = [
            {
                "text_id": page.text_id,
                STEMS: " ".join(words.stems),
                WORDS: " ".join(words.words),
                MEANINGS: " ".join(words.meanings),
            }
            for page, words in zip(document.pages, tokens.pages, strict=True)
        ]
    return source


def _unordered(tokens: EntryTokens) -> list[str]:
    """Return what stands for an entry besides the words of its texts, as often as it counts."""
    subjects = [*tokens.topics, *tokens.about] * SUBJECT
    of_body = chain.from_iterable(text.meanings for text in (tokens.text, *tokens.pages))
    return [*tokens.title.meanings * IN_TITLE, *of_body, *subjects]


def _spelled(tokens: EntryTokens) -> dict[str, None]:
    """Return the words of title and text that are compared by their letters, in Latin ones, each once."""
    words = dict.fromkeys(chain(tokens.title.words, tokens.text.words))
    return dict.fromkeys(latin(word) for word in words if len(word) >= SHORTEST_SPELLED)


def put(document: SearchDocument) -> Action:
    """Return the write of a document."""
    return {
        "_op_type": "index",
        "_id": str(document.entry_id),
        "version": document.version,
        "version_type": "external_gte",
        "_source": source_of(document),
    }


def take_out(entry_id: int, version: int | None = None) -> Action:
    """Return the removal of an entry: in its place among the versions, or whatever is there."""
    action: Action = {"_op_type": "delete", "_id": str(entry_id)}
    return action if version is None else {**action, "version": version, "version_type": "external_gte"}


def send(client: Elasticsearch, alias: str, actions: Iterable[Action]) -> dict[int, str]:
    """Send writes; return the kind of error of each entry that the server will never take as it is.

    Raises:
        SearchUnavailable: the server is away, full or overloaded; some writes may have been taken.
    """
    refused: dict[int, str] = {}
    busy = 0
    with server_errors_told():
        for _ok, item in streaming_bulk(
            client, actions, index=alias, require_alias=True, chunk_size=CHUNK, max_chunk_bytes=CHUNK_BYTES,
            raise_on_error=False, raise_on_exception=True, max_retries=0,
        ):  # fmt: skip
            (result,) = item.values()
            if result["status"] in _DONE and not _lacks_index(result):
                continue
            if result["status"] in _TRY_AGAIN or _lacks_index(result):
                busy += 1
            else:
                # The reason may quote the text, so only its kind is kept.
                refused[int(result["_id"])] = result["error"]["type"]
    if busy:
        raise SearchUnavailable(f"Elasticsearch did not take {busy} changes: overloaded, read-only or without index.")
    return refused


def _lacks_index(result: Mapping[str, Any]) -> bool:
    return result.get("error", {}).get("type") == "index_not_found_exception"


class BulkWriter(Writer):
    """Fills an index that is being built, two requests at a time while the next documents are made."""

    def __init__(self, client: Elasticsearch, alias: str, threads: int = 2) -> None:
        self._client, self._alias = client, alias
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="search-rebuild")
        self._sent: deque[Future[dict[int, str]]] = deque()
        self._most = threads * 2
        self.refused: dict[int, str] = {}

    def add(self, documents: Iterable[SearchDocument]) -> None:
        """Send documents in the background; waits where the server is behind."""
        for chunk in _chunks(put(document) for document in documents):
            self._sent.append(self._pool.submit(send, self._client, self._alias, chunk))
            while len(self._sent) > self._most:
                self._collect()

    def remove(self, entry_ids: Iterable[int]) -> None:
        """Take entries out after what was sent before."""
        self.finish()
        self.refused.update(send(self._client, self._alias, map(take_out, entry_ids)))

    def finish(self) -> None:
        """Wait until everything is written."""
        while self._sent:
            self._collect()

    def close(self) -> None:
        """Give up what has not been sent."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _collect(self) -> None:
        self.refused.update(self._sent.popleft().result())


def _chunks(actions: Iterable[Action]) -> Iterator[list[Action]]:
    iterator = iter(actions)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
