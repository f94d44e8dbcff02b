"""How often somebody may search, export, upload and send in reports. Limits of signing in are django-allauth's, in the settings.

A person who is signed in is counted by account, a visitor by the address of the device. The figures are far above what people do,
also of an office with many people behind one address; they are there for programs that fetch everything.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from allauth.core.internal.ratelimit import get_ip

from .views.site import too_many

# What each address of the site counts as.
ACTIONS = {
    "search": "search",
    "search_feed": "search",
    "topic_feed": "search",
    "search_suggest": "suggest",
    "search_csv": "export",
    "search_ris": "export",
}
# What forms that anybody may send count as.
FORMS = {"use_new": "report"}
# So many requests of one source are counted in the process before the shared cache is told: a search costs no write.
STEP = 10


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds."""

    amount: int
    seconds: int


@dataclass(slots=True)
class _Count:
    own: int = 0
    # What all processes together had told when this one told last.
    told: int = 0


class Counter:
    """Counts in the process, and adds what it counted to the shared cache now and then."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: dict[tuple[str, str, int], _Count] = {}
        self._swept = 0

    def count(self, action: str, source: str, limit: Limit, now: float) -> int:
        """Note one more request and return about how many there were in the present stretch of time."""
        stretch = int(now // limit.seconds)
        with self._lock:
            self._sweep(now)
            count = self._counts.setdefault((action, source, stretch), _Count())
            count.own += 1
            tell = count.own % STEP == 0
        if tell:
            count.told = max(count.told, _tell(f"limit:{action}:{source}:{stretch}", limit.seconds))
        return max(count.told + count.own % STEP, count.own)

    def forget(self) -> None:
        """Begin again."""
        self._counts.clear()

    def _sweep(self, now: float) -> None:
        longest = max(limit.seconds for limit in _limits().values())
        if now - self._swept > longest:
            self._counts, self._swept = {}, int(now)


def _tell(key: str, seconds: int) -> int:
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key, STEP))
    except ValueError:  # it ran out, or there is no cache: what this process has counted is all that is known
        return 0


def _limits() -> dict[str, Limit]:
    return {action: Limit(*figures) for action, figures in settings.LIMITS.items()}


counter = Counter()


class LimitMiddleware:
    """Answers 429 where a limit is passed, before the view does any work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponse | None:
        """Refuse what is too much."""
        action = action_of(request)
        if action is None:
            return None
        limit, now = _limits()[action], time.time()
        if counter.count(action, source_of(request), limit, now) <= limit.amount:
            return None
        wait = limit.seconds - int(now) % limit.seconds
        return refusal(request, action, wait)


def action_of(request: HttpRequest) -> str | None:
    """Return what a request counts as, if it is counted."""
    match = request.resolver_match
    if match is None:
        return None
    # Asked before the files: one more field with a file in it would turn a report into an upload, of which there may be more.
    if request.method == "POST" and match.view_name in FORMS:
        return FORMS[match.view_name]
    # The body was read by the check of the form's token, or is read now.
    if request.method == "POST" and request.FILES:
        return "upload"
    if "wagtailadmin" in match.app_names or request.path.startswith("/admin/"):
        return "export" if "export" in request.GET else None
    return ACTIONS.get(match.view_name)


def source_of(request: HttpRequest) -> str:
    """Return who is counted. A visitor without a session is not looked up."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return f"client:{get_ip(request)}"


def refusal(request: HttpRequest, action: str, wait: int) -> HttpResponse:
    """Answer in the form that was asked for."""
    if action != "suggest":
        return too_many(request, wait=wait)
    answer: HttpResponse = JsonResponse({"error": _("Too many requests. Wait a minute.")}, status=429)
    answer["Retry-After"] = str(wait)
    answer["Cache-Control"] = "private, no-store"
    return answer
