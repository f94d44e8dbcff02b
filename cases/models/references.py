"""Permanent references such as CS-2026-0001: kind, year of entry, running number. A number is never given twice."""

from django.db import models, transaction


class ReferenceCounter(models.Model):
    """The last number given for a kind and a year."""

    prefix = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="cases_referencecounter_once")]

    def __str__(self) -> str:
        return format_reference(self.prefix, self.year, self.last)


def format_reference(prefix: str, year: int, number: int) -> str:
    """Return the reference in its written form, at least four digits."""
    return f"{prefix}-{year}-{number:04d}"


@transaction.atomic
def take_references(prefix: str, year: int, count: int = 1) -> list[str]:
    """Return the next `count` references; two people who save at once get different ones."""
    counter, _created = ReferenceCounter.objects.select_for_update().get_or_create(prefix=prefix, year=year)
    first = counter.last + 1
    ReferenceCounter.objects.filter(pk=counter.pk).update(last=models.F("last") + count)
    return [format_reference(prefix, year, number) for number in range(first, first + count)]
