"""The way to the server, read from the one setting SEARCH_URL.

`elasticsearch+https://user:password@host:9200/alias?ca_certs=/path/ca.pem`, or `?api_key=…` in the place of user and password.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

# A reader never waits longer; nothing is tried twice within a request.
QUERY_SECONDS = 1.8
WRITE_SECONDS = 30.0
DEFAULT_ALIAS = "casebook"
OPTIONS = frozenset({"api_key", "ca_certs"})
_ALIAS = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


class AddressError(ValueError):
    """The address cannot be used; the message says what to change, and holds neither password nor key."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is, who asks, and the name of the index."""

    url: str
    alias: str
    user: str = ""
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    ca_certs: str = ""

    @property
    def is_secret(self) -> bool:
        """Whether it carries a password or a key."""
        return bool(self.password or self.api_key)

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine."""
        return urlsplit(self.url).hostname in {"127.0.0.1", "localhost", "::1"}

    @property
    def is_encrypted(self) -> bool:
        """Whether the way is https."""
        return self.url.startswith("https://")


def read_address(url: str) -> Address:
    """Return the parts of a SEARCH_URL.

    Raises:
        AddressError: a part is missing, unknown or contradicts another.
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise AddressError("has a port that is not a number.") from None
    if not parts.hostname:
        raise AddressError("names no host; write elasticsearch+https://host:9200/casebook.")
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if unknown := sorted(options.keys() - OPTIONS):
        raise AddressError(f"has an option that is not known: {unknown[0]}. Known are: {', '.join(sorted(OPTIONS))}.")
    alias = parts.path.strip("/") or DEFAULT_ALIAS
    if not _ALIAS.fullmatch(alias):
        raise AddressError("names an index that cannot be; use lower-case letters, digits, - and _.")
    address = Address(
        url=f"{parts.scheme.removeprefix('elasticsearch+')}://{_host(parts.hostname)}:{port or 9200}",
        alias=alias,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        **options,
    )
    if address.api_key and address.user:
        raise AddressError("has both a user and an api_key; keep one of them.")
    if address.user and not address.password:
        raise AddressError("has a user without a password; write user:password@host.")
    if address.ca_certs and not address.is_encrypted:
        raise AddressError("has ca_certs, but its scheme is not elasticsearch+https.")
    return address


def _host(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def connect(address: Address, seconds: float) -> "Elasticsearch":
    """Return a client. It does not try again by itself: the outbox and the breaker decide that."""
    options: dict[str, Any] = {"request_timeout": seconds, "max_retries": 0, "retry_on_timeout": False}
    if address.api_key:
        options["api_key"] = address.api_key
    if address.user:
        options["basic_auth"] = (address.user, address.password)
    if address.ca_certs:
        options["ca_certs"] = address.ca_certs
    from elasticsearch import Elasticsearch  # noqa: PLC0415  addresses are checked in processes that use no client

    return Elasticsearch(address.url, **options)
