"""The usage app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsageConfig(AppConfig):
    """Counting, uses and reports."""

    name = "usage"
    verbose_name = _("Usage")
