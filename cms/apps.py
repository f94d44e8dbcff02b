"""The cms app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CMSConfig(AppConfig):
    """Site."""

    name = "cms"
    verbose_name = _("Site")
