"""Headers that every answer carries, beside those of Django and django-csp."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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
            response["X-Frame-Options"] = "SAMEORIGIN"
        user = getattr(request, "user", None)
        if user is not None and request.session.accessed and user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response
