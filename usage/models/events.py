"""What the recorder wrote, for 35 days: what was read at which moment, and by a key of the day that leads to nobody."""

from django.db import models

from ..codes import Kind, Reason


class Event(models.Model):
    """That somebody opened a page of an item or fetched a file of it.

    Items and files are plain numbers, so that what was counted outlives them. `at` is in milliseconds since 1970 (UTC): whole
    numbers are subtracted and divided alike by every database. `actor` is explained in `usage.actors`.
    """

    id = models.UUIDField(primary_key=True)
    day = models.DateField(db_index=True)
    at = models.BigIntegerField()
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    item_id = models.PositiveBigIntegerField()
    file_id = models.PositiveBigIntegerField(null=True)
    address = models.CharField(max_length=48)
    actor = models.BinaryField(max_length=16)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=Kind.VIEW, file_id__isnull=True)
                | models.Q(kind=Kind.REQUEST, file_id__isnull=False),
                name="usage_a_request_is_of_a_file",
            )
        ]

    def __str__(self) -> str:
        return f"{self.address} on {self.day}"


class LeftOut(models.Model):
    """How often something was served on a day and not counted, for one reason."""

    day = models.DateField()
    reason = models.CharField(max_length=10, choices=Reason.choices)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "reason"], name="usage_reason_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.number} {self.reason}"


class EmptySearch(models.Model):
    """That on a day a search for these words found nothing: once a day, by whomever and however often."""

    day = models.DateField(db_index=True)
    words = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["words", "day"], name="usage_empty_search_once_a_day")]

    def __str__(self) -> str:
        return f"{self.words} on {self.day}"


class SpoolFile(models.Model):
    """That a spool file is in the database: if a process dies before it has deleted the file, nothing is counted twice."""

    name = models.CharField(max_length=80, primary_key=True)
    taken_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.name
