"""Sends stored files as HTTP wants it: their length, a range of them, and nothing where the reader has them already.

Who may read a file is asked before this: neither a validator nor a length is told to anybody else. Where nginx stands in front
(`FILES_BY_NGINX`) it is told which file to send, and sees to ranges and validators itself.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import FileSystemStorage, Storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.crypto import salted_hmac
from django.utils.encoding import filepath_to_uri
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe, quote_etag

_PIECE = 65_536
# Larger numbers are no places in a file, and reading them costs more than they are worth.
_DIGITS = 18
# The location of nginx that nobody can ask for from outside: deploy/nginx.
HANDED_OVER = "/-/files/"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in a storage.

    `identity` changes with the content, or with the name; it is not shown. Without a `max_age` readers ask each time whether they still may
    read the file, and get it only if it has changed.
    """

    storage: Storage
    name: str
    media_type: str
    identity: str
    shown_name: str = ""
    saved: bool = False
    max_age: int | None = None


def send(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """Answer a GET or HEAD with the file, a range of it, 304, 412 or 416.

    Raises:
        Http404: the file is not there.
    """
    if settings.FILES_BY_NGINX and isinstance(file.storage, FileSystemStorage):
        return _hand_over(file, file.storage)
    try:
        content = file.storage.open(file.name, "rb")
        size = file.storage.size(file.name)
        modified = int(file.storage.get_modified_time(file.name).timestamp())
    except (OSError, ValueError, SuspiciousOperation) as error:
        # Nothing of this name, a folder, or a name that is none.
        raise Http404 from error
    identity = f"{file.identity} {size} {modified}"
    etag = quote_etag(salted_hmac("cms.streaming", identity, algorithm="sha256").hexdigest()[:40])
    whole = _response(content, file, etag, modified)
    # Its types name one kind of response; it returns the one that it is given, or 304 or 412.
    answer: HttpResponseBase = get_conditional_response(request, etag, modified, whole)  # type: ignore[arg-type,assignment]
    if answer is not whole:
        content.close()
        return answer
    if request.method != "GET" or not _range_holds(request, etag, modified):
        return whole
    try:
        wanted = wanted_range(request.headers.get("Range", ""), size)
    except OutsideFile:
        content.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if wanted is None:
        return whole
    start, end = wanted
    content.seek(start)
    part = _response(_Part(content, end - start + 1), file, etag, modified)
    part.status_code = 206
    part["Content-Range"], part["Content-Length"] = f"bytes {start}-{end}/{size}", str(end - start + 1)
    return part


def _response(content: "IO[bytes] | _Part", file: StoredFile, etag: str, modified: int) -> FileResponse:
    """Return the content with everything that is said about the file, whole or in part."""
    response = FileResponse(content, as_attachment=file.saved, filename=file.shown_name, content_type=file.media_type)
    response.block_size = _PIECE
    response["ETag"], response["Last-Modified"], response["Accept-Ranges"] = etag, http_date(modified), "bytes"
    _keep_as_agreed(response, file)
    return response


def _hand_over(file: StoredFile, storage: FileSystemStorage) -> HttpResponse:
    """Return an answer without content that tells nginx which file to send.

    Raises:
        Http404: the file is not there, or not below the folder that nginx knows.
    """
    try:
        path = Path(storage.path(file.name))
        name = path.relative_to(Path(settings.MEDIA_ROOT).absolute())
        there = path.is_file()
    except (OSError, ValueError, SuspiciousOperation) as error:
        raise Http404 from error
    if not there:
        raise Http404
    response = HttpResponse(content_type=file.media_type)
    response["X-Accel-Redirect"] = HANDED_OVER + filepath_to_uri(str(name))
    if disposition := content_disposition_header(file.saved, file.shown_name):
        response["Content-Disposition"] = disposition
    _keep_as_agreed(response, file)
    return response


def _keep_as_agreed(response: HttpResponseBase, file: StoredFile) -> None:
    """Say how long the reader may keep the file."""
    if file.max_age is None:
        # Kept by nobody but the reader, and asked for again: an agreement may end today.
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, private=True, max_age=file.max_age)


def _range_holds(request: HttpRequest, etag: str, modified: int) -> bool:
    """Whether the reader's part is of this version of the file (RFC 9110, 13.1.5): a weak validator never says so."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition or condition == etag:
        return True
    return parse_http_date_safe(condition) == modified


class OutsideFile(Exception):
    """The range lies outside the file."""


def wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte that are asked for, or None for the whole file (RFC 9110, 14.2).

    Other units, several ranges and whatever is no range are left out of account, as the RFC allows.

    Raises:
        OutsideFile: no byte of the range is in the file.
    """
    unit, _sign, ranges = header.partition("=")
    first, dash, last = ranges.strip().partition("-")
    if unit.strip().lower() != "bytes" or not dash or "," in ranges:
        return None
    if any(number and not _is_number(number) for number in (first, last)) or not (first or last):
        return None
    if not first:
        if int(last) == 0 or size == 0:
            raise OutsideFile
        return max(size - int(last), 0), size - 1
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    if start >= size:
        raise OutsideFile
    return start, end


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


class _Part:
    """Reads a file from where it stands, so many bytes and no more."""

    def __init__(self, content: IO[bytes], length: int) -> None:
        self._content, self._left = content, length

    def read(self, size: int = _PIECE) -> bytes:
        piece = self._content.read(min(size, self._left))
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        self._content.close()
