"""The contributions app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributionsConfig(AppConfig):
    """Drafts, what was sent, and the review of it."""

    name = "contributions"
    verbose_name = _("Contributions")

    def ready(self) -> None:
        """Listen to what happens to items."""
        from . import receivers  # models are not there before

        receivers.connect()
