"""The usage app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsageConfig(AppConfig):
    """Counting, uses and reports."""

    name = "usage"
    verbose_name = _("Usage")

    def ready(self) -> None:
        """Listen to searches that find nothing, and to items that are deleted."""
        from search.signals import nothing_found

        from . import receivers
        from .empty_searches import note_empty_search

        nothing_found.connect(note_empty_search, dispatch_uid="usage.empty_searches")
        receivers.connect()
