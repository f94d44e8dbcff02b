"""The cache that all processes share: counters of limits, used codes of second factors, and what Wagtail keeps."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache

from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class ForgivingRedisCache(RedisCache):
    """Valkey (or Redis). While it does not answer, pages go on as if it were empty, and nobody signs in.

    django-allauth takes a lock in the cache before it counts a try; without the lock there is no try.
    """

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Store what is not there yet."""
        return bool(_forgive(super().add, False, *args, **kwargs))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what is stored, or the default."""
        return _forgive(super().get, default, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Store something."""
        _forgive(super().set, None, *args, **kwargs)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a number.

        Raises:
            ValueError: it is not there.
        """
        found = _forgive(super().incr, None, key, delta, version)
        if found is None:
            raise ValueError("The cache does not answer.")
        return int(found)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Forget something."""
        return bool(_forgive(super().delete, False, *args, **kwargs))

    def get_many(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what is stored of several."""
        return dict(_forgive(super().get_many, {}, *args, **kwargs))

    def set_many(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Store several."""
        return list(_forgive(super().set_many, [], *args, **kwargs))


def _forgive(call: Callable[..., Any], otherwise: Any, *args: Any, **kwargs: Any) -> Any:
    try:
        return call(*args, **kwargs)
    except RedisError as error:
        logger.warning("The cache does not answer (%s); CACHE_URL says where it is", type(error).__name__)
        return otherwise
