"""Of which end of keeping people were told, so that they are told once."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class RetentionReminder(models.Model):
    """That people were told that an item is to be erased after a day. Another day is told again."""

    reference = models.CharField(_("reference"), max_length=15, unique=True)
    kept_until = models.DateField(_("kept until"))

    objects: ClassVar[models.Manager["RetentionReminder"]] = models.Manager()

    class Meta:
        verbose_name = _("reminder of the end of keeping")
        verbose_name_plural = _("reminders of the end of keeping")

    def __str__(self) -> str:
        return self.reference
