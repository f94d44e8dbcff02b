"""Case studies: what happened to a person, what helped, and what should change. Anonymised by its author."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey

from accounts.countries import country_choices

from ..codes.trafficking import CHILD_BANDS, Act, AgeBand, Gender, Means, Purpose, Sector, Support
from ..fields import CodeListField, alternatives, code_list_check
from ..kinds import ItemKind
from ..years import FIRST_YEAR, LAST_YEAR, year_validators
from .base import CHOOSE, CaseBase, CaseIndexPage, case_constraints, case_edit_handler, values_check
from .sharing import sharing_constraints
from .topics import TopicTaggedItem

COUNTRY = _("Choose countries from the list.")
MAX_YEARS = 10
# The code of the error that asks why a case is included; pages without the form say it in words of their own.
ELEMENTS_NOT_SHOWN = "elements_not_shown"


class CaseStudyIndexPage(CaseIndexPage):
    """The parent of all case studies."""

    subpage_types = ["cases.CaseStudyPage"]


class CaseStudyTopic(TopicTaggedItem):
    """That a case study is about a topic."""

    content_object = ParentalKey("cases.CaseStudyPage", related_name="topic_items")


class CaseStudyPage(CaseBase):
    """One person's, or one group's, story with the elements of trafficking and the point it makes."""

    kind = ItemKind(
        code="case_study",
        prefix="CS",
        folder="case-studies",
        label=_("Case study"),
        plural=_("Case studies"),
        template="cases/case_study.html",
    )
    narrative_fields = (
        ("what_happened", _("What happened")),
        ("support_given", _("What help was given")),
        ("authorities_response", _("What the authorities did")),
        ("result", _("How it ended")),
        ("what_went_well_or_wrong", _("What went well or wrong")),
        ("what_should_change", _("What should change")),
        ("elements_note", _("Why this case is included")),
    )
    main_text = "what_happened"

    topics = ClusterTaggableManager(through=CaseStudyTopic, blank=True, verbose_name=_("topics"))

    what_happened = models.TextField(_("what happened"), help_text=_("No names, exact dates, towns or employers."))
    support_given = models.TextField(_("what help was given"), blank=True)
    support_types = CodeListField(_("kinds of help"), codes=Support)
    authorities_response = models.TextField(_("what the authorities did"), blank=True)
    result = models.TextField(_("how it ended"), blank=True)
    what_went_well_or_wrong = models.TextField(_("what went well or wrong"), blank=True)
    what_should_change = models.TextField(_("what should change"), blank=True, help_text=_("The point for advocacy."))

    acts = CodeListField(_("act"), codes=Act)
    means = CodeListField(_("means"), codes=Means, help_text=_("Leave empty for a child: no means is needed then."))
    purposes = CodeListField(_("purpose"), codes=Purpose)
    elements_note = models.TextField(
        _("why this case is included"),
        blank=True,
        help_text=_("If act, means or purpose could not be shown."),
    )

    year_from = models.PositiveSmallIntegerField(
        # Null until somebody knows it: what was sent in is a page before it is complete, and is not published without it.
        _("year, or first year"),
        null=True,
        validators=year_validators(),
    )
    year_to = models.PositiveSmallIntegerField(
        _("last year"),
        null=True,
        validators=year_validators(),
        help_text=_("The same year again, or a few years later if the exact year could identify the person."),
    )
    origin_countries = CodeListField(
        _("countries of origin"),
        codes=country_choices,
        help_text=_("Leave empty where the country could identify the person."),
    )
    transit_countries = CodeListField(_("countries of transit"), codes=country_choices)
    exploitation_countries = CodeListField(_("countries of exploitation"), codes=country_choices)
    age_band = models.CharField(
        _("age when it began"), max_length=10, choices=AgeBand.choices, default=AgeBand.NOT_STATED
    )
    gender = models.CharField(_("gender"), max_length=10, choices=Gender.choices, default=Gender.NOT_STATED)
    sectors = CodeListField(_("economic sectors"), codes=Sector)
    content_note = models.BooleanField(_("describes violence"), default=False)

    parent_page_types = ["cases.CaseStudyIndexPage"]
    edit_handler = case_edit_handler(
        [
            "what_happened", "support_given", "support_types", "authorities_response", "result", "what_went_well_or_wrong",
            "what_should_change", "acts", "means", "purposes", "elements_note", "year_from", "year_to", "origin_countries",
            "transit_countries", "exploitation_countries", "age_band", "gender", "sectors", "content_note",
        ]
    )  # fmt: skip

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        constraints = [
            *sharing_constraints("cases_casestudy"),
            *case_constraints("cases_casestudy"),
            *[
                code_list_check(field, alternatives(codes), f"cases_casestudy_{field}_are_known", CHOOSE)
                for field, codes in (
                    ("acts", Act), ("means", Means), ("purposes", Purpose), ("sectors", Sector), ("support_types", Support),
                )
            ],
            *[
                code_list_check(f"{place}_countries", "[A-Z]{2}", f"cases_casestudy_{place}_countries_form", COUNTRY)
                for place in ("origin", "transit", "exploitation")
            ],
            values_check("age_band", AgeBand, "cases_casestudy_age_band_is_known", CHOOSE),
            values_check("gender", Gender, "cases_casestudy_gender_is_known", CHOOSE),
            models.CheckConstraint(
                condition=models.Q(year_to__gte=models.F("year_from"))
                & models.Q(year_to__lte=models.F("year_from") + MAX_YEARS),
                name="cases_casestudy_years_in_order",
                violation_error_message=_("Choose a last year that is not before the first and at most 10 years after it."),
            ),
            models.CheckConstraint(
                condition=models.Q(year_from__gte=FIRST_YEAR) & models.Q(year_to__lte=LAST_YEAR), name="cases_casestudy_years_possible",
                violation_error_message=_("Choose years between 1980 and 2100."),
            ),
        ]  # fmt: skip

    @property
    def is_child(self) -> bool:
        """Whether it began before the age of 18: then no means is asked for (UN Protocol art. 3 (c))."""
        return self.age_band in CHILD_BANDS

    @property
    def missing_elements(self) -> list[Any]:
        """The labels of the elements of trafficking that are not shown."""
        parts = [(self.acts, _("act")), (self.purposes, _("purpose"))]
        if not self.is_child:
            parts.insert(1, (self.means, _("means")))
        return [label for codes, label in parts if not codes]

    def clean(self) -> None:
        """Ask why the case is included where an element of trafficking is missing (UNODC practice)."""
        super().clean()
        if self.missing_elements and not self.elements_note.strip():
            raise ValidationError(
                {
                    "elements_note": ValidationError(
                        _("Not shown: %(elements)s. Choose it above, or say here why this case is included."),
                        code=ELEMENTS_NOT_SHOWN,
                        params={"elements": ", ".join(str(label) for label in self.missing_elements)},
                    )
                }
            )
        if self.year_from and self.year_to and not 0 <= self.year_to - self.year_from <= MAX_YEARS:
            raise ValidationError(
                {"year_to": _("Choose a last year that is not before the first and at most 10 years after it.")}
            )
