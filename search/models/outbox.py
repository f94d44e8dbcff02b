"""The outbox: which entries of the catalogue have changed since a search engine outside the database was told.

A row is written in the transaction of the change and deleted when the index can be searched with it. What the row says is
only that the entry is to be looked at: the catalogue has the rest, so a row may be worked off twice, late, or by two
processes at once.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PendingChangeQuerySet(models.QuerySet["PendingChange"]):
    """Reads of the outbox."""

    def deliverable(self) -> "PendingChangeQuerySet":
        """Return what the engine has not refused, oldest first."""
        return self.filter(error="").order_by("pk")

    def refused(self) -> "PendingChangeQuerySet":
        """Return what the engine will not take as it is."""
        return self.exclude(error="")

    def entry_ids(self, limit: int) -> list[int]:
        """Return the entries whose place in the index is out of date."""
        return list(self.values_list("entry_id", flat=True)[:limit])


class PendingChange(models.Model):
    """That an entry was written or withdrawn, in which version and when."""

    # Not a foreign key: it outlives the entry.
    entry_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    queued_at = models.DateTimeField(auto_now_add=True)
    # The kind of error if the engine refused it; never its text, which may quote the item's.
    error = models.CharField(max_length=100, blank=True)

    objects = PendingChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pending change of the index")
        verbose_name_plural = _("pending changes of the index")

    def __str__(self) -> str:
        return f"{self.entry_id} v{self.version}"
