"""What would be another machine: it holds versions of documents, and can be away, hang, refuse or be full."""

import fcntl
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from search.documents import SearchDocument
from search.engines.base import EngineAway, SearchUnavailable
from search.engines.shape import Shape


class Mood(Enum):
    """How the server behaves."""

    WELL = auto()
    AWAY = auto()
    HUNG = auto()
    FULL = auto()


RULES = Shape("memory")
# A withdrawn entry stays as a version without a document, so that no late write brings it back.
Index = dict[int, tuple[int, SearchDocument | None]]


@dataclass(slots=True)
class MemoryServer:
    """The documents by entry, or None where no index was made; `path` shares them with other processes."""

    held: Index | None = field(default_factory=dict)
    mood: Mood = Mood.WELL
    # Entries that are refused for good, as by a mapping that they do not fit.
    refuses: Callable[[SearchDocument], bool] = lambda document: False
    path: Path | None = None
    requests: int = 0
    # By which rules the documents are held.
    shape: Shape = RULES

    def reset(self) -> None:
        """Be a new server with an empty index."""
        self.held, self.mood, self.path, self.requests, self.shape = {}, Mood.WELL, None, 0, RULES
        self.refuses = lambda document: False

    def answers(self) -> None:
        """Let a request in.

        Raises:
            EngineAway: nobody answers.
        """
        self.requests += 1
        if self.mood is Mood.AWAY:
            raise EngineAway("The engine cannot be reached.")
        if self.mood is Mood.HUNG:
            # The client gave up; how long it waited is its own affair.
            raise EngineAway("The engine did not answer in time.")

    def index(self) -> Index:
        """Return what is held, for a reader.

        Raises:
            SearchUnavailable: nobody answers, or there is no index.
        """
        self.answers()
        self._load()
        if self.held is None:
            raise SearchUnavailable("The engine has no index.")
        return self.held

    @contextmanager
    def writing(self) -> Iterator[Index]:
        """Yield what is held, to be changed.

        Raises:
            SearchUnavailable: nobody answers, there is no index, or nothing more is taken.
        """
        with self._alone():
            found = self.index()
            if self.mood is Mood.FULL:
                raise SearchUnavailable("The engine is read-only, because its disk is full.")
            yield found
            self._store()

    def replace(self, made: Index) -> None:
        """Put another index in the place of the present one."""
        with self._alone():
            self.answers()
            self.held = made
            self._store()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self.path is None:
            yield
            return
        with self.path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _load(self) -> None:
        if self.path is not None and self.path.exists():
            self.held = pickle.loads(self.path.read_bytes())

    def _store(self) -> None:
        if self.path is not None:
            draft = self.path.with_suffix(".draft")
            draft.write_bytes(pickle.dumps(self.held))
            draft.rename(self.path)


SERVER = MemoryServer()
