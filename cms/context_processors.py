"""What every template knows about the site and the reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info

from accounts.permissions import can_contribute, can_read_network, can_review
from catalogue.models import ItemKind


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's name and addresses, who the reader is, and the languages of the pages."""
    user = getattr(request, "user", None)
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "canonical_url": f"{settings.SITE_URL}{request.path}",
        "member": bool(user and can_read_network(user)),
        "can_contribute": bool(user and can_contribute(user)),
        "can_manage": bool(user and can_review(user)),
        "nav_languages": _languages(request, language),
        "alternates": _alternates(request),
        "language": language,
        "here": _place(request),
        "page_dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
    }


def _place(request: HttpRequest) -> str | None:
    """Return the name of the page: of a page of text its slug, of others that of the view."""
    match = request.resolver_match
    if match is None:
        return None
    return match.kwargs["slug"] if match.url_name == "page" else match.url_name


# The pages that readers find by a search engine, each in every language of the interface.
_IN_ALL_LANGUAGES = frozenset({"home", "topics", "topic", "organisation", "page", *ItemKind.values})


def _alternates(request: HttpRequest) -> list[tuple[str, str]]:
    """Return (language, whole address) of this page in each language, and as "x-default" in that of the site."""
    match = request.resolver_match
    if match is None or match.url_name not in _IN_ALL_LANGUAGES:
        return []
    found = [(code, f"{settings.SITE_URL}{translate_url(request.path, code)}") for code, _name in settings.LANGUAGES]
    return [*found, ("x-default", dict(found)[settings.LANGUAGE_CODE])]


def _languages(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """Return the languages of the pages, each with the address of this page in it."""
    path = request.get_full_path()
    found = []
    for code, _name in settings.LANGUAGES:
        info = get_language_info(code)
        found.append(
            {
                "code": code,
                "name": info["name_local"].capitalize(),
                "dir": "rtl" if info["bidi"] else "ltr",
                "url": translate_url(path, code),
                "current": code == current,
            }
        )
    return found
