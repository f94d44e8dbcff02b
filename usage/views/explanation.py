"""The page "How we count", with the choice not to be counted."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..decision import asks_by_browser, asks_by_cookie
from ..forms import OptOutForm

# Browsers keep no cookie for longer.
_KEPT = timedelta(days=400)


# A cookie against forgery is a cookie for everybody who reads this page; all that a forger could do is leave a reader uncounted.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def how_we_count(request: HttpRequest) -> HttpResponse:
    """Say how we count, and take the reader's wish not to be counted."""
    if request.method == "POST":
        return _choose(request)
    context = {
        "by_browser": asks_by_browser(request),
        "by_cookie": asks_by_cookie(request),
        "smallest": settings.USAGE_SMALLEST_SHOWN,
    }
    return render(request, "usage/how_we_count.html", context)


def _choose(request: HttpRequest) -> HttpResponse:
    """Set or delete the cookie. What is no choice changes nothing; the page shows what holds."""
    response = redirect(f"{request.path}#choice")
    form = OptOutForm(request.POST)
    if not form.is_valid():
        return response
    name = settings.USAGE_OPT_OUT_COOKIE
    if form.cleaned_data["choice"] == "out":
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(name, "1", max_age=_KEPT, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(name, samesite="Lax")
    return response
