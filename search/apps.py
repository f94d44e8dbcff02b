"""The search app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The search over the catalogue."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Connect the receiver that keeps the index in step; bring in the checks of the settings."""
        from . import checks, receivers  # noqa: F401  the checks register themselves

        receivers.connect()
