"""A draft is a row with the answers as they were typed: half a date and a word too many are kept like everything else.

It becomes a page, which must satisfy the database, when it is sent.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from cases.codes.languages import direction, language_choices
from cases.models import CASE_TYPES, CaseBase
from files.models import MediaType

if TYPE_CHECKING:
    from .contribution import Contribution

# What a draft may hold: a limit for programs, far above what people write.
MOST_ANSWER_CHARACTERS = 200_000
_TITLE_LENGTH = 80
MODEL_BY_CODE: dict[str, type[CaseBase]] = {model.kind.code: model for model in CASE_TYPES}


def kind_choices() -> list[tuple[str, object]]:
    """Return (code, label) of each kind of case; a function, so that another kind changes no column."""
    return [(model.kind.code, model.kind.label) for model in CASE_TYPES]


def shortened(text: str, length: int) -> str:
    """Return the beginning of a text on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return f"{line[:length].rsplit(' ', 1)[0].rstrip(' .,;:–-')}…"


class DraftQuerySet(models.QuerySet["Draft"]):
    """Reads of drafts."""

    def open_of(self, owner: User) -> "DraftQuerySet":
        """Return the drafts of a person that were never sent, the last changed first."""
        return self.filter(owner=owner, sent_at__isnull=True, contribution__isnull=True).order_by("-changed_at")


class Draft(models.Model):
    """What a contributor has typed so far. Only the server holds it; browsers store nothing."""

    # The name of the draft in addresses: nobody guesses that of another.
    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    # Nobody once the account is deleted: what was sent is the organisation's; see `services.drafts.forget_drafts_of`.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="drafts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="drafts")
    kind = models.CharField(_("kind of case"), max_length=20, choices=kind_choices)
    language = models.CharField(_("language of the text"), max_length=8, choices=language_choices, default="en")
    # By the name of the question: a text as it was typed, or a list of the values that were ticked.
    answers = models.JSONField(default=dict)
    # Which steps were left with "save and continue".
    visited = models.JSONField(default=list)
    # What was found in the text that was pasted, by question; shown beside it until somebody ticks it.
    proposals = models.JSONField(default=dict)
    # Grows with every save that changes something.
    version = models.PositiveIntegerField(default=1)
    # By question [version, page] of the last change: an answer that stands on an older version and is of another page does
    # not replace it.
    changed_in = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now)
    # While this is set the draft is closed: what was sent is being read by a reviewer.
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(language__regex=r"^[a-z]{2,3}$"), name="contributions_draft_language_is_a_code"
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="contributions_draft_version_counts_from_1"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    def note_changes(self, questions: Iterable[str], page: str = "") -> None:
        """Note that questions were answered otherwise, on a page with this name or on none; nothing is stored."""
        self.version += 1
        self.changed_in = {**self.changed_in, **{name: [self.version, page] for name in questions}}

    @property
    def model(self) -> type[CaseBase]:
        """The type of page that the draft becomes."""
        return MODEL_BY_CODE[self.kind]

    @property
    def is_sent(self) -> bool:
        """Whether it lies with a reviewer and cannot be changed now."""
        return self.sent_at is not None

    @property
    def sent_as(self) -> "Contribution | None":
        """What the draft was sent as, if it ever was."""
        return getattr(self, "contribution", None)

    @property
    def direction(self) -> str:
        """The writing direction of the text: "ltr" or "rtl"."""
        return direction(self.language)

    @property
    def title(self) -> str:
        """The title that was typed, or the first words of the text; empty as long as there is neither."""
        typed = str(self.answers.get("title") or "").strip()
        return typed or shortened(str(self.answers.get(self.model.main_text) or ""), _TITLE_LENGTH)


class DraftFile(models.Model):
    """A file of a draft: read, cleaned and stored like every other, but known to nobody than those who may edit the draft.

    It becomes a file of the site when the draft is sent. Its folder has no address.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    file = models.FileField(upload_to="drafts", max_length=255)
    name = models.CharField(_("name"), max_length=255)
    media_type = models.CharField(max_length=4, choices=MediaType.choices)
    size = models.PositiveBigIntegerField()
    # SHA-1 in hexadecimal digits, by which Wagtail knows files too: the same file is found without opening any.
    file_hash = models.CharField(max_length=40, blank=True)
    page_count = models.PositiveIntegerField(null=True)
    # The text of each page, the first being that of page 1.
    texts = models.JSONField(default=list)
    # The file of the site that it became when the draft was sent.
    stored = models.ForeignKey("files.RepositoryFile", models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["DraftFile"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(media_type__in=MediaType.values), name="contributions_draftfile_type_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
