"""A file in words, for the button that downloads it."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language, ngettext

from babel import Locale

from .models import RepositoryFile


def file_label(file: RepositoryFile) -> str:
    """Return type, size, pages and language, such as "PDF, 1.2 MB, 84 pages, English"."""
    parts = [str(file.get_media_type_display())]
    if file.file_size is not None:
        parts.append(filesizeformat(file.file_size).replace("\xa0", " "))
    if file.page_count:
        parts.append(ngettext("%(count)s page", "%(count)s pages", file.page_count) % {"count": file.page_count})
    names = Locale.parse(get_language() or "en", sep="-").languages
    parts.append(str(names.get(file.language, file.language)).capitalize())
    return ", ".join(parts)
