"""The search engines: one protocol, chosen by the setting SEARCH_URL."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from .base import SearchEngine

# By their paths: a process loads the client of the engine that it uses, and no other.
ENGINES = {
    "sqlite": "search.engines.sqlite.engine.SQLiteEngine",
    "elasticsearch+http": "search.engines.elasticsearch.engine.ElasticsearchEngine",
    "elasticsearch+https": "search.engines.elasticsearch.engine.ElasticsearchEngine",
}


@cache
def get_engine() -> SearchEngine:
    """Return the engine that SEARCH_URL names; one for the life of the process."""
    engine: type[SearchEngine] = import_string(ENGINES[urlsplit(settings.SEARCH_URL).scheme])
    return engine()
