"""Why something was withdrawn: the few words that a tombstone may say."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WithdrawalReason(models.TextChoices):
    """The reasons, in the words that readers see where the item was."""

    RECOGNISED = "recognised", _("A person could be recognised")
    ASKED = "asked", _("The organisation or a person in it asked for it")
    ERROR = "error", _("It contained an error")
    REPLACED = "replaced", _("It is out of date or was replaced")
