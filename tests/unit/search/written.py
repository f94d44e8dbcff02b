"""What stands in a query as Elasticsearch is sent it."""

from collections.abc import Iterator
from typing import Any


def dictionaries(query: Any) -> Iterator[dict[str, Any]]:
    """Yield every dictionary of a query."""
    if isinstance(query, dict):
        yield query
    for part in query.values() if isinstance(query, dict) else query if isinstance(query, list) else ():
        yield from dictionaries(part)
