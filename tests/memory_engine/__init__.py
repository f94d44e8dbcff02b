"""A search engine outside the database, in memory: the outbox is tested with it on every machine.

It keeps the ground of the contract of `search.engines.base` (`test_engine_contract.py`) over the search documents as they are,
without an index, and takes nothing that matches less than all. `server` is the part that would be another machine, with its
moods; `engine` is the client in the site's process.
"""

from .engine import URL, MemoryEngine
from .server import SERVER, Mood

__all__ = ["SERVER", "URL", "MemoryEngine", "Mood"]
