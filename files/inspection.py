"""Looks into a file before it is taken: is it what its name says, whole, readable, and no larger than allowed?"""

import threading
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

import pypdfium2
from docx import Document

from .models import MediaType

# PDFium must not be called by two threads at once.
PDF_LOCK = threading.Lock()
_WORD_BODY = "word/document.xml"
_MACROS = "word/vbaProject.bin"
# A Word file may unpack to this many times its limit; more is a trap for the memory.
_MOST_UNPACKED = 10
_MOST_PARTS = 5_000
# The parts in XML are read into memory as a tree, which takes several times their size.
_LARGEST_XML = 40_000_000
_MOST_PAGES = 5_000


class UnusableFile(ValidationError):
    """The file cannot be taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file that can be taken. Word files have no fixed pages."""

    media_type: MediaType
    page_count: int | None


def inspect(file: IO[bytes], name: str, size: int) -> FileFacts:
    """Return the facts of a file; the file is left at its start.

    Args:
        file: the content, seekable.
        name: the name under which it was given.
        size: in bytes.

    Raises:
        UnusableFile: it is empty, too large, broken, encrypted, or something else than a PDF or Word file.
    """
    limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if size > limit:
        raise UnusableFile(
            _("This file has %(size)s; %(limit)s is the most that can be stored. Make it smaller, or split it."),
            params={"size": filesizeformat(size), "limit": filesizeformat(limit)},
        )
    if not size:
        raise UnusableFile(_("This file is empty. Choose another one."))
    try:
        media_type = _media_type(file)
        if PurePath(name).suffix.lower() != f".{media_type}":
            raise UnusableFile(
                _(
                    "The name of this file ends otherwise than its content: it is a %(type)s file. Rename it to end in .%(ending)s."
                ),
                params={"type": media_type.label, "ending": str(media_type)},
            )
        if media_type == MediaType.PDF:
            return FileFacts(media_type, _pdf_pages(file))
        _check_word(file)
        return FileFacts(media_type, None)
    finally:
        file.seek(0)


def _media_type(file: IO[bytes]) -> MediaType:
    file.seek(0)
    start = file.read(1024)
    # The header may stand anywhere in the first 1,024 bytes (ISO 32000-1, annex H.3, note 13).
    if b"%PDF-" in start:
        return MediaType.PDF
    if start.startswith(b"PK\x03\x04"):
        return MediaType.DOCX
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnusableFile(
            _("This is an old Word file or one with a password. Save it as .docx without a password, or as PDF.")
        )
    raise UnusableFile(_("Only PDF and Word (.docx) files can be stored. Save the text as one of these."))


def _pdf_pages(file: IO[bytes]) -> int:
    file.seek(0)
    with PDF_LOCK:
        try:
            document = pypdfium2.PdfDocument(file.read())
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise UnusableFile(
                    _("This PDF file has a password. Save it without one and choose it again.")
                ) from error
            raise UnusableFile(
                _("This PDF file is broken and cannot be opened. Save it again from the program it was made with.")
            ) from error
        try:
            pages = len(document)
        finally:
            document.close()
    if not pages:
        raise UnusableFile(_("This PDF file has no pages. Choose another one."))
    if pages > _MOST_PAGES:
        raise UnusableFile(
            _("This PDF file has %(pages)s pages; %(most)s is the most. Split it."),
            params={"pages": pages, "most": _MOST_PAGES},
        )
    return pages


def _check_word(file: IO[bytes]) -> None:
    broken = UnusableFile(_("This Word file is broken and cannot be opened. Save it again as .docx."))
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if _WORD_BODY not in names:
                raise UnusableFile(_("Only PDF and Word (.docx) files can be stored. Save the text as one of these."))
            if _MACROS in names:
                raise UnusableFile(_("This Word file contains macros. Save it as .docx without macros."))
            _check_unpacked(parts)
            if archive.testzip() is not None:
                raise broken
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise broken from error
    _open_word(file, broken)


def _open_word(file: IO[bytes], broken: UnusableFile) -> None:
    """Try what reading the text will do: a file that passes here is read without an error."""
    file.seek(0)
    try:
        Document(file)
    except ValueError as error:
        raise UnusableFile(
            _("This is a Word template or a Word file with macros. Save it as .docx without macros.")
        ) from error
    except Exception as error:
        raise broken from error


def _check_unpacked(parts: list[Any]) -> None:
    unpacked = sum(part.file_size for part in parts)
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    limit = _MOST_UNPACKED * settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if len(parts) > _MOST_PARTS or unpacked > limit or xml > _LARGEST_XML:
        raise UnusableFile(_("This Word file unpacks to far more than its size. Save it as PDF and choose that."))
