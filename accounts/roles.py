"""The roles, which are Django groups with fixed names. `Role.NETWORK_READER` is for signed-in people who only read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may do; the value is the name of the group."""

    NETWORK_READER = "Network reader", _("Network reader: reads what is shared within the network")
    CONTRIBUTOR = "Contributor", _("Contributor: shares cases")
    REVIEWER = "Reviewer", _("Reviewer: checks and publishes what others share")
    COORDINATOR = "Coordinator", _("Coordinator: manages topics, publications and people")
