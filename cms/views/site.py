"""The home page, pages of text, leaving, and what is shown when something is not there."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from wagtail.views import serve


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


def components(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, for those who work on the templates."""
    return render(request, "components/index.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with the search box."""
    return render(request, "404.html", {"request_path": request.path}, status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """Answer 410: an item was here and was withdrawn. Nothing else is told."""
    return render(request, "410.html", status=410)
