"""The file of a case or a publication, and its text page by page."""

from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.documents.models import AbstractDocument


class MediaType(models.TextChoices):
    """The kinds of file that are taken; the value is the file name's ending."""

    PDF = "pdf", "PDF"
    DOCX = "docx", _("Word")


class RepositoryFile(AbstractDocument):
    """A PDF or Word file: Wagtail's document with its language, its number of pages and its text.

    It is readable for whoever may read an item that it belongs to, and for nobody else.
    """

    language = models.CharField(_("language"), max_length=8, default="en")
    media_type = models.CharField(_("type"), max_length=4, choices=MediaType.choices, editable=False)
    page_count = models.PositiveIntegerField(_("pages"), null=True, editable=False)

    # The texts of the pages of a new file, until it is saved; see `files.receivers`.
    unsaved_texts: list[str] | None = None

    admin_form_fields = ("title", "file", "language", "collection")
    # No tags: a file has the topics of its item.
    search_fields = [field for field in AbstractDocument.search_fields if getattr(field, "field_name", "") != "tags"]
    # The admin searches the database itself.
    search_auto_update = False

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        permissions = [("choose_document", _("Can choose document"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(media_type__in=MediaType.values),
                name="files_repositoryfile_type_is_known",
                violation_error_message=_("Only PDF and Word (DOCX) files can be stored."),
            )
        ]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the file; its text and whatever is told of it are in the same transaction."""
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """The address under which the file is served after the check of who may read it."""
        return reverse("file", args=[self.pk, self.filename])


class PageText(models.Model):
    """The text of one page of a file. Word files have no fixed pages: their text is page 1."""

    file = models.ForeignKey(RepositoryFile, models.CASCADE, related_name="page_texts")
    number = models.PositiveIntegerField(_("page"))
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["file", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="files_pagetext_once_a_page")]

    def __str__(self) -> str:
        return f"{self.file_id} p. {self.number}"
