"""Wagtail's choosers of pages, pictures and files, started without a script in the page: the site's policy refuses those."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail.admin.widgets.chooser import BaseChooser


def render(
    self: BaseChooser, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
) -> SafeString:
    """Return the chooser's HTML and, in an attribute that `static/js/admin.js` reads, how to start it."""
    id_ = (attrs or {})["id"]
    data = self.get_value_data(value)
    return format_html(
        '{}<span hidden data-starts="{}" data-values="{}"></span>',
        self.render_html(name, data, attrs),
        self.js_constructor,
        json.dumps([id_, self.get_js_init_options(id_, name, data)]),
    )


def connect() -> None:
    """Use it for choosers of every kind; called once, when the app is ready."""
    BaseChooser.render = render
