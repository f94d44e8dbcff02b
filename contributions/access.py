"""Who may come to the pages of contributors and of reviewers, and how what somebody typed survives that they may not come now."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts.models import User
from accounts.permissions import Person, can_coordinate, can_review

from .models import Draft
from .permissions import manages, may_edit_draft, may_share


class PersonRequest(HttpRequest):
    """A request of a person who is signed in, with the right to be on the page."""

    user: User


View = Callable[..., HttpResponse]
PersonView = Callable[Concatenate[PersonRequest, ...], HttpResponse]
# Of a form, what is not typed by a person.
_OWN_FIELDS = frozenset({"csrfmiddlewaretoken"})
_LONG = 60


def for_contributors(view: PersonView) -> View:
    """Let contributors in; others are told what they need, and lose nothing that they typed.

    A session that ended, or a page that was open while somebody signed in, answers a form with a page that holds all that was
    sent, to be sent again: neither Django's refusal nor the way to the sign-in would keep it.
    """

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
        if not may_share(request.user):
            return render(request, "contributions/no_role.html", status=403)
        return view(cast(PersonRequest, request), *args, **kwargs)

    return guarded


def _is_of_another_site(request: HttpRequest) -> bool:
    """Whether another site sent the form: it is not shown to be sent again, or somebody could be led to press the button."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.get_host()


def _is_forged(request: HttpRequest) -> bool:
    """Whether the form may come from elsewhere: asked as Django does, but answered with a page that keeps what was typed."""
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, guard, (), {}) is not None


def guard(_request: HttpRequest) -> HttpResponse:
    """Stand for a view that takes forms, where Django's check is asked."""
    return HttpResponse()


def _kept(request: HttpRequest) -> HttpResponse:
    """Show what was sent, nothing of which is stored, with the way to sign in and a button that sends it again."""
    values = [(name, value) for name, some in request.POST.lists() if name not in _OWN_FIELDS for value in some]
    context = {
        "sent": [(name, value) for name, value in values if len(str(value)) <= _LONG],
        "texts": [(name, value) for name, value in values if len(str(value)) > _LONG],
        "signed_in": request.user.is_authenticated,
        "address": request.path,
    }
    return render(request, "contributions/kept.html", context, status=403)


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """Return the data and the files of a form that was sent, empty or not; None and None before."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def draft_or_missing(user: User, key: UUID) -> Draft:
    """Return a draft that the person may see; of others it is not told that they exist.

    Raises:
        Http404: there is none for this person.
    """
    draft = Draft.objects.select_related("organisation", "contribution").filter(key=key).first()
    if draft is None or not (may_edit_draft(user, draft) or _was_theirs(user, draft)):
        raise Http404
    return draft


def _was_theirs(user: User, draft: Draft) -> bool:
    return draft.sent_as is not None and manages(user, draft.sent_as)


def of_open_draft(view: PersonView) -> View:
    """Let people in who may change the draft; of one that was sent, lead to what became of it."""

    @for_contributors
    @wraps(view)
    def opened(request: PersonRequest, key: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = draft_or_missing(request.user, key)
        if draft.sent_as is not None and not may_edit_draft(request.user, draft):
            return redirect("contribution", draft.sent_as.reference)
        return view(request, draft, *args, **kwargs)

    return opened


def _open_to(may: Callable[[Person], bool]) -> Callable[[PersonView], View]:
    def decorate(view: PersonView) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(request.user):
                raise PermissionDenied
            return view(cast(PersonRequest, request), *args, **kwargs)

        return guarded

    return decorate


for_reviewers = _open_to(can_review)
for_coordinators = _open_to(can_coordinate)
