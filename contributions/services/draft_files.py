"""Writes of the files of a draft: read and cleaned by a process of its own, stored beside the draft, and known to nobody else."""

import errno
import hashlib
import logging
from pathlib import PurePath
from typing import IO, cast

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from files.inspection import inspect
from files.reading.answers import Answer
from files.refusals import UnusableFile

from ..models import Draft, DraftFile
from ..refusals import NotPossible
from .drafts import forget_content, hold_draft

logger = logging.getLogger(__name__)
MOST_FILES = 10


def read_upload(upload: UploadedFile) -> Answer:
    """Have a file that was sent read and cleaned; this takes seconds and belongs outside of any transaction.

    Raises:
        UnusableFile: it cannot be taken; the message says why and what to do.
    """
    return inspect(cast(IO[bytes], upload), upload.name or "", upload.size or 0)


def read_text(upload: UploadedFile) -> str:
    """Return the text of a file that was sent and is not kept: PDF, Word or OpenDocument. Empty where it has none.

    Raises:
        UnusableFile: it cannot be read; the message says why and what to do.
    """
    answer = inspect(cast(IO[bytes], upload), upload.name or "", upload.size or 0, "text")
    return "\n\n".join(page.strip() for page in answer.texts if page.strip())


def add_file(*, draft: Draft, by: User, name: str, answer: Answer) -> DraftFile:
    """Add a file that was read to a draft.

    Raises:
        NotPossible: the draft was sent meanwhile, is not the person's, or has enough files.
        UnusableFile: there is no room for it on the disk.
    """
    stored = DraftFile(
        draft=draft,
        name=PurePath(name).name[:255],
        media_type=answer.kind,
        size=len(answer.content),
        file_hash=hashlib.sha1(answer.content, usedforsecurity=False).hexdigest(),
        page_count=answer.pages,
        texts=list(answer.texts),
    )
    try:
        with transaction.atomic():
            held = hold_draft(draft.pk, by)
            if held.files.count() >= MOST_FILES:
                raise NotPossible(
                    _("A case has at most %(most)s files. Remove one first."), params={"most": MOST_FILES}
                )
            stored.file.save(f"{draft.key}.{answer.kind}", ContentFile(answer.content), save=True)
    except BaseException as error:
        # The transaction forgets the row; the storage has to be told.
        if stored.file and stored.file._committed:
            stored.file.storage.delete(stored.file.name)
        if isinstance(error, OSError):
            logger.error("A file of a draft cannot be stored: %s.", errno.errorcode.get(error.errno or 0, "unknown"))
            message = _("Files cannot be stored right now. Everything else is kept; send the file again later.")
            raise UnusableFile(message) from error
        raise
    return stored


@transaction.atomic
def remove_file(*, file: DraftFile, by: User) -> None:
    """Take a file out of a draft.

    Raises:
        NotPossible: the draft was sent meanwhile, or is not the person's.
    """
    hold_draft(file.draft_id, by)
    forget_content([(file.file.storage, file.file.name)])
    file.delete()
