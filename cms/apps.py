"""The cms app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CMSConfig(AppConfig):
    """Site."""

    name = "cms"
    verbose_name = _("Site")

    def ready(self) -> None:
        """Put ours in the place of parts of Wagtail that cannot be exchanged in another way."""
        from .admin import choosers, exports, history, side_panels

        for part in (choosers, exports, history, side_panels):
            part.connect()
