"""The words of counting: what an event is, what was left out and why, and what a daily figure is of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.IntegerChoices):
    """What was done with an item, in the words of COUNTER an investigation or a request."""

    VIEW = 1, _("view")
    REQUEST = 2, _("download")


class Reason(models.TextChoices):
    """Why something that was served is not counted; the first that holds, in this order."""

    METHOD = "method", _("not fetched to be read (HEAD and the like)")
    PREFETCH = "prefetch", _("fetched ahead by a browser, without a click")
    STATUS = "status", _("not answered with the content")
    PART = "part", _("a further part of a file whose first part was counted")
    EMBEDDED = "embedded", _("embedded in another page")
    ROBOT = "robot", _("robots")
    MACHINE = "machine", _("scripts and reference managers")
    AI_AGENT = "ai_agent", _("AI agents")
    INTERNAL = "internal", _("staff, and the organisation that shared the item")
    OPTED_OUT = "opted_out", _("people who asked not to be counted")
    # No rule, but a fault: neither disk nor database took it.
    LOST = "lost", _("could not be recorded")


class Scope(models.IntegerChoices):
    """What a daily figure is of. The editions of a publication are one work; so are its files in several languages."""

    FILE = 1, _("file")
    ITEM = 2, _("item")
    WORK = 3, _("work")
