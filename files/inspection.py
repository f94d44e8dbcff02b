"""Looks into a file before it is taken: is it what its name says, whole, harmless, and no larger than allowed?"""

from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from .models import MediaType
from .reader import Purpose, read_content
from .reading.answers import Answer
from .refusals import UnusableFile

# What is read and not stored has no place among the kinds of stored files.
_NAMES = {**dict(MediaType.choices), "odt": "OpenDocument"}


def inspect(file: IO[bytes], name: str, size: int, purpose: Purpose = "file") -> Answer:
    """Return what a PDF or Word file holds, and the file as it is stored; the one given is left at its start.

    This may take seconds. It is done before a transaction begins, so that nobody waits for it.

    Args:
        file: the content, seekable.
        name: the name under which it was given.
        size: in bytes.
        purpose: "text" where only the text is wanted: then OpenDocument files (.odt) are read too.

    Raises:
        UnusableFile: it is empty, too large, broken, encrypted, something else than a PDF or Word file, or not harmless.
    """
    limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if size > limit:
        raise UnusableFile(
            _("This file has %(size)s; %(limit)s is the most that can be stored. Make it smaller, or split it."),
            params={"size": filesizeformat(size), "limit": filesizeformat(limit)},
        )
    if not size:
        raise UnusableFile(_("This file is empty. Choose another one."))
    file.seek(0)
    try:
        answer = read_content(file, purpose)
    finally:
        file.seek(0)
    if PurePath(name).suffix.lower() != f".{answer.kind}":
        raise UnusableFile(
            _(
                "The name of this file ends otherwise than its content: it is a %(type)s file. Rename it to end in .%(ending)s."
            ),
            params={"type": _NAMES[answer.kind], "ending": answer.kind},
        )
    return answer


def put_in_place(upload: UploadedFile, content: bytes) -> None:
    """Write the cleaned file over the one that was sent, so that whoever stores the upload stores the cleaned one."""
    upload.seek(0)
    upload.truncate()
    upload.write(content)
    upload.flush()
    upload.seek(0)
    upload.size = len(content)
