"""The names of files that readers save: exports are called as the site is (RFC 6266), files of items as their authors called them."""

from pathlib import PurePath
from urllib.parse import quote

from django.conf import settings
from django.utils.text import slugify

FALLBACK = "casebook"


def saved_as(ending: str) -> str:
    """Return the value of the Content-Disposition header for an export of the site.

    It has the name in plain letters too, for programs that need them.
    """
    name = slugify(settings.SITE_NAME, allow_unicode=True) or FALLBACK
    plain = slugify(settings.SITE_NAME) or FALLBACK
    value = f'attachment; filename="{plain}.{ending}"'
    return value if name == plain else f"{value}; filename*=UTF-8''{quote(name)}.{ending}"


def name_by_reference(name: str, reference: str, file_id: int) -> str:
    """Return what a file is called in the place of its own name, which may be that of a person."""
    return f"{reference.lower()}-{file_id}{PurePath(name).suffix.lower()}"
