"""Court cases: what a court decided, under which law, and what the person received."""

from copy import copy
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey

from accounts.countries import country_choices

from ..codes.courts import Instance, NonPunishment, Outcome, Remedy
from ..codes.sharing import Persons
from ..codes.trafficking import Act, Means, Purpose, Sector
from ..days import today
from ..ecli import PATTERN, validate_ecli
from ..fields import CodeListField, LineListField, alternatives, code_list_check
from ..initials import Initials
from ..kinds import LEGAL_CASE, ItemKind
from .base import CHOOSE, CaseBase, CaseIndexPage, PublicTitleMixin, case_constraints, case_edit_handler, values_check
from .sharing import sharing_constraints
from .topics import TopicTaggedItem

# Under which a copy that is shown keeps by what its names were replaced.
_KEPT_INITIALS = "_kept_initials"
CURRENCY = _("Write the currency in three capital letters, such as EUR, next to an amount, and neither alone.")


class CourtCaseIndexPage(CaseIndexPage):
    """The parent of all court cases."""

    subpage_types = ["cases.CourtCasePage"]


class CourtCaseTopic(TopicTaggedItem):
    """That a court case is about a topic."""

    content_object = ParentalKey("cases.CourtCasePage", related_name="topic_items")


class CourtCasePage(PublicTitleMixin, CaseBase):
    """A judgment or decision, summarised, with the identifiers under which lawyers know it."""

    kind = ItemKind(
        code="court_case",
        prefix="CC",
        folder="court-cases",
        label=_("Court case"),
        plural=_("Court cases"),
        template="cases/court_case.html",
        citation=LEGAL_CASE,
    )
    narrative_fields = (
        ("facts", _("Facts")),
        ("holding", _("What the court decided")),
        ("sentence", _("Sentence")),
        ("significance", _("Why it matters")),
    )
    main_text = "facts"
    known_later = ("outcome",)

    # The texts that may name a person.
    texts_with_names = ("title", "summary", "neutral_citation", "sentence", "facts", "holding", "significance")

    topics = ClusterTaggableManager(through=CourtCaseTopic, blank=True, verbose_name=_("topics"))

    persons_shown = models.CharField(
        _("persons are named"),
        max_length=12,
        choices=Persons.choices,
        default=Persons.AS_PUBLISHED,
        help_text=_(
            "By initials, “Chowdury and Others v. Greece” is shown as “C. and Others v. Greece”, and the names of the parties are "
            "initials in all texts. Files are given as they are: attach only those in which the names are covered."
        ),
    )

    court = models.CharField(_("court"), max_length=200)
    instance = models.CharField(_("instance"), max_length=14, choices=Instance.choices, blank=True)
    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=100,
        help_text=_("The legal system: a country, the European Union, the Council of Europe."),
    )
    countries = CodeListField(
        _("countries"),
        codes=country_choices,
        help_text=_("Where the exploitation or the proceedings took place."),
    )
    case_numbers = LineListField(
        _("case numbers"),
        help_text=_("One a line. A national docket number may identify the victim: leave it out if it does."),
    )
    ecli = models.CharField(
        "ECLI",
        max_length=60,
        blank=True,
        validators=[validate_ecli],
        help_text=_("Such as ECLI:CE:ECHR:2017:0330JUD002188415."),
    )
    neutral_citation = models.CharField(_("neutral citation"), max_length=60, blank=True)
    # These two are asked for before the case is published, not before it is sent in.
    decision_date = models.DateField(_("date of the decision"), null=True)
    articles = LineListField(_("articles"), help_text=_("One a line, the instrument first, such as “ECHR Art. 4”."))
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    sentence = models.TextField(_("sentence"), blank=True)
    remedies = CodeListField(_("remedies"), codes=Remedy)
    compensation_amount = models.DecimalField(
        _("compensation"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    compensation_currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", CURRENCY)],
        help_text=_("Three capital letters (ISO 4217), such as EUR."),
    )
    non_punishment = models.CharField(
        _("non-punishment principle"), max_length=11, choices=NonPunishment.choices, blank=True
    )
    acts = CodeListField(_("act"), codes=Act)
    means = CodeListField(_("means"), codes=Means)
    purposes = CodeListField(_("purpose"), codes=Purpose)
    sectors = CodeListField(_("economic sectors"), codes=Sector)
    facts = models.TextField(_("facts"), blank=True)
    holding = models.TextField(_("what the court decided"), blank=True)
    significance = models.TextField(_("why it matters"), blank=True)
    appeal_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="appeals",
        verbose_name=_("appeal from"),
        help_text=_("The earlier decision that this one is about."),
    )
    source = models.URLField(_("source"), blank=True, help_text=_("Where the judgment itself can be read."))

    parent_page_types = ["cases.CourtCaseIndexPage"]
    edit_handler = case_edit_handler(
        [
            "persons_shown", "court", "instance", "jurisdiction", "countries", "case_numbers", "ecli", "neutral_citation", "decision_date",
            "articles", "outcome", "sentence", "remedies", "compensation_amount", "compensation_currency", "non_punishment",
            "acts", "means", "purposes", "sectors", "facts", "holding", "significance", "appeal_from", "source",
        ]
    )  # fmt: skip

    class Meta:
        verbose_name = _("court case")
        verbose_name_plural = _("court cases")
        constraints = [
            *sharing_constraints("cases_courtcase"),
            *case_constraints("cases_courtcase"),
            *[
                code_list_check(field, alternatives(codes), f"cases_courtcase_{field}_are_known", CHOOSE)
                for field, codes in (
                    ("remedies", Remedy), ("acts", Act), ("means", Means), ("purposes", Purpose), ("sectors", Sector),
                )
            ],
            code_list_check("countries", "[A-Z]{2}", "cases_courtcase_countries_form", _("Choose countries from the list.")),
            values_check("persons_shown", Persons, "cases_courtcase_persons_shown_is_known", CHOOSE),
            values_check("outcome", Outcome, "cases_courtcase_outcome_is_known", CHOOSE, blank=True),
            values_check("instance", Instance, "cases_courtcase_instance_is_known", CHOOSE, blank=True),
            values_check("non_punishment", NonPunishment, "cases_courtcase_non_punishment_is_known", CHOOSE, blank=True),
            models.CheckConstraint(
                condition=models.Q(ecli="") | models.Q(ecli__regex=PATTERN), name="cases_courtcase_ecli_form",
                violation_error_message=_("This is not an ECLI. Write five parts with colons between them."),
            ),
            models.UniqueConstraint(
                fields=["ecli"], condition=~models.Q(ecli=""), name="cases_courtcase_ecli_once",
                violation_error_message=_("A court case with this ECLI is already in the collection."),
            ),
            models.CheckConstraint(
                condition=models.Q(compensation_amount__isnull=True, compensation_currency="")
                | models.Q(compensation_amount__isnull=False, compensation_amount__gte=0, compensation_currency__regex=r"^[A-Z]{3}$"),
                name="cases_courtcase_amount_and_currency_go_together",
                violation_error_message=CURRENCY,
            ),
        ]  # fmt: skip

    @property
    def initials(self) -> Initials | None:
        """By what names are replaced, if persons are shown by initials; a copy that is shown keeps that of the stored item."""
        kept: Initials | None = self.__dict__.get(_KEPT_INITIALS)
        if kept is not None:
            return kept
        if self.persons_shown != Persons.INITIALS:
            return None
        return Initials(self.title, *(one.title for one in self.translations))

    def as_shown(self) -> Self:
        """Return a copy in which persons are named by initials, if they are to be; it cannot be saved."""
        initials = self.initials
        if initials is None:
            return self
        shown = copy(self)
        shown.__dict__[_KEPT_INITIALS] = initials
        for name in self.texts_with_names:
            setattr(shown, name, initials.of(getattr(self, name)))
        shown.case_numbers = tuple(initials.of(number) for number in self.case_numbers)
        # An address cannot be rewritten; one with a name in it is not told.
        shown.source = "" if initials.names_somebody(self.source) else self.source
        return shown

    def slug_text(self) -> str:
        """Return the words of the address after the reference."""
        return slugify(self.as_shown().title)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the case.

        Raises:
            TypeError: it is a copy made to be shown; saving it would lose the names for ever.
        """
        if _KEPT_INITIALS in self.__dict__:
            raise TypeError("This is a court case as it is shown. Save the one that it was made of.")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Check what concerns several fields."""
        super().clean()
        errors: dict[str, object] = {}
        if (self.compensation_amount is None) != (not self.compensation_currency):
            errors["compensation_currency"] = CURRENCY
        if self.decision_date and self.decision_date > today():
            errors["decision_date"] = _("Choose a date that is not in the future.")
        if self.appeal_from_id and self.appeal_from_id == self.pk:
            errors["appeal_from"] = _("A decision cannot be an appeal from itself. Choose the earlier decision.")
        if errors:
            raise ValidationError(errors)
