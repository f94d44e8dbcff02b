"""The files of an item as buttons: type, size, pages and language in words."""

from dataclasses import dataclass

from cases.models import SharedItem
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
    return [FileLink(file.url, file_label(file), file.language, file.title, file.media_type) for file in files]
