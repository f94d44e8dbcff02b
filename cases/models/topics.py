"""The controlled vocabulary: topics in a tree, with names in many languages and matches in other vocabularies.

The terms are those of SKOS: a topic is a concept, its labels are preferred or alternative, `broader` is the wider
concept, a match says which concept of another vocabulary it corresponds to, and a retired topic names its successor.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from taggit.models import ItemBase, TagBase

from ..codes.languages import language_choices


class TopicQuerySet(models.QuerySet["Topic"]):
    """Reads of topics."""

    def active(self) -> "TopicQuerySet":
        """Return the topics that may be chosen: the retired ones are left out."""
        return self.filter(retired_at__isnull=True)


class Topic(TagBase):
    """A concept of the vocabulary. `name` is its preferred label in English; `slug` never changes, it is the address."""

    # Members choose topics; only coordinators make them.
    free_tagging = False

    broader = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader topic"),
    )
    position = models.PositiveIntegerField(_("position among its neighbours"), default=0)
    scope_note = models.TextField(_("scope note"), blank=True, help_text=_("What belongs here and what does not."))
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
        editable=False,
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(broader__isnull=True) | ~models.Q(broader=models.F("id")),
                name="cases_topic_is_not_its_own_broader_topic",
                violation_error_message=_("A topic cannot be its own broader topic."),
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | models.Q(retired_at__isnull=False),
                name="cases_topic_only_a_retired_one_has_a_successor",
                violation_error_message=_("Only a retired topic has a successor."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the topic's page, which is also its stable URI."""
        return reverse("topic", args=[self.slug])

    def label(self, language: str | None = None) -> str:
        """Return the preferred label in the language, or the English one. Reads `labels`: prefetch them for a list."""
        wanted = language or get_language() or "en"
        for label in self.labels.all():
            if label.language == wanted and label.kind == TopicLabel.Kind.PREFERRED:
                return label.text
        return self.name

    def current(self) -> "Topic":
        """Return the topic that stands for this one today: the successor of a retired one, and so on."""
        topic, seen = self, {self.pk}
        while topic.retired_at and topic.successor is not None and topic.successor_id not in seen:
            topic = topic.successor
            seen.add(topic.pk)
        return topic

    def ancestors(self) -> list["Topic"]:
        """Return the broader topics, the widest first."""
        chain: list[Topic] = []
        topic = self.broader
        while topic is not None and topic not in chain:
            chain.insert(0, topic)
            topic = topic.broader
        return chain

    def clean(self) -> None:
        """Refuse a loop: a topic below one of its own narrower topics."""
        super().clean()
        if self.pk and self.broader_id and self in [self.broader, *self.broader.ancestors()]:
            raise ValidationError(
                {"broader": _("This would put the topic below itself. Choose another broader topic.")}
            )


class TopicLabel(models.Model):
    """A name of a topic in a language: the preferred one (other than English), a synonym, or a word it is searched with."""

    class Kind(models.TextChoices):
        """As in SKOS: prefLabel, altLabel and hiddenLabel. A hidden one is searched and never shown to readers."""

        PREFERRED = "preferred", _("Preferred name")
        SYNONYM = "synonym", _("Synonym")
        HIDDEN = "hidden", _("Search word")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="labels", verbose_name=_("topic"))
    language = models.CharField(_("language"), max_length=8, choices=language_choices)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    text = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["language", "kind", "text"]
        verbose_name = _("name of a topic")
        verbose_name_plural = _("names of topics")
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language"],
                condition=models.Q(kind="preferred"),
                name="cases_topiclabel_one_preferred_a_language",
                violation_error_message=_("A topic has one preferred name in each language."),
            ),
            models.UniqueConstraint(
                "language",
                Lower("text"),
                condition=models.Q(kind="preferred"),
                name="cases_topiclabel_preferred_name_leads_to_one_topic",
                violation_error_message=_("Another topic already has this name in this language."),
            ),
            models.UniqueConstraint(
                "topic",
                "language",
                Lower("text"),
                name="cases_topiclabel_once_a_topic",
                violation_error_message=_("The topic already has this name in this language."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["preferred", "synonym", "hidden"]),
                name="cases_topiclabel_kind_is_known",
                violation_error_message=_("A name is preferred, a synonym, or a search word."),
            ),
            models.CheckConstraint(
                condition=~(models.Q(kind="preferred") & models.Q(language="en")),
                name="cases_topiclabel_english_name_is_on_the_topic",
                violation_error_message=_("The preferred English name is the name of the topic itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.language})"


class TopicMatch(models.Model):
    """The concept of another vocabulary to which a topic corresponds."""

    class Scheme(models.TextChoices):
        """The other vocabularies."""

        HTCDS = "HTCDS", "Human Trafficking Case Data Standard 2.0"
        CTDC = "CTDC", "Counter Trafficking Data Collaborative"
        CETS197 = "CETS197", "Council of Europe Convention (CETS 197)"
        UNTOC = "UNTOC-P", "UN Trafficking Protocol"
        EU = "EU-THB", "Directive 2011/36/EU"
        ISIC = "ISIC", "ISIC revision 4"
        ECHR = "ECHR", "European Convention on Human Rights"
        ILO = "ILO", "International Labour Organization"
        HURIDOCS = "HURIDOCS", "HURIDOCS micro-thesauri"

    class Relation(models.TextChoices):
        """The SKOS mapping relations."""

        EXACT = "exact", _("exact match")
        CLOSE = "close", _("close match")
        BROAD = "broad", _("broader match")
        NARROW = "narrow", _("narrower match")
        RELATED = "related", _("related match")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="matches", verbose_name=_("topic"))
    scheme = models.CharField(_("vocabulary"), max_length=10, choices=Scheme.choices)
    notation = models.CharField(_("code there"), max_length=80)
    relation = models.CharField(_("relation"), max_length=7, choices=Relation.choices)

    class Meta:
        ordering = ["scheme", "notation"]
        verbose_name = _("match in another vocabulary")
        verbose_name_plural = _("matches in other vocabularies")
        constraints = [
            models.UniqueConstraint(fields=["topic", "scheme", "notation"], name="cases_topicmatch_once"),
            models.CheckConstraint(
                condition=models.Q(relation__in=["exact", "close", "broad", "narrow", "related"]),
                name="cases_topicmatch_relation_is_known",
                violation_error_message=_("Choose the relation from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.notation}"


class TopicTaggedItem(ItemBase):
    """That an item is about a topic; each kind of item has a subclass with its own `content_object`."""

    tag = models.ForeignKey(Topic, models.PROTECT, related_name="%(app_label)s_%(class)s_items")

    class Meta:
        abstract = True


def tagged_item_models() -> Iterable[type[TopicTaggedItem]]:
    """Return the models that hold topics of items, of every app."""
    return TopicTaggedItem.__subclasses__()
