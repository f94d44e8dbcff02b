"""What a search engine can do, and what it answers. Nothing here knows how one of them works."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from django.conf import settings

from catalogue.visibility import Viewer

from ..documents import SearchDocument
from ..models import PendingChange
from ..params import SearchParams
from ..query.language import Query
from .breaker import Breaker
from .shape import IndexState, Shape

# So many words are told that are spelled like one: enough for those of hidden texts not to stand in the way of others.
MOST_ALIKE = 30
# More pending changes than this and the index is too far behind to be trusted.
MOST_PENDING = 20_000
Answer = TypeVar("Answer")


class SearchUnavailable(Exception):
    """The engine does not answer; the page says so and offers to browse."""


class OtherShape(SearchUnavailable):
    """The index is missing or of another shape, so nothing is written to it; the message says what to do."""


class EngineAway(SearchUnavailable):
    """The engine is away or overloaded, so that the next request would fare no better."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text: (text, is a hit) in turn, its language if that is not the entry's, and where it is from a file which page."""

    pieces: tuple[tuple[str, bool], ...]
    file_id: int | None = None
    file_name: str = ""
    page: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A result: the entry's key, and the passage that shows why it is one (None without words in the query)."""

    entry_id: int
    passage: Passage | None = None
    # The places in `Query.required` of the clauses that the entry does not match.
    lacks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The hits of one page, the number of all hits, and for each facet how many hits each value would give.

    `matching_all` says how many of them match all of the query; these come first. None means every one of them.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    matching_all: int | None = None

    @property
    def whole(self) -> int:
        """How many of the results match all of the query."""
        return self.total if self.matching_all is None else self.matching_all


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a beginning of words leads to: keys of entries whose title has them, and names of courts."""

    entries: tuple[int, ...] = ()
    courts: tuple[str, ...] = ()


class Indexed(NamedTuple):
    """What an index holds of an entry: the version, and the agreement by which it is shown and counted there."""

    entry_id: int
    version: int
    audience: str
    # ISO 8601, or None.
    shared_from: str | None
    shared_until: str | None


class Writer(ABC):
    """Takes documents into an index that is being built."""

    @abstractmethod
    def add(self, documents: Iterable[SearchDocument]) -> None:
        """Add documents that are not there yet."""

    @abstractmethod
    def remove(self, entry_ids: Iterable[int]) -> None:
        """Take documents out again."""

    def written(self) -> dict[int, int]:
        """Return the version of each entry that an interrupted build had written, where the engine keeps it."""
        return {}


class SearchEngine(ABC):
    """A search engine. Implementations raise `SearchUnavailable` where they cannot answer, never anything of their own."""

    # Whether `index` and `remove` take part in the database transaction of the caller.
    transactional = False

    @abstractmethod
    def index(self, documents: Iterable[SearchDocument]) -> None:
        """Add documents or put them in the place of older versions."""

    @abstractmethod
    def remove(self, entry_ids: Iterable[int]) -> None:
        """Forget entries with all their text; unknown ones are passed over."""

    def purge(self) -> None:  # noqa: B027  most engines have nothing to do
        """Leave no word of what was removed in any part of the index, where the engine does not see to it. It may take long."""

    @abstractmethod
    def search(self, params: SearchParams, query: Query, viewer: Viewer) -> SearchResults:
        """Return what the viewer may see of the results. Facets, hits and total are of one moment and one rule.

        Where the items that match all of a graded query are fewer than `settings.SEARCH_ENOUGH`, those that match
        `settings.SEARCH_SOME_SHARE` of its clauses follow. The years narrow before that is decided and the choices in facets after it, so
        that a number beside a choice is the number of results after the click.
        """

    def totals(
        self, searches: Sequence[tuple[SearchParams, Query]], viewer: Viewer, most: int | None = None
    ) -> tuple[int, ...]:
        """Return the number of results of each of some searches; engines ask for all of them at once where they can.

        Args:
            searches: what is asked for.
            viewer: what they may not see is not counted.
            most: where more are of no interest, an engine may stop there.
        """
        return tuple(
            self.search(params.but(page_size=0, with_passages=False), query, viewer).total for params, query in searches
        )

    @abstractmethod
    def suggest(self, words: tuple[str, ...], viewer: Viewer, limit: int) -> Suggested:
        """Return at most `limit` entries and at most `limit` courts that the words may become, the newest first.

        Args:
            words: as `cut` gives them; all are in the title, or all in the court, the last one perhaps only begun.
            viewer: only what they may see is suggested; a court needs an entry that they may see.
            limit: the most of each.
        """

    @abstractmethod
    def corrections(self, words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """Return for each word others in the index that are spelled alike, folded, the fewest mistakes first, at most `MOST_ALIKE`.

        Words that are in the index get theirs too: to say that a word needs none would tell of texts that the reader may
        not see. For the same reason callers verify each with a search before they show it, and decide with the reader's
        eyes which is best.
        """

    @abstractmethod
    def similar(self, entry_id: int, topics: tuple[str, ...], viewer: Viewer, limit: int) -> tuple[int, ...]:
        """Return entries about at least one of the topics that the viewer may see, never the entry itself.

        The most alike come first: each shared topic counts, a rare one more than a common one.
        """

    @abstractmethod
    def rebuild(self, fill: Callable[[Writer], None], catch_up: Callable[[Writer], None]) -> None:
        """Build a fresh index and put it in the place of the old one, which readers see until then.

        Args:
            fill: adds all documents; may take long.
            catch_up: brings in what changed meanwhile; called last, and nothing is lost between it and the swap.

        Raises:
            Exception: whatever `fill` or `catch_up` raises; the old index stays as it was.
        """

    @abstractmethod
    def held(self) -> Iterator[Indexed]:
        """Yield all that is in the index, in the order of the entries' keys."""

    def versions(self) -> Iterator[tuple[int, int]]:
        """Yield (entry id, version) of all that is in the index, in the same order."""
        return ((one.entry_id, one.version) for one in self.held())

    @abstractmethod
    def check_health(self) -> None:
        """Return if the engine can answer.

        Raises:
            SearchUnavailable: it cannot; the message says why.
        """

    @abstractmethod
    def own_digest(self) -> str:
        """Return a digest of the rules by which this code makes an index: fields or tables, analysis, documents."""

    @abstractmethod
    def kept_shape(self) -> Shape | None:
        """Return the shape that is kept beside the index; None where there is no index, a blank one where it does not say.

        Raises:
            SearchUnavailable: the engine cannot say.
        """

    def own_shape(self) -> Shape:
        """Return the shape that an index gets which is made now."""
        return Shape(self.own_digest(), settings.CASEBOOK_VERSION)

    def index_state(self) -> IndexState:
        """Return how the index stands to this code.

        Raises:
            SearchUnavailable: the engine cannot say.
        """
        return IndexState(self.kept_shape(), self.own_shape())


class RemoteEngine(SearchEngine):
    """An engine outside the database. It is told of changes through the outbox, after the transaction that made them."""

    def __init__(self) -> None:
        self.breaker = Breaker()

    def pending(self) -> list[int]:
        """Return the entries of which the index knows an outdated version: no reader is shown what it has of them.

        Raises:
            SearchUnavailable: there are too many.
        """
        keys: list[int] = PendingChange.objects.entry_ids(MOST_PENDING + 1)
        if len(keys) > MOST_PENDING:
            raise SearchUnavailable("The index is too far behind the catalogue; see whether `search_worker` runs.")
        return keys

    def ask(self, request: Callable[[], Answer]) -> Answer:
        """Send a reader's request, unless the engine has just failed others.

        Raises:
            SearchUnavailable: the engine does not answer, or refuses.
        """
        if not self.breaker.allows():
            raise SearchUnavailable("The search engine has just failed; it is asked again in a few seconds.")
        try:
            answer = request()
        except EngineAway:
            self.breaker.failed()
            raise
        self.breaker.succeeded()
        return answer

    @abstractmethod
    def deliver(self, documents: Iterable[SearchDocument], gone: Mapping[int, int]) -> dict[int, str]:
        """Bring documents in and take entries out, so that readers see it when this returns.

        A write never beats one of a newer version: to be late is no failure. An index only ever gets documents that are made by
        the rules of its own shape; with others it would be in step for nobody, and a strict one refuses what it does not know.

        Args:
            documents: what is to be in the index.
            gone: keys of entries that are no longer in the catalogue, with the version in which they were withdrawn.

        Returns:
            The kind of error of each entry that the engine will never take as it is.

        Raises:
            OtherShape: the index is missing, or made by other rules than the documents.
            SearchUnavailable: nothing or not everything was taken; to be tried again as a whole.
        """
