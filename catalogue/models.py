"""The catalogue: one narrow row for each live item. Everything public reads it; nothing unpublished is ever in it.

Rows are written by `catalogue.services.entries` in the transaction that publishes, and by nothing else.
"""

from uuid import uuid4

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.permissions import Person
from cases.codes.languages import direction
from cases.codes.sharing import Audience
from cases.fields import CodeListField
from cases.models import Topic
from cases.translations import Translation, for_readers
from publications.models import PublicationPage

from .kinds import kind_choices
from .visibility import Viewer, anonymous_viewer, viewer_for


class CatalogueQuerySet(models.QuerySet["CatalogueEntry"]):
    """Reads of the catalogue; every public one begins with `visible_to`."""

    def visible_to(self, user: Person) -> "CatalogueQuerySet":
        """Return what the user may see today."""
        return self.seen_by(viewer_for(user))

    def seen_by(self, viewer: Viewer) -> "CatalogueQuerySet":
        """Return what the viewer may see."""
        return self.filter(viewer.condition())

    def for_web_search(self) -> "CatalogueQuerySet":
        """Return what everybody may see today and web search engines may list: for the sitemap and for feeds."""
        return self.seen_by(anonymous_viewer()).filter(in_web_search=True)

    def with_newer_editions(self, viewer: Viewer) -> "CatalogueQuerySet":
        """Say of each entry by which item it is `superseded_by`: an edition that replaces it and that the viewer may see, or None.

        It is asked at reading, because it changes with the other edition's life and differs between readers.
        """
        newer = PublicationPage.objects.filter(viewer.condition("catalogue_entry__"), replaces=models.OuterRef("item"))
        return self.annotate(superseded_by=models.Subquery(newer.values("pk")[:1]))

    def newest(self) -> "CatalogueQuerySet":
        """Return the most recently published first."""
        return self.order_by("-published_at", "-id")


class CatalogueEntry(models.Model):
    """A live item as lists, facets, feeds and exports show it. Columns that facets count come before long texts."""

    item = models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="catalogue_entry", db_index=False)
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=16, choices=kind_choices)
    reference = models.CharField(max_length=15, unique=True)
    slug = models.CharField(max_length=255)
    language = models.CharField(max_length=8)
    audience = models.CharField(max_length=7, choices=Audience.choices)
    shared_from = models.DateField(null=True)
    shared_until = models.DateField(null=True)
    # Whether web search engines may list it; they read sitemap and feeds too.
    in_web_search = models.BooleanField(default=True)
    # Persons are named by initials, here as everywhere; files go by other names then.
    by_initials = models.BooleanField(default=False)
    # Only an organisation that agreed to be named is here.
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="catalogue_entries")
    # The last and the first year that the item is about.
    year = models.PositiveSmallIntegerField(null=True)
    first_year = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    # Of cases: who checked what they say.
    verification = models.CharField(max_length=8, blank=True, db_default="")
    countries = CodeListField()
    origin_countries = CodeListField()
    languages = CodeListField()
    instruments = models.JSONField(default=list)
    # Case numbers, ECLI and the like, by which people look for the item.
    identifiers = models.JSONField(default=list)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    # The words of the title and the identifiers, folded, a blank around each: what is looked through without the engine.
    words = models.TextField()
    title = models.TextField()
    summary = models.TextField()
    # Title, summary and whose translation it is, for each further language (`cases.translations`).
    translations = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    # The slugs of its own topics, so that a list needs no statement for them.
    topics = models.JSONField(default=list)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue entry")
        verbose_name_plural = _("catalogue entries")
        indexes = [
            models.Index(fields=["kind", "-published_at"], name="catalogue_newest_of_kind"),
            models.Index(fields=["-published_at"], name="catalogue_newest"),
            models.Index(fields=["organisation", "-published_at"], name="catalogue_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        """Return the permanent address of the item."""
        return reverse(self.kind, args=[self.slug])

    @property
    def direction(self) -> str:
        """The writing direction of the title and summary."""
        return direction(self.language)

    @property
    def translation(self) -> Translation | None:
        """Title and summary in the language of the page, where the item itself is in another and has them in this one."""
        return for_readers(self.translated(), self.language)

    def translated(self) -> tuple[Translation, ...]:
        """Return title and summary in the further languages that there are."""
        return tuple(Translation(**one) for one in self.translations)


class EntryTopic(models.Model):
    """That an entry is about a topic. Broader topics follow from the vocabulary, see `catalogue.vocabulary`."""

    entry = models.ForeignKey(CatalogueEntry, models.CASCADE, related_name="entry_topics", db_index=False)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "topic"], name="catalogue_topic_once")]
        indexes = [models.Index(fields=["topic", "entry"], name="catalogue_entries_of_topic")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.topic_id}"


class EntryText(models.Model):
    """The text that search looks through: the item's own, its summary in other languages (page 0 both), and each page of its files."""

    entry = models.ForeignKey(CatalogueEntry, models.CASCADE, related_name="texts", db_index=False)
    file = models.ForeignKey("files.RepositoryFile", models.CASCADE, null=True, related_name="+")
    page = models.PositiveIntegerField(default=0)
    # Of a translation; the item's own text is in the entry's language, a page in its file's.
    language = models.CharField(max_length=8, blank=True)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["entry", "page"], name="catalogue_text_of_entry")]

    def __str__(self) -> str:
        return f"{self.entry_id} p. {self.page}"


class VocabularyVersion(models.Model):
    """A token that changes with what it stands for, so that processes know what they hold: see `catalogue.vocabulary`."""

    token = models.UUIDField(default=uuid4)

    def __str__(self) -> str:
        return str(self.token)
