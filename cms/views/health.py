"""Whether the process is alive, and whether all that it needs answers. JSON, for a load balancer and for people."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from search.engines import get_engine
from search.engines.base import SearchUnavailable
from search.engines.shape import Standing
from search.models import CatalogueCheck

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
    answer: dict[str, Any] = {
        "status": ("ok" if all(checks.values()) else "reduced") if healthy else "failing",
        "checks": {name: "ok" if works else "failing" for name, works in checks.items()},
    }
    if checks["database"]:
        answer["catalogue_check"] = _last_check()
    return JsonResponse(answer, status=200 if healthy else 503)


def _last_check() -> dict[str, Any] | None:
    """Return when items, catalogue and index were last compared, and how many differences were found and repaired."""
    last = CatalogueCheck.objects.order_by("pk").last()
    if last is None:
        return None
    return {"finished": last.finished_at.isoformat(timespec="seconds"), "differences": last.differences}


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
    """Ask whether files could be stored, without storing one: anybody may ask this address as often as they like."""
    folder = Path(settings.MEDIA_ROOT)
    while not folder.exists():
        # It is made with the first file.
        folder = folder.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(f"{folder} cannot be written to.")
    if not os.statvfs(folder).f_bavail:
        raise OSError(f"The disk of {folder} is full.")


def _search_index() -> None:
    """Ask whether the index was made by the rules of this version; until the worker has made it again the old one answers."""
    state = get_engine().index_state()
    if state.standing is not Standing.IN_STEP:
        raise SearchUnavailable(state.sentence)


_CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "search": lambda: get_engine().check_health(),
    "search_index": _search_index,
    "storage": _storage,
}
_CAN_DO_WITHOUT = frozenset({"search", "search_index"})
