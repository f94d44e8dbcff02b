"""Suggestions while somebody types, for the script of the search boxes."""

from django.http import HttpRequest, JsonResponse

from catalogue.visibility import viewer_for

from ..results.suggesting import suggest


def search_suggest(request: HttpRequest) -> JsonResponse:
    """Answer with suggestions that this reader may see.

    No cache keeps an answer, not even the reader's own: what somebody typed is not to be found on their device, and what is
    withdrawn is suggested no more at once.
    """
    found = suggest(request.GET.get("q", ""), viewer_for(request.user))
    response = JsonResponse(found.as_json(), json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
