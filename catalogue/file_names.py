"""The names under which exports are saved (RFC 6266): as the site is called, and in plain letters for programs that need them."""

from urllib.parse import quote

from django.conf import settings
from django.utils.text import slugify

FALLBACK = "casebook"


def saved_as(ending: str) -> str:
    """Return the value of the Content-Disposition header for an export of the site."""
    name = slugify(settings.SITE_NAME, allow_unicode=True) or FALLBACK
    plain = slugify(settings.SITE_NAME) or FALLBACK
    value = f'attachment; filename="{plain}.{ending}"'
    return value if name == plain else f"{value}; filename*=UTF-8''{quote(name)}.{ending}"
