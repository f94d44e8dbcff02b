"""The files of an item as buttons: type, size, pages and language in words."""

from dataclasses import dataclass

from django.urls import reverse

from cases.models import SharedItem
from catalogue.file_names import name_by_reference
from files.models import RepositoryFile
from files.presentation import file_label


@dataclass(slots=True)
class FileLink:
    """A file to download; a warning where the reader should know something first."""

    url: str
    label: str
    language: str
    title: str = ""
    media_type: str = ""
    warning: str | None = None


def file_links(item: SharedItem) -> list[FileLink]:
    """Return the files of an item in the order in which they were added, in one statement."""
    files = getattr(item, item.file_relation).all().order_by("pk")
    return [_link(file, item) for file in files]


def _link(file: RepositoryFile, item: SharedItem) -> FileLink:
    url, title = file.url, file.title
    if item.initials is not None:
        name = name_by_reference(file.filename, item.reference, file.pk)
        url, title = reverse("file", args=[file.pk, name]), item.initials.of(title)
        # A title that was made of the name of a file is not written as names are.
        title = name if item.initials.names_somebody(title) else title
    return FileLink(url, file_label(file), file.language, title, file.media_type)
