"""Writes of files: the file, what is known of it, and its text belong together."""

from typing import IO, Any, cast

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction

from wagtail.models import Collection

from .inspection import inspect
from .models import MediaType, PageText, RepositoryFile
from .reading.answers import Answer


def store_file(*, file: File, title: str, language: str, collection: Collection, user: Any = None) -> RepositoryFile:
    """Clean a file and store it with its text, all or nothing. It is read before the transaction begins.

    Raises:
        UnusableFile: it cannot be taken; nothing is stored.
    """
    answer = inspect(cast(IO[bytes], file), file.name or "", file.size)
    stored = RepositoryFile(
        title=title,
        language=language,
        collection=collection,
        uploaded_by_user=user,
        file=ContentFile(answer.content, name=file.name),
    )
    set_facts(stored, answer)
    try:
        stored.save()
    except BaseException:
        # The transaction forgets the rows; the storage has to be told.
        if stored.file._committed:
            stored.file.storage.delete(stored.file.name)
        raise
    return stored


def set_facts(stored: RepositoryFile, answer: Answer) -> None:
    """Note what was found, and the text, which is stored when the file is saved."""
    stored.media_type, stored.page_count = MediaType(answer.kind), answer.pages
    stored._set_document_file_metadata()
    stored.unsaved_texts = answer.texts


@transaction.atomic
def store_text(stored: RepositoryFile, texts: list[str]) -> None:
    """Put the text of a file in the place of the old one; the first text is that of page 1."""
    PageText.objects.filter(file=stored).delete()
    PageText.objects.bulk_create(
        [PageText(file=stored, number=number, text=text) for number, text in enumerate(texts, start=1)], batch_size=500
    )
