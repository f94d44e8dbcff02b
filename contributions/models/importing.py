"""Spreadsheets of cases: what was read of one, row by row, and which case each row became."""

from datetime import date, timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cases.codes.languages import language_choices

from .contribution import Contribution
from .draft import MODEL_BY_CODE, kind_choices

MOST_ID_CHARACTERS = 100


class RowState(models.TextChoices):
    """What a row is, or what became of it."""

    UNCHECKED = "unchecked", _("Not checked yet")
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    CLOSED = "closed", _("Cannot be changed here")
    BAD = "bad", _("Has to be put right")


# So long what was read of a file is kept while nobody ends its making, and the list of what is wrong after that.
KEPT_FOR = timedelta(days=14)
# The rows of which something is made.
MADE_OF = (RowState.NEW, RowState.CHANGED)


class Import(models.Model):
    """A spreadsheet that somebody brought. Nothing is made of it before they have confirmed what they were shown."""

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="imports")
    kind = models.CharField(_("kind of case"), max_length=20, choices=kind_choices)
    # Of the rows that name none.
    language = models.CharField(_("language of the text"), max_length=8, choices=language_choices, default="en")
    file_name = models.CharField(_("name of the file"), max_length=255)
    # The numbers of the rows that were left out as notes.
    notes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Import"]] = models.Manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_at__isnull=True) | models.Q(confirmed_at__isnull=False),
                name="contributions_import_is_finished_after_it_was_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def kept_until(self) -> date:
        """The day after which it is deleted; of one that nobody has finished, unless that is done before."""
        return ((self.finished_at or self.created_at) + KEPT_FOR).date()

    @property
    def kind_label(self) -> str:
        """What kind of case its rows are."""
        return str(MODEL_BY_CODE[self.kind].kind.label)

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each state, those without a row too."""
        found = dict(self.rows.order_by().values_list("state").annotate(models.Count("pk")))
        return {state.value: found.get(state.value, 0) for state in RowState}

    def to_check(self) -> models.QuerySet["ImportRow"]:
        """Return the rows that were not checked yet."""
        return self.rows.filter(state=RowState.UNCHECKED)

    def to_make(self) -> models.QuerySet["ImportRow"]:
        """Return the rows of which something is still to be made."""
        return self.rows.filter(state__in=MADE_OF, made_at__isnull=True)


class ImportRow(models.Model):
    """A row of the file. Its answers are forgotten when a case is made of it, or the import is finished.

    What is wrong with it may quote a cell, and stays as long as the import.
    """

    of_import = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    # As a spreadsheet program counts: the names of the columns are row 1.
    number = models.PositiveIntegerField()
    source_id = models.CharField(max_length=MOST_ID_CHARACTERS, blank=True)
    language = models.CharField(max_length=8, blank=True)
    # As a draft has them: by the name of the question, as they were typed.
    answers = models.JSONField(default=dict)
    # [name of the column, sentence] for each thing that is wrong.
    problems = models.JSONField(default=list)
    # The names of the columns that differ from what was sent before.
    changes = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=RowState.choices, default=RowState.UNCHECKED)
    made_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["ImportRow"]] = models.Manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints = [
            models.UniqueConstraint(fields=["of_import", "number"], name="contributions_importrow_number_is_unique"),
            models.CheckConstraint(
                condition=models.Q(state__in=RowState.values), name="contributions_importrow_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of_import_id}: {self.number}"


class ImportedCase(models.Model):
    """Which contribution a row became: a row with the same id changes it and never makes a second one."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=kind_choices)
    source_id = models.CharField(max_length=MOST_ID_CHARACTERS)
    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="imported")

    objects: ClassVar[models.Manager["ImportedCase"]] = models.Manager()

    class Meta:
        verbose_name = _("imported case")
        verbose_name_plural = _("imported cases")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "source_id"], name="contributions_importedcase_id_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source_id}"
