"""Who may come to the pages of contributors and of reviewers."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import User
from accounts.page_access import PersonRequest, View, open_to
from accounts.permissions import can_coordinate, can_review

from .had import had_draft
from .models import Contribution, Draft
from .permissions import manages, may_edit_draft, may_share

DraftView = Callable[Concatenate[PersonRequest, Draft, ...], HttpResponse]
Closed = Callable[[HttpRequest, Contribution | None], HttpResponse]


def _say_what_is_needed(request: HttpRequest) -> HttpResponse:
    return render(request, "contributions/no_role.html", status=403)


for_contributors = open_to(may_share, closed=_say_what_is_needed)
for_reviewers = open_to(can_review)
for_coordinators = open_to(can_coordinate)


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """Return the data and the files of a form that was sent, empty or not; None and None before."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _draft_for(user: User, key: UUID) -> Draft | None:
    """Return a draft that the person may see; of others it is not told that they exist."""
    draft = Draft.objects.select_related("organisation", "contribution").filter(key=key).first()
    if draft is None or not (may_edit_draft(user, draft) or _was_theirs(user, draft)):
        return None
    return draft


def _was_theirs(user: User, draft: Draft) -> bool:
    return draft.sent_as is not None and manages(user, draft.sent_as)


def _lead_on(request: HttpRequest, held: Contribution | None) -> HttpResponse:
    """Lead to what became of a draft."""
    if held is None:
        raise Http404
    return redirect("contribution", held.reference)


def of_open_draft_or(closed: Closed) -> Callable[[DraftView], View]:
    """Return a decorator that lets people in who may change the draft.

    Args:
        closed: answers a form that comes too late: after the draft was sent, with what it was sent as, or after it was deleted.
    """

    def decorate(view: DraftView) -> View:
        @for_contributors
        @wraps(view)
        def opened(request: PersonRequest, key: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
            draft = _draft_for(request.user, key)
            if draft is None:
                if request.method == "POST" and had_draft(request.user, key, request.POST.get("had", "")):
                    return closed(request, None)
                raise Http404
            if draft.sent_as is not None and not may_edit_draft(request.user, draft):
                answer = closed if request.method == "POST" else _lead_on
                return answer(request, draft.sent_as)
            return view(request, draft, *args, **kwargs)

        return opened

    return decorate


# Of one that was sent, these lead to what became of it.
of_open_draft = of_open_draft_or(_lead_on)
