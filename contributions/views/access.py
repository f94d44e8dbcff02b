"""Who may open the pages of the review."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from accounts.permissions import Person, can_coordinate, can_review

View = Callable[Concatenate[HttpRequest, ...], HttpResponse]


class ReviewRequest(HttpRequest):
    """A request of a person who is known to be a reviewer or a coordinator."""

    user: User


def _open_to(may: Callable[[Person], bool]) -> Callable[[Callable[..., HttpResponse]], View]:
    def decorate(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(request.user):
                raise PermissionDenied
            return view(cast(ReviewRequest, request), *args, **kwargs)

        return guarded

    return decorate


for_reviewers = _open_to(can_review)
for_coordinators = _open_to(can_coordinate)
