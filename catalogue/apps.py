"""The catalogue app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """The read model of the site."""

    name = "catalogue"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        """Connect the receivers that keep the catalogue in step; bring in the check of the database."""
        from . import checks, receivers  # noqa: F401  the check registers itself

        receivers.connect()
