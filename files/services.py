"""Writes of files: the file, what is known of it, and its text belong together."""

from typing import IO, Any, cast

from django.core.files import File
from django.db import transaction

from wagtail.models import Collection

from .extraction import extract_pages
from .inspection import FileFacts, inspect
from .models import PageText, RepositoryFile


@transaction.atomic
def store_file(*, file: File, title: str, language: str, collection: Collection, user: Any = None) -> RepositoryFile:
    """Store a file with its text, all or nothing.

    Raises:
        UnusableFile: it cannot be taken; nothing is stored.
    """
    facts = inspect(cast(IO[bytes], file), file.name or "", file.size)
    stored = RepositoryFile(title=title, language=language, collection=collection, uploaded_by_user=user, file=file)
    set_facts(stored, facts)
    try:
        stored.save()
        store_text(stored)
    except BaseException:
        # The transaction forgets the rows; the storage has to be told.
        if stored.file._committed:
            stored.file.storage.delete(stored.file.name)
        raise
    return stored


def set_facts(stored: RepositoryFile, facts: FileFacts) -> None:
    """Note what inspection found; the file is not saved by this."""
    stored.media_type, stored.page_count = facts.media_type, facts.page_count
    stored._set_document_file_metadata()


@transaction.atomic
def store_text(stored: RepositoryFile) -> None:
    """Extract the text of a file and put it in the place of the old one."""
    with stored.file.open("rb") as content:
        pages = list(extract_pages(content, stored.media_type))
    PageText.objects.filter(file=stored).delete()
    PageText.objects.bulk_create([PageText(file=stored, number=number, text=text) for number, text in pages])
