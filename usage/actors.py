"""Who acted, for as long as a day: enough to tell a double click from two readers, and nothing after that.

A reader is known by a keyed digest of the account or of network address and user agent. The key is random, of one UTC day, and
destroyed within 48 hours; without it no digest leads back to anybody. Neither address nor user agent is ever written.
"""

import hmac
import ipaddress
import os
import secrets
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

from allauth.core.internal.ratelimit import get_ip

_BYTES = 32
_LOCK = Lock()
# The salt of the day that this process knows: one, so that the one of the day before is forgotten.
_known: dict[tuple[str, date], bytes] = {}


def utc_day(moment: datetime) -> date:
    """Return the UTC day of a moment."""
    return moment.astimezone(UTC).date()


def actor_key(request: HttpRequest, salt: bytes) -> bytes:
    """Return the digest of who is asking, 16 bytes, of use only within the day whose salt it is."""
    return hmac.new(salt, _identity(request).encode(), sha256).digest()[:16]


def _identity(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"u{user.pk}"
    return f"{network_of(get_ip(request))}|{request.headers.get('User-Agent', '')}"


def network_of(address: str) -> str:
    """Return what of an address goes into the digest: all of IPv4, the network (/64) of IPv6."""
    text = address.partition("/")[0]
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return text
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False).network_address)
    return str(found)


def salt_of(day: date) -> bytes:
    """Return the salt of a day, the same for all processes of this machine; it is made at its first use.

    Where the folder cannot be written to, it is one of this process alone: a double click may then count twice.
    """
    key = (str(settings.USAGE_DIR), day)
    if (salt := _known.get(key)) is not None:
        return salt
    with _LOCK:
        try:
            salt = _stored_salt(day)
        except OSError:
            salt = secrets.token_bytes(_BYTES)
        _known.clear()
        _known[key] = salt
    return salt


def _stored_salt(day: date) -> bytes:
    path = _path_of(day)
    if not path.exists():
        forget_salts(day)
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Put a new salt there, whole, unless another process was faster."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def forget_salts(today: date) -> int:
    """Destroy every salt but today's and yesterday's; return how many there were."""
    kept = {_path_of(today).name, _path_of(today - timedelta(days=1)).name}
    old = [path for path in _folder().glob("salt-*") if path.name not in kept]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return Path(settings.USAGE_DIR)


def _path_of(day: date) -> Path:
    return _folder() / f"salt-{day.isoformat()}"
