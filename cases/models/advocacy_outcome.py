"""Advocacy outcomes: who changed what, when, and what members contributed (Outcome Harvesting)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from accounts.countries import country_choices

from ..codes.advocacy import Change, DatePrecision, Level, Strength
from ..days import today
from ..fields import CodeListField, alternatives, code_list_check
from ..kinds import ItemKind
from .base import CHOOSE, CaseBase, CaseIndexPage, PublicTitleMixin, case_constraints, case_edit_handler, values_check
from .sharing import sharing_constraints
from .topics import TopicTaggedItem


class AdvocacyOutcomeIndexPage(CaseIndexPage):
    """The parent of all advocacy outcomes."""

    subpage_types = ["cases.AdvocacyOutcomePage"]


class AdvocacyOutcomeTopic(TopicTaggedItem):
    """That an advocacy outcome is about a topic."""

    content_object = ParentalKey("cases.AdvocacyOutcomePage", related_name="topic_items")


class AdvocacyOutcomePage(PublicTitleMixin, CaseBase):
    """A change in law, policy or practice, with the evidence for it and the cases and studies that supported it."""

    kind = ItemKind(
        code="advocacy_outcome",
        prefix="AO",
        folder="advocacy-outcomes",
        label=_("Advocacy outcome"),
        plural=_("Advocacy outcomes"),
    )
    narrative_fields = (
        ("what_changed", _("What changed")),
        ("significance", _("Why it matters")),
        ("our_contribution", _("What we contributed")),
        ("others_contribution", _("What others contributed")),
        ("evidence", _("Evidence")),
    )
    main_text = "what_changed"
    known_later = ("level",)

    topics = ClusterTaggableManager(through=AdvocacyOutcomeTopic, blank=True, verbose_name=_("topics"))

    actor = models.CharField(
        _("who changed"),
        max_length=200,
        help_text=_("The authority, court, company or body whose conduct changed."),
    )
    change_kinds = CodeListField(_("kind of change"), codes=Change, blank=False)
    what_changed = models.TextField(_("what changed"))
    level = models.CharField(_("level"), max_length=17, choices=Level.choices)
    countries = CodeListField(_("countries"), codes=country_choices)
    date = models.DateField(
        _("date"),
        null=True,
        help_text=_("If only the month or the year is known, choose its first day."),
    )
    date_precision = models.CharField(
        _("what is known of the date"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    our_contribution = models.TextField(_("what we contributed"))
    others_contribution = models.TextField(_("what others contributed"), blank=True)
    contribution_strength = models.CharField(
        _("strength of our contribution"), max_length=17, choices=Strength.choices, default=Strength.UNKNOWN
    )
    significance = models.TextField(_("why it matters"), blank=True)
    evidence = models.TextField(_("evidence"))
    evidence_url = models.URLField(_("address of the evidence"), blank=True)
    substantiated_by = models.CharField(_("substantiated by"), max_length=200, blank=True)
    supporting_items = ParentalManyToManyField(
        "wagtailcore.Page",
        blank=True,
        related_name="supported_outcomes",
        verbose_name=_("supporting cases and publications"),
    )

    parent_page_types = ["cases.AdvocacyOutcomeIndexPage"]
    edit_handler = case_edit_handler(
        [
            "actor", "change_kinds", "what_changed", "level", "countries", "date", "date_precision", "our_contribution",
            "others_contribution", "contribution_strength", "significance", "evidence", "evidence_url", "substantiated_by",
            "supporting_items",
        ]
    )  # fmt: skip

    class Meta:
        verbose_name = _("advocacy outcome")
        verbose_name_plural = _("advocacy outcomes")
        constraints = [
            *sharing_constraints("cases_advocacyoutcome"),
            *case_constraints("cases_advocacyoutcome"),
            code_list_check(
                "change_kinds", alternatives(Change), "cases_advocacyoutcome_change_kinds_are_known", CHOOSE
            ),
            code_list_check(
                "countries",
                "[A-Z]{2}",
                "cases_advocacyoutcome_countries_form",
                _("Choose countries from the list."),
            ),
            values_check("level", Level, "cases_advocacyoutcome_level_is_known", CHOOSE, blank=True),
            values_check("date_precision", DatePrecision, "cases_advocacyoutcome_precision_is_known", CHOOSE),
            values_check("contribution_strength", Strength, "cases_advocacyoutcome_strength_is_known", CHOOSE),
        ]

    def clean(self) -> None:
        """Check what concerns several fields."""
        super().clean()
        if self.date and self.date > today():
            raise ValidationError({"date": _("Choose a date that is not in the future.")})
