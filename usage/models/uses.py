"""The register of uses: what cases and publications were good for, told by anybody and accepted by a coordinator."""

from datetime import UTC, datetime, time, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from accounts.characters import clean_texts_of
from cases.codes.advocacy import DatePrecision
from cases.codes.languages import direction
from cases.models.base import CHOOSE, values_check
from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer
from files.models import RepositoryFile

from .. import identifiers
from ..coarse_dates import in_words
from ..periods import Period
from ..use_codes import Relation, Scheme, UseKind, UseState


class UseQuerySet(models.QuerySet["Use"]):
    """Reads of the register; every public one begins with `shown_to`."""

    def shown_to(self, viewer: Viewer) -> "UseQuerySet":
        """Return the accepted uses that the viewer may know of: those of whose items the viewer sees each.

        The text of a use may tell of any of its items, so one that is hidden hides it.
        """
        rows = UseOfItem.objects.filter(use=OuterRef("pk"))
        seen = CatalogueEntry.objects.seen_by(viewer).values("item")
        accepted = self.filter(state=UseState.ACCEPTED)
        return accepted.filter(Exists(rows)).exclude(Exists(rows.exclude(item__in=seen)))

    def accepted_in(self, period: Period) -> "UseQuerySet":
        """Return those that were accepted on the UTC days of a period."""
        begin, end = (datetime.combine(day, time(), UTC) for day in (period.first, period.last + timedelta(days=1)))
        return self.filter(state=UseState.ACCEPTED, decided_at__gte=begin, decided_at__lt=end)

    def waiting(self) -> "UseQuerySet":
        """Return what no coordinator has decided about, the longest waiting first."""
        return self.filter(state=UseState.PROPOSED).order_by("proposed_at", "pk")


class Use(models.Model):
    """That something of the collection was used somewhere. The four texts are those of Outcome Harvesting.

    The file of evidence is for those who check it; what readers see is the link.
    """

    kind = models.CharField(_("where it was used"), max_length=22, choices=UseKind.choices)
    account = models.TextField(
        _("what it was used for"), max_length=600, help_text=_("One sentence: who used it, where and for what.")
    )
    language = models.CharField(_("language of the text"), max_length=8)
    date = models.DateField(_("when"), null=True)
    date_precision = models.CharField(max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY)
    jurisdiction = models.CharField(
        _("country or court"),
        max_length=200,
        blank=True,
        help_text=_("Such as: Netherlands; European Court of Human Rights."),
    )
    what_changed = models.TextField(_("what changed"), max_length=5000, blank=True)
    significance = models.TextField(_("why it matters"), max_length=5000, blank=True)
    contribution = models.TextField(_("what our material contributed"), max_length=5000, blank=True)
    evidence_url = models.URLField(
        _("link"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])],
        help_text=_("Where one can read it."),
    )  # fmt: skip
    evidence_file = models.ForeignKey(
        RepositoryFile, models.SET_NULL, null=True, related_name="+", verbose_name=_("file that proves it")
    )
    identifier_scheme = models.CharField(_("kind of identifier"), max_length=6, choices=Scheme.choices, blank=True)
    identifier = models.CharField(_("identifier"), max_length=identifiers.LONGEST, blank=True)
    verified_by = models.CharField(
        _("verified by"), max_length=200, blank=True, help_text=_("Who else can confirm it: a role or an organisation.")
    )
    state = models.CharField(max_length=8, choices=UseState.choices, default=UseState.PROPOSED)
    proposed_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    # Its text may tell of that item still. Until somebody decides about it again.
    lost_an_item = models.BooleanField(default=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = UseQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = _("use")
        verbose_name_plural = _("uses")
        indexes = [models.Index(fields=["state", "proposed_at"], name="usage_uses_by_state")]
        constraints = [
            values_check("kind", UseKind, "usage_use_kind_is_known", CHOOSE),
            values_check("state", UseState, "usage_use_state_is_known", CHOOSE),
            values_check("date_precision", DatePrecision, "usage_use_precision_is_known", CHOOSE),
            values_check("identifier_scheme", Scheme, "usage_use_scheme_is_known", CHOOSE, blank=True),
            models.CheckConstraint(
                condition=Q(identifier="", identifier_scheme="") | (~Q(identifier="") & ~Q(identifier_scheme="")),
                name="usage_use_identifier_has_its_scheme",
                violation_error_message=_("An identifier and its kind belong together: give both or neither."),
            ),
            models.CheckConstraint(
                condition=Q(state=UseState.PROPOSED) | Q(decided_at__isnull=False),
                name="usage_use_decision_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    def clean(self) -> None:
        """Tidy the texts, and check what concerns several fields."""
        clean_texts_of(self)
        self.identifier = identifiers.tidy(self.identifier_scheme, self.identifier)
        if self.identifier and self.identifier_scheme:
            identifiers.check(self.identifier_scheme, self.identifier)

    @property
    def when(self) -> str:
        """When it was, as far as it is known, in the language of the page."""
        return in_words(self.date, self.date_precision) if self.date else ""

    @property
    def identifier_url(self) -> str:
        """Where the identifier leads, if anywhere."""
        return identifiers.address_of(self.identifier_scheme, self.identifier) if self.identifier else ""

    @property
    def direction(self) -> str:
        """The writing direction of the texts."""
        return direction(self.language)


class UseOfItem(models.Model):
    """That an item was used, and how."""

    use = models.ForeignKey(Use, models.CASCADE, related_name="of_items")
    item = models.ForeignKey(Page, models.CASCADE, related_name="+")
    relation = models.CharField(_("how it was used"), max_length=18, choices=Relation.choices)

    objects: ClassVar[models.Manager["UseOfItem"]] = models.Manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("use of an item")
        verbose_name_plural = _("uses of items")
        constraints = [
            models.UniqueConstraint(fields=["use", "item"], name="usage_use_names_an_item_once"),
            values_check("relation", Relation, "usage_useofitem_relation_is_known", CHOOSE),
        ]

    def __str__(self) -> str:
        return f"{self.use_id}: {self.item_id}"


class UseReporter(models.Model):
    """Who told of a use, for questions alone: shown to coordinators, deleted at a word and after `REPORTERS_KEPT`."""

    use = models.OneToOneField(Use, models.CASCADE, related_name="reporter")
    name = models.CharField(_("your name"), max_length=200, blank=True)
    email = models.EmailField(_("your e-mail address"), blank=True)
    organisation = models.CharField(_("your organisation"), max_length=200, blank=True)
    given_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects: ClassVar[models.Manager["UseReporter"]] = models.Manager()

    class Meta:
        verbose_name = _("reporter of a use")
        verbose_name_plural = _("reporters of uses")

    def __str__(self) -> str:
        return f"reporter of use {self.use_id}"
