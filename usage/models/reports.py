"""Reports as they were given: frozen, so that a number once given can be given again."""

import hashlib
import json
from typing import Any

from django.db import models
from django.urls import reverse

from accounts.models import Organisation


class Report(models.Model):
    """The figures of a report on the day on which it was made.

    It holds references and numbers and no title, so that what is withdrawn is named nowhere. `organisation` says whose people may see
    it beside coordinators; without one only these.
    """

    made_at = models.DateTimeField(auto_now_add=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    content = models.JSONField()
    checksum = models.CharField(max_length=64)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"Report {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of the report's page."""
        return reverse("usage_report", args=[self.pk])

    @property
    def is_unchanged(self) -> bool:
        """Whether the content is what it was when the report was made."""
        return checksum_of(self.content) == self.checksum


def checksum_of(content: Any) -> str:
    """Return the SHA-256 digest of a content, however a database orders its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
