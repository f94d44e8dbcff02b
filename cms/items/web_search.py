"""What web search engines may not list says so in a header: unlike a tag in a page, it holds for files and pictures too."""

from typing import TypeVar

from django.http.response import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)


def told_to_robots(response: Response, in_web_search: bool) -> Response:
    """Return the response, with the header where the sharing agreement keeps it from web search engines."""
    if not in_web_search:
        response["X-Robots-Tag"] = "noindex"
    return response
