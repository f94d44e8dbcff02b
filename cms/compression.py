"""Compresses pages. Files are sent as they are: they are packed already, and a range of a packed copy is none of the file."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PageCompressionMiddleware(GZipMiddleware):
    """Django's, for everything but files."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress a page."""
        return response if isinstance(response, FileResponse) else super().process_response(request, response)
