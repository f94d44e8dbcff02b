"""The figures that stay: one row a day for each file, item and work, and how each day came about."""

from django.db import models
from django.db.models import F, Q

from ..codes import Scope


class Figures(models.Model):
    """The four figures of COUNTER. An investigation is anything done with an item, a request fetches its content.

    `unique_…` counts a session once: the same reader in the same hour.
    """

    total_investigations = models.PositiveBigIntegerField(default=0)
    unique_investigations = models.PositiveBigIntegerField(default=0)
    total_requests = models.PositiveBigIntegerField(default=0)
    unique_requests = models.PositiveBigIntegerField(default=0)

    class Meta:
        abstract = True


FIGURES = ("total_investigations", "unique_investigations", "total_requests", "unique_requests")


class DailyFigure(Figures):
    """What was counted of a file, an item or a work on a UTC day. The day is the smallest unit that is kept."""

    day = models.DateField()
    scope = models.PositiveSmallIntegerField(choices=Scope.choices)
    subject_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "scope", "subject_id"], name="usage_figure_once_a_day"),
            models.CheckConstraint(
                condition=Q(unique_requests__lte=F("total_requests"))
                & Q(total_requests__lte=F("total_investigations"))
                & Q(unique_requests__lte=F("unique_investigations"))
                & Q(unique_investigations__lte=F("total_investigations")),
                name="usage_unique_is_at_most_total",
            ),
        ]
        indexes = [models.Index(fields=["scope", "subject_id", "day"], name="usage_figures_of_subject")]

    def __str__(self) -> str:
        return f"{self.get_scope_display()} {self.subject_id} on {self.day}"


class ItemTotal(Figures):
    """The sum of an item's days, so that its page need not add them up."""

    item_id = models.PositiveBigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return f"item {self.item_id}"


class CountedItem(models.Model):
    """Which work an item was counted as, and whose it is: no title, so that what is withdrawn is named nowhere."""

    item_id = models.PositiveBigIntegerField(primary_key=True)
    work_id = models.PositiveBigIntegerField(db_index=True)
    organisation_id = models.PositiveBigIntegerField(null=True, db_index=True)
    kind = models.CharField(max_length=16)

    def __str__(self) -> str:
        return f"item {self.item_id}"


class Day(models.Model):
    """The manifest of a UTC day: from how many events and by which rules its figures were made, and what was left out.

    `stale`: something came in since. `events_deleted`: it can never be made anew.
    """

    day = models.DateField(primary_key=True)
    stale = models.BooleanField(default=True, db_index=True)
    events_deleted = models.BooleanField(default=False)
    events = models.PositiveBigIntegerField(default=0)
    double_clicks = models.PositiveBigIntegerField(default=0)
    left_out = models.JSONField(default=dict)
    rules = models.JSONField(default=dict)
    totals = models.JSONField(default=dict)
    checksum = models.CharField(max_length=64, blank=True)
    rolled_up_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.day.isoformat()


class Restatement(models.Model):
    """That the figures of a closed day changed, and why: COUNTER (7.11) asks for a log of it."""

    day = models.DateField(db_index=True)
    made_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=200)
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.day}: {self.reason}"
