"""Who checked what a case says, and against what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verification(models.TextChoices):
    """How far a case was verified; a reviewer says it when they accept the case."""

    NOT_CHECKED = "none", _("Not checked")
    OWN_FILE = "own_file", _("Checked by the organisation that shared it, against its file")
    FILE = "file", _("Checked by a reviewer, against the file")
    SOURCE = "source", _("Checked by a reviewer, against the source document")
