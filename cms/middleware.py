"""Headers that every answer carries, beside those of Django and django-csp."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from csp.constants import NONE

from .admin.removing import deleted_already
from .items.page import Gone
from .views.site import forbidden, gone, not_found

ADMIN_PREFIX = "/admin/"


class SecurityHeadersMiddleware:
    """Adds what Django's own middleware may not come to; keeps signed-in pages out of every cache; relaxes the admin's policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and add the headers."""
        response = self.get_response(request)
        response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()"
        # A request that is refused at the door (a wrong host) never reaches the middleware that sets these.
        response.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.setdefault("X-Content-Type-Options", "nosniff")
        response.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        response.setdefault("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)
        if request.path.startswith(settings.STATIC_URL):
            # A style sheet or a script loads nothing by itself, and slow phones pay for every header.
            response._csp_config = {"default-src": [NONE]}  # type: ignore[attr-defined]  # read by django-csp
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
        return gone(request, exception.until, exception.reason) if isinstance(exception, Gone) else None


class OwnErrorPagesMiddleware:
    """Shows the site's own pages where Django and Wagtail would show theirs.

    Wagtail sends a person without the right to its admin to the sign-in, which sends them back, and so on. With DEBUG,
    Django shows a list of all addresses in the place of a missing page. Faults of the code keep their traceback.
    """

    # Wagtail lets everybody have these.
    open_to_all = frozenset({"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; where no address matched and Django is debugging, its page is in the answer."""
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == 404 and request.resolver_match is None:
            return not_found(request, Http404())
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse the admin to who is signed in and may not be there."""
        match = request.resolver_match
        if not request.path.startswith(ADMIN_PREFIX) or not request.user.is_authenticated or match is None:
            return None
        if match.url_name in self.open_to_all or request.user.has_perm("wagtailadmin.access_admin"):
            return None
        return forbidden(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show the site's page of a missing page also where Django would explain itself."""
        return not_found(request, exception) if isinstance(exception, Http404) and settings.DEBUG else None


class DeletedAlreadyMiddleware:
    """Answers a second click on "Delete", which Wagtail would answer with a missing page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Look whether the page was deleted before; Wagtail asks for the page before it calls our view."""
        match = request.resolver_match
        if match is None or match.view_name != "wagtailadmin_pages:delete":
            return None
        return (
            deleted_already(request, kwargs["page_id"]) if request.user.has_perm("wagtailadmin.access_admin") else None
        )


class AdminTransactionMiddleware:
    """Runs what the admin writes to pages in one transaction: all of a request happens, or nothing.

    Wagtail's views save, publish and log in several steps. The view alone is inside: pages that it answers with are
    rendered after the commit, and no file is uploaded at these addresses.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Call the view in a transaction if it writes to pages; no lock is taken for who may not be here."""
        if not _writes_pages(request) or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)


def _writes_pages(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or request.method in {"GET", "HEAD", "OPTIONS", "TRACE"}:
        return False
    if match.url_name and match.url_name.startswith("preview"):
        return False
    namespace = match.namespaces[0] if match.namespaces else ""
    return namespace in _PAGE_WRITING_NAMESPACES or match.url_name == "wagtail_bulk_action"


_PAGE_WRITING_NAMESPACES = frozenset({"wagtailadmin_pages", "wagtailadmin_api", "wagtailadmin_workflows"})
