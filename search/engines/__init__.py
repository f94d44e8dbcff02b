"""The search engines: one protocol, chosen by the setting SEARCH_URL."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

from .base import SearchEngine
from .elasticsearch.engine import ElasticsearchEngine
from .sqlite.engine import SQLiteEngine

ENGINES: dict[str, type[SearchEngine]] = {
    "sqlite": SQLiteEngine,
    "elasticsearch+http": ElasticsearchEngine,
    "elasticsearch+https": ElasticsearchEngine,
}


@cache
def get_engine() -> SearchEngine:
    """Return the engine that SEARCH_URL names; one for the life of the process."""
    return ENGINES[urlsplit(settings.SEARCH_URL).scheme]()
