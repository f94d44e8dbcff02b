"""The facts about a page beside its form and its list, with the true number of items that name it."""

from typing import Any

from django.utils.translation import gettext as _

from wagtail.admin.ui.side_panels import PageStatusSidePanel

from .dependents import dependents_of


def get_usage_context(self: PageStatusSidePanel) -> dict[str, Any]:
    """Return the number and where they are listed."""
    found = len(dependents_of(self.object)) if self.object.pk else 0
    text = _("Named by others: %(number)s") % {"number": found} if found else _("Named by no other item")
    return {"usage_count": found, "usage_url": self.usage_url, "usage_url_text": text}


def connect() -> None:
    """Use it for pages of every type; called once, when the app is ready."""
    PageStatusSidePanel.get_usage_context = get_usage_context
