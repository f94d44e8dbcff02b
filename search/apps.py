"""The search app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The catalogue and the search."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Connect the receivers that keep the catalogue in step; bring in the checks of the settings."""
        from . import checks, receivers  # noqa: F401  the checks register themselves

        receivers.connect()
