"""Who wants to be told by e-mail what came of what their organisations shared."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestWish(models.Model):
    """That a person asked for the digest of each quarter; without a row nobody gets one.

    `told_until` is the last day of the last quarter of which they were told, or which was over when they asked.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    told_until = models.DateField(db_index=True)

    objects: ClassVar[models.Manager["DigestWish"]] = models.Manager()

    class Meta:
        verbose_name = _("wish for the digest")
        verbose_name_plural = _("wishes for the digest")

    def __str__(self) -> str:
        return f"digest for user {self.user_id}"
