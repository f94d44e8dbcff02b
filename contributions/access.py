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

from .models import Draft
from .permissions import manages, may_edit_draft, may_share


def _say_what_is_needed(request: HttpRequest) -> HttpResponse:
    return render(request, "contributions/no_role.html", status=403)


for_contributors = open_to(may_share, closed=_say_what_is_needed)
for_reviewers = open_to(can_review)
for_coordinators = open_to(can_coordinate)


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


def of_open_draft(view: Callable[Concatenate[PersonRequest, ...], HttpResponse]) -> View:
    """Let people in who may change the draft; of one that was sent, lead to what became of it."""

    @for_contributors
    @wraps(view)
    def opened(request: PersonRequest, key: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = draft_or_missing(request.user, key)
        if draft.sent_as is not None and not may_edit_draft(request.user, draft):
            return redirect("contribution", draft.sent_as.reference)
        return view(request, draft, *args, **kwargs)

    return opened
