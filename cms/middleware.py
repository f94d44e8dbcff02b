"""Headers that every answer carries, beside those of Django and django-csp."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .views.items import Gone
from .views.site import gone

ADMIN_PREFIX = "/admin/"


class SecurityHeadersMiddleware:
    """Adds Permissions-Policy; keeps signed-in pages out of every cache; relaxes the policy for Wagtail's admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and add the headers."""
        response = self.get_response(request)
        response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()"
        if request.path.startswith(ADMIN_PREFIX):
            response._csp_update = settings.ADMIN_CSP  # type: ignore[attr-defined]  # read by django-csp
            response._csp_replace = settings.ADMIN_CSP_REPLACED  # type: ignore[attr-defined]  # the same
            response["X-Frame-Options"] = "SAMEORIGIN"
        user = getattr(request, "user", None)
        if user is not None and request.session.accessed and user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response


class GoneMiddleware:
    """Answers 410 where a view finds that an item was withdrawn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn the exception into the page."""
        return gone(request) if isinstance(exception, Gone) else None
