"""Checks of the search. Those of the settings ask nothing of the network; that of the index is made with those of the database."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from .engines import get_engine
from .engines.base import SearchUnavailable
from .engines.elasticsearch.connection import Address, AddressError, read_address
from .engines.shape import Standing

_SQLITE = "django.db.backends.sqlite3"


@register(Tags.compatibility)
def check_search_url(**_: Any) -> list[CheckMessage]:
    """Check SEARCH_URL by itself and against the database."""
    if urlsplit(settings.SEARCH_URL).scheme == "sqlite":
        return _check_embedded()
    try:
        address = read_address(settings.SEARCH_URL)
    except AddressError as error:
        return [Error(f"SEARCH_URL {error}", id="search.E002")]
    return _check_address(address)


@register(Tags.database)
def check_index(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Say whether the index was made by the rules of this code; an engine that does not answer is no matter of its shape."""
    if not databases:
        return []
    try:
        state = get_engine().index_state()
    except SearchUnavailable:
        return []
    # Where there is none yet, the database is about to be made or the worker to be started.
    if state.standing in {Standing.IN_STEP, Standing.MISSING}:
        return []
    return [Warning(state.sentence, id="search.W001")]


def _check_embedded() -> list[CheckMessage]:
    if settings.DATABASES["default"]["ENGINE"] == _SQLITE:
        return []
    return [
        Error(
            "The embedded search engine works inside an SQLite database, and DATABASE_URL names another one.",
            hint="Set SEARCH_URL=elasticsearch+https://user:password@host:9200/casebook.",
            id="search.E001",
        )
    ]


def _check_address(address: Address) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if address.ca_certs and not Path(address.ca_certs).is_file():
        found.append(Error(f"SEARCH_URL: there is no file {address.ca_certs} (ca_certs).", id="search.E003"))
    if address.is_secret and not address.is_encrypted and not address.is_local and not settings.SEARCH_PLAIN_ALLOWED:
        found.append(
            Error(
                "SEARCH_URL would send a password or key without encryption to another machine.",
                hint="Write elasticsearch+https://…, or set SEARCH_PLAIN_ALLOWED=1 inside a network of your own.",
                id="search.E004",
            )
        )
    return found
