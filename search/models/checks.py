"""What the last comparison of items, catalogue and index found: numbers only, never which items."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CatalogueCheck(models.Model):
    """A finished comparison; `found` has how many differences of each kind there were."""

    finished_at = models.DateTimeField(default=timezone.now)
    found = models.JSONField(default=dict)
    repaired = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["CatalogueCheck"]] = models.Manager()

    class Meta:
        verbose_name = _("check of the catalogue")
        verbose_name_plural = _("checks of the catalogue")
        get_latest_by = "pk"

    def __str__(self) -> str:
        return f"{self.finished_at:%Y-%m-%d %H:%M}: {self.differences}"

    @property
    def differences(self) -> int:
        """How many differences there were in all."""
        return sum(self.found.values())
