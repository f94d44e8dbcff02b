"""Whether an answer counts: the rules of COUNTER 5.1, and what Casebook decided where they are silent (docs/usage.md)."""

import re

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.permissions import can_review

from .agents import classify
from .codes import Kind, Reason
from .serving import Served

_SENT = frozenset({200, 206, 304})
_PREFETCHING = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)
# A frame or object that a click opened is read; these are furniture of another page.
_FURNITURE = frozenset({"image", "style", "script", "font", "audio", "video", "track", "manifest"})
_FIRST_BYTE = re.compile(r"bytes\s*=\s*(?P<first>\d*)\s*-\s*(?P<last>\d*)", re.IGNORECASE | re.ASCII)


def reason_against(request: HttpRequest, response: HttpResponseBase, served: Served) -> Reason | None:
    """Return why what was served is not counted, or None if it counts. The order is that of `Reason`."""
    if against := _reason_in_delivery(request, response, served):
        return against
    if against := classify(request.headers.get("User-Agent", "")):
        return against
    if served.own or _is_staff(request):
        return Reason.INTERNAL
    return Reason.OPTED_OUT if has_opted_out(request) else None


def _reason_in_delivery(request: HttpRequest, response: HttpResponseBase, served: Served) -> Reason | None:
    """Return what speaks against counting in how it was asked and answered, whoever asked."""
    if request.method != "GET":
        return Reason.METHOD
    if _is_prefetched(request):
        return Reason.PREFETCH
    if response.status_code not in _SENT:
        return Reason.STATUS
    if served.kind is Kind.REQUEST and is_later_part(request.headers.get("Range", "")):
        return Reason.PART
    return Reason.EMBEDDED if request.headers.get("Sec-Fetch-Dest", "") in _FURNITURE else None


def is_later_part(header: str) -> bool:
    """Whether a Range header asks for something else than the beginning of a file.

    The request decides and not the status, because behind a hand-over to nginx the application always answers 200. What
    is no single range is left out of account, as RFC 9110 (14.2) has it: the whole file is sent.
    """
    found = _FIRST_BYTE.fullmatch(header.strip())
    if found is None:
        return False
    first, last = found["first"], found["last"]
    if not first:
        return bool(last)
    if last and int(last) < int(first):
        return False
    return int(first) > 0


def is_uncounted_reader(request: HttpRequest) -> bool:
    """Whether nothing is kept of what this reader asks: a program, one of the staff, fetched ahead, or who asked for it."""
    fetched = request.method != "GET" or _is_prefetched(request)
    program = classify(request.headers.get("User-Agent", "")) is not None
    return fetched or program or _is_staff(request) or has_opted_out(request)


def has_opted_out(request: HttpRequest) -> bool:
    """Whether the reader asked not to be counted: by the browser's Global Privacy Control, or on the page about counting."""
    return asks_by_browser(request) or asks_by_cookie(request)


def asks_by_browser(request: HttpRequest) -> bool:
    """Whether the browser sends Global Privacy Control."""
    return request.headers.get("Sec-GPC") == "1"


def asks_by_cookie(request: HttpRequest) -> bool:
    """Whether the reader chose not to be counted on the page about counting."""
    return request.COOKIES.get(settings.USAGE_OPT_OUT_COOKIE) == "1"


def _is_prefetched(request: HttpRequest) -> bool:
    return any(
        _PREFETCHING.search(request.headers.get(name, "")) for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
    )


def _is_staff(request: HttpRequest) -> bool:
    """Whether the reader works on the collection; the view has asked for their roles by then, so this asks nothing."""
    user = getattr(request, "user", None)
    return user is not None and can_review(user)
