"""Under which names caches store things; apart from the caches, so that a process without Valkey does not load its client."""

from django.utils.crypto import salted_hmac


def hidden_key(key: str, key_prefix: str, version: int) -> str:
    """Return the name under which something is stored: a digest, because names hold addresses of people and devices."""
    return f"{version}:{salted_hmac('cms.caching', f'{key_prefix}:{key}', algorithm='sha256').hexdigest()}"
