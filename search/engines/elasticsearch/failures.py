"""What went wrong on the way to the server, in one sentence that says what to do. No text of a reader or an entry is in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import ApiError, ConnectionTimeout, SSLError, TransportError
from elasticsearch import ConnectionError as NoConnection

from ..base import EngineAway, SearchUnavailable

_STATUS = {
    401: "refuses the user, password or API key of SEARCH_URL",
    403: "does not allow this to the user of SEARCH_URL, or has made the index read-only because its disk is full",
    404: "has no index of this name that this version can read; run `manage.py search_rebuild`",
    413: "finds the request too large; raise http.max_content_length there",
    429: "is overloaded or its disk is nearly full",
    503: "has no working copy of the index",
}


def sentence(error: Exception) -> str:
    """Return the sentence for an error of the client."""
    match error:
        case SSLError():
            return (
                "The certificate of Elasticsearch cannot be verified; name its authority with ca_certs in SEARCH_URL."
            )
        case ConnectionTimeout():
            return "Elasticsearch did not answer in time."
        case NoConnection():
            return "Elasticsearch cannot be reached at the address in SEARCH_URL."
        case ApiError():
            said = _STATUS.get(error.meta.status, f"answered with status {error.meta.status} ({error.error})")
            return f"Elasticsearch {said}."
    return f"Elasticsearch could not be asked ({type(error).__name__})."


def is_outage(error: Exception) -> bool:
    """Whether the server is away or overloaded, so that the next request would fare no better."""
    return not isinstance(error, ApiError) or error.meta.status in {429, 502, 503, 504}


@contextmanager
def server_errors_told() -> Iterator[None]:
    """Raise what the client raises as `SearchUnavailable`, an outage as `EngineAway`."""
    try:
        yield
    except (ApiError, TransportError) as error:
        raise (EngineAway if is_outage(error) else SearchUnavailable)(sentence(error)) from error
