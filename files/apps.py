"""The files app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Files."""

    name = "files"
    verbose_name = _("Files")

    def ready(self) -> None:
        """Keep the text of files in step; let no picture pass unread."""
        from .picture_forms import use_portrait_field
        from .receivers import connect

        connect()
        use_portrait_field()
