"""When everybody could read an item: what decides between "withdrawn" (410) and "there is nothing here" (404).

The item itself cannot tell: a draft may name another audience than what was published, and revisions bring old values
back. The record is kept by reference, so that it outlives the page.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..codes.sharing import Audience
from ..codes.withdrawal import WithdrawalReason
from ..days import today
from .sharing import SharedItem


class PublicRecord(models.Model):
    """From which day to which everybody could read an item; `until` is None as long as no end is known."""

    reference = models.CharField(max_length=15, unique=True)
    since = models.DateField()
    until = models.DateField(null=True)
    # Empty where nobody said why, and as long as it can be read.
    reason = models.CharField(max_length=10, choices=WithdrawalReason.choices, blank=True)

    objects: ClassVar[models.Manager["PublicRecord"]] = models.Manager()

    class Meta:
        verbose_name = _("public record")
        verbose_name_plural = _("public records")

    def __str__(self) -> str:
        return f"{self.reference}: {self.since} – {self.until or ''}"

    @property
    def ended(self) -> date | None:
        """The last day on which everybody could read it; None where `until` is a day to come: that is a plan."""
        return self.until if self.until and self.until <= today() else None


def note_published(items: Iterable[SharedItem]) -> None:
    """Note what the agreements of live items mean for everybody, in two statements where nothing is new."""
    day = today()
    wanted = {item.reference: _public_days(item, day) for item in items}
    held = {record.reference: record for record in PublicRecord.objects.filter(reference__in=wanted)}
    _end([record for reference, record in held.items() if wanted[reference] is None], day)
    changed = []
    for reference, days in wanted.items():
        if days is None:
            continue
        record = held.get(reference)
        since = days[0] if record is None or record.since > day else record.since
        if record is None or (record.since, record.until) != (since, days[1]):
            changed.append(PublicRecord(reference=reference, since=since, until=days[1]))
    if changed:
        PublicRecord.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["reference"], update_fields=["since", "until", "reason"]
        )


def note_withdrawn(references: Iterable[str]) -> None:
    """Note that these items can be read by nobody any more."""
    _end(list(PublicRecord.objects.filter(reference__in=list(references))), today())


def note_reason(reference: str, reason: str) -> None:
    """Note why an item was withdrawn; nothing where it never was public."""
    PublicRecord.objects.filter(reference=reference).update(reason=reason)


def public_record(reference: str) -> PublicRecord | None:
    """Return the record of an item that everybody could read until today or before, or None."""
    return PublicRecord.objects.filter(reference=reference, since__lte=today()).first()


def _public_days(item: SharedItem, day: date) -> tuple[date, date | None] | None:
    """Return the first and last day, from this one on, on which everybody may read the item; None if there is none."""
    if item.audience != Audience.PUBLIC:
        return None
    since = max(item.shared_from or day, day)
    if item.shared_until and item.shared_until < since:
        return None
    return since, item.shared_until


def _end(records: list[PublicRecord], day: date) -> None:
    """Close the records of what is public no more; forget those of what never came to be."""
    never = [record.pk for record in records if record.since > day]
    if never:
        PublicRecord.objects.filter(pk__in=never).delete()
    open_ones = [
        record.pk for record in records if record.since <= day and (record.until is None or record.until > day)
    ]
    if open_ones:
        PublicRecord.objects.filter(pk__in=open_ones).update(until=day)
