"""What cases add to Wagtail's admin: the pages about topics."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.permissions import can_coordinate

from .admin import urls


class TopicsMenuItem(MenuItem):
    """The menu's way to the topics, for coordinators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may manage topics."""
        return can_coordinate(request.user)


@hooks.register("register_admin_urls")
def topic_urls() -> list[URLPattern | URLResolver]:
    """Return the addresses of the pages about topics."""
    return [path("topics/", include(urls))]


@hooks.register("register_admin_menu_item")
def topics_menu_item() -> Any:
    """Return the menu's line."""
    return TopicsMenuItem(_("Topics"), reverse_lazy("cases_topics:list"), name="topics", icon_name="tag", order=250)
