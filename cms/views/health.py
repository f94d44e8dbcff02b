"""Whether the process is alive, and whether all that it needs answers. JSON, for a load balancer and for people."""

import logging
from collections.abc import Callable
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from search.engines import get_engine

logger = logging.getLogger(__name__)


@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """Answer that the process takes requests; asks nothing of anybody."""
    return JsonResponse({"status": "ok"})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 if database and storage work, else 503. The reason of a failure is in the log, not here.

    Without the search engine the site still serves (see `search.results.browsing`), so it is told but stops nothing.
    """
    checks = {name: _works(name, check) for name, check in _CHECKS.items()}
    healthy = all(works for name, works in checks.items() if name not in _CAN_DO_WITHOUT)
    answer = {
        "status": ("ok" if all(checks.values()) else "reduced") if healthy else "failing",
        "checks": {name: "ok" if works else "failing" for name, works in checks.items()},
    }
    return JsonResponse(answer, status=200 if healthy else 503)


def _works(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:
        logger.exception("The %s check failed", name)
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _storage() -> None:
    name = default_storage.save(f"health/{uuid4()}", ContentFile(b"ok"))
    default_storage.delete(name)


_CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "search": lambda: get_engine().check_health(),
    "storage": _storage,
}
_CAN_DO_WITHOUT = frozenset({"search"})
