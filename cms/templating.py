"""What the site's own templates may call: addresses, names of languages, days in words, and translated texts.

They are Jinja2 templates and live in `templates/`; docs/templates.md says how they are written. What allauth and Wagtail's
admin render are Django templates, in `templates_django/`.
"""

import html
import json
import re
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, strip_tags
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.timezone import localtime

from jinja2 import Environment
from jinja2.ext import Extension

from cases.codes.languages import direction, language_name

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
# A closing tag inside a string would end the script element.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


class WithoutIndentation(Extension):
    """Leaves one blank of those at the beginning of a line, which are for who reads the templates: pages are smaller.

    The one keeps apart what a tag on a line of its own would join: with `trim_blocks` the end of such a line goes too.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source of a template as it is compiled."""
        return _INDENTATION.sub(" ", source)


def environment(**options: Any) -> Environment:
    """Return the environment; the options are those of the settings."""
    made = Environment(**options)  # noqa: S701  Django's backend sets autoescape
    # A text that runs over several lines is one line for translators.
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]  # of jinja2.ext.i18n
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals |= {"_": text, "url": url, "static": static, "ld_json": ld_json}
    made.filters |= {
        "capfirst": capfirst,
        "day": day,
        "language_name": language_name,
        "message_text": message_text,
        "other_language": other_language,
        "text_direction": direction,
    }
    return made


def text(words: str, /, **variables: Any) -> SafeString:
    """Return a text of the templates in the language of the page; variables are escaped, the text itself is not."""
    translated = _translated(words, translation.get_language())
    if not variables:
        return translated
    escaped = {name: conditional_escape(value) for name, value in variables.items()}
    return mark_safe(translated % escaped)  # noqa: S308  each is escaped


@cache
def _translated(words: str, language: str | None) -> SafeString:
    # A page asks for some sixty texts; there are no more of them in all than templates name.
    return mark_safe(translation.gettext(words))  # noqa: S308  translators may write elements, as in Django's templates


def url(name: str, *args: Any) -> str:
    """Return the address of a view in the language of the page."""
    return _address(name, args, translation.get_language(), get_script_prefix())


@lru_cache(maxsize=1000)
def _address(name: str, args: tuple[Any, ...], language: str | None, prefix: str) -> str:
    # The frame of every page asks for the same twenty.
    return reverse(name, args=args)


def day(value: date | datetime, written: str | None = None) -> str:
    """Return a day as readers of the page write it, or as `written` says (the name of one of Django's formats, or one)."""
    return date_format(localtime(value) if isinstance(value, datetime) else value, written)


def static(path: str) -> str:
    """Return the address of a file of the folder static/."""
    return staticfiles_storage.url(path)


def other_language(code: str) -> str:
    """Return the name of a language, or nothing if it is the language of the page."""
    return "" if code == translation.get_language() else language_name(code)


def message_text(message: Message) -> str:
    """Return what a message says, without the elements that Wagtail's admin writes around it; the page escapes it as any text."""
    if not isinstance(message.message, SafeData):
        return str(message)
    return html.unescape(strip_tags(message.message))


def ld_json(description: dict[str, Any] | None) -> SafeString | str:
    """Return a schema.org description as an element; nothing where there is none."""
    if not description:
        return ""
    text = json.dumps(description, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  escaped above
