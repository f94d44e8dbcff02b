"""What every page of the site knows of the site and its reader: the Jinja2 templates; Django's fill a layout of these."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_info, override

from accounts.permissions import can_contribute, can_read_network, can_review
from catalogue.kinds import KINDS


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's name and addresses, who the reader is, and the languages of the pages."""
    user = getattr(request, "user", None)
    language = get_language() or settings.LANGUAGE_CODE
    path, _mark, query = request.get_full_path().partition("?")
    addresses = {code: _translated(request, path, code) for code, _name in settings.LANGUAGES}
    return {
        "site_name": settings.SITE_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "canonical_url": f"{settings.SITE_URL}{request.path}",
        "member": bool(user and can_read_network(user)),
        "can_contribute": bool(user and can_contribute(user)),
        "can_manage": bool(user and can_review(user)),
        "nav_languages": _languages(addresses, query, language),
        "alternates": _alternates(request, addresses),
        "language": language,
        "here": _place(request),
        "page_dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
    }


def _translated(request: HttpRequest, path: str, language: str) -> str:
    """Return the address of this page in a language; Django's translate_url would look up again what answers here."""
    match = request.resolver_match
    if match is None:
        return path
    with override(language):
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return path


def _place(request: HttpRequest) -> str | None:
    """Return the name of the page: of a page of text its slug, of others that of the view."""
    match = request.resolver_match
    if match is None:
        return None
    return match.kwargs["slug"] if match.url_name == "page" else match.url_name


# The pages that readers find by a search engine, each in every language of the interface.
_IN_ALL_LANGUAGES = frozenset(
    {"home", "topics", "topic", "organisation", "how_we_count", "uses", "page", *(kind.code for kind in KINDS)}
)


def _alternates(request: HttpRequest, addresses: dict[str, str]) -> list[tuple[str, str]]:
    """Return (language, whole address) of this page in each language, and as "x-default" in that of the site."""
    match = request.resolver_match
    if match is None or match.url_name not in _IN_ALL_LANGUAGES:
        return []
    found = {code: f"{settings.SITE_URL}{address}" for code, address in addresses.items()}
    return [*found.items(), ("x-default", found[settings.LANGUAGE_CODE])]


def _languages(addresses: dict[str, str], query: str, current: str) -> list[dict[str, Any]]:
    """Return the languages of the pages, each with the address of this page in it."""
    found = []
    for code, address in addresses.items():
        info = get_language_info(code)
        found.append(
            {
                "code": code,
                "name": info["name_local"].capitalize(),
                "dir": "rtl" if info["bidi"] else "ltr",
                "url": f"{address}?{query}" if query else address,
                "current": code == current,
            }
        )
    return found
