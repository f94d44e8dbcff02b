"""The cases app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Cases and topics."""

    name = "cases"
    verbose_name = _("Cases and topics")

    def ready(self) -> None:
        """Let the forms of items choose topics with our field; listen to what Wagtail does to items."""
        from . import publishing
        from .admin import comparison, items_field
        from .admin.fields import register

        register()
        items_field.register()
        comparison.connect()
        publishing.connect()
