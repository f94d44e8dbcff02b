"""Counting stands here: around everything that may answer, and after the answer is known."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .recorder import record


class RecorderMiddleware:
    """Records what was served. It stands outside of whatever keeps whole pages, so that a kept page counts like any other."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and record what the answer serves."""
        response = self.get_response(request)
        record(request, response)
        return response
