"""Who may come to a page, and how what somebody typed survives that they may not come now."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from .models import User
from .permissions import Person


class PersonRequest(HttpRequest):
    """A request of a person who is signed in, with the right to be on the page."""

    user: User


View = Callable[..., HttpResponse]
PersonView = Callable[Concatenate[PersonRequest, ...], HttpResponse]
# Of a form, what is not typed by a person.
_OWN_FIELDS = frozenset({"csrfmiddlewaretoken"})
_LONG = 60


def open_to(may: Callable[[Person], bool], *, closed: View | None = None) -> Callable[[PersonView], View]:
    """Return a decorator that lets some people come to a page; others lose nothing that they typed.

    A session that ended, or a page that was open while somebody signed in, answers a form with a page that holds all that was
    sent, to be sent again: neither Django's refusal nor the way to the sign-in would keep it.

    Args:
        may: whether a person who is signed in may come.
        closed: answers those who may not; they are refused without it.
    """

    def decorate(view: PersonView) -> View:
        @never_cache
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and _is_of_another_site(request):
                return csrf_failure(request)
            if not request.user.is_authenticated:
                return _kept(request) if request.method == "POST" else redirect_to_login(request.get_full_path())
            if request.method == "POST" and _is_forged(request):
                return _kept(request)
            if may(request.user):
                return view(cast(PersonRequest, request), *args, **kwargs)
            if closed is None:
                raise PermissionDenied
            return closed(request)

        return guarded

    return decorate


def _is_of_another_site(request: HttpRequest) -> bool:
    """Whether another site sent the form: it is not shown to be sent again, or somebody could be led to press the button."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.get_host()


def _is_forged(request: HttpRequest) -> bool:
    """Whether the form may come from elsewhere: asked as Django does, but answered with a page that keeps what was typed."""
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, _takes_forms, (), {}) is not None


def _takes_forms(_request: HttpRequest) -> HttpResponse:
    """Stand for a view that takes forms, where Django's check is asked."""
    return HttpResponse()


def _kept(request: HttpRequest) -> HttpResponse:
    """Show what was sent, nothing of which is stored, with the way to sign in and a button that sends it again."""
    values = [(name, value) for name, some in request.POST.lists() if name not in _OWN_FIELDS for value in some]
    context = {
        "sent": [(name, value) for name, value in values if len(str(value)) <= _LONG],
        "texts": [(name, value) for name, value in values if len(str(value)) > _LONG],
        "had_files": bool(request.FILES),
        "signed_in": request.user.is_authenticated,
        "address": request.path,
    }
    return render(request, "kept.html", context, status=403)
