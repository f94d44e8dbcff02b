"""The home page, pages of text, leaving, and what is shown when something is not there."""

from datetime import date

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from wagtail.views import serve

# The longest stretch of time in which tries at signing in are counted: see ACCOUNT_RATE_LIMITS.
ACCOUNT_WAIT = 300


def home(request: HttpRequest) -> HttpResponse:
    """Show the home page, by Wagtail's own way of serving pages."""
    return serve(request, "")


def standard_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page of text, by Wagtail's own way of serving pages."""
    return serve(request, f"{slug}/")


@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """End the session and lead to another site at once; it does not learn where the reader comes from."""
    if request.user.is_authenticated:
        logout(request)
    response = HttpResponseRedirect(settings.LEAVE_SITE_URL, status=303)
    response["Referrer-Policy"] = "no-referrer"
    response["Clear-Site-Data"] = '"cookies"'
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with the search box."""
    context = {"request_path": request.path, "return_to": _return_address(request)}
    return render(request, "404.html", context, status=404)


def closed(request: HttpRequest) -> HttpResponse:
    """Answer for a part of Wagtail's admin that the site does not have.

    Raises:
        Http404: always.
    """
    raise Http404


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403, with the way to sign in and come back."""
    return render(request, "403.html", {"return_to": _return_address(request)}, status=403)


def _return_address(request: HttpRequest) -> str:
    """Return where a person who signs in goes on; what a form sent cannot be sent again by a link."""
    return request.get_full_path() if request.method == "GET" else ""


def gone(request: HttpRequest, until: date | None, reason: str = "") -> HttpResponse:
    """Answer 410: an item was here and was withdrawn. Nothing is told but the month of the last day, `until`, and one of four reasons."""
    return render(request, "410.html", {"until": until, "reason": reason}, status=410)


@never_cache
def too_many(request: HttpRequest, wait: int = ACCOUNT_WAIT) -> HttpResponse:
    """Answer 429: what to do, and after how many seconds. django-allauth calls it too, where its limits are passed."""
    answer = render(request, "429.html", {"minutes": max(1, -(-wait // 60))}, status=429)
    answer["Retry-After"] = str(wait)
    return answer
