"""Who may read an item and how its organisation is named: the terms of a sharing agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may read."""

    NETWORK = "network", _("The network only")
    PUBLIC = "public", _("Everyone")


class Naming(models.TextChoices):
    """Whether the organisation is named."""

    NAMED = "named", _("Name our organisation")
    UNNAMED = "unnamed", _("Say “a member of the network”")
