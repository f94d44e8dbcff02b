"""What the three case types have in common, and the index pages under which they live."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from ..codes.sharing import Consent
from ..codes.verification import Verification
from ..days import today
from ..permissions import ItemParentRights, KeptPage
from .sharing import SharedItem


class ItemPanel(FieldPanel):
    """A field in the admin form of an item.

    Wagtail lets a draft leave out any text, and an empty choice is a text to it; the database takes only what is in
    the list, so a draft needs these choices too, but for those that may be known later.
    """

    def get_form_options(self) -> dict[str, Any]:
        """Return Wagtail's options, with a choice that must not be blank asked for at every save."""
        options: dict[str, Any] = super().get_form_options()
        known_later = getattr(self.model, "known_later", ())
        is_choice = self.db_field.choices and not self.db_field.blank and self.field_name not in known_later
        if self.required_on_save is None and is_choice:
            options.pop("defer_required_on_fields", None)
        return options


SHARING_PANELS = [
    MultiFieldPanel(
        [
            ItemPanel(name)
            for name in (
                "organisation",
                "organisation_naming",
                "audience",
                "shared_from",
                "shared_until",
                "in_web_search",
            )
        ],
        heading=_("Sharing agreement"),
    ),
    ItemPanel("topics"),
    ItemPanel("related_items"),
]


CONSENT_PANEL = MultiFieldPanel(
    [ItemPanel("consent"), ItemPanel("consent_date"), ItemPanel("kept_until")],
    heading=_("Why it may be shared, and how long it is kept"),
    help_text=_("For the team alone: readers never see it, and no search finds it."),
)
# What a choice that is not in its list is answered with, in every model.
CHOOSE = _("Choose from the options shown.")
DATE_WITHOUT_BASIS = _("Choose to what this date belongs.")


class CaseBase(SharedItem):
    """A case of any type."""

    # The parts of the text in reading order: (field, heading). Search and the page read them from here.
    narrative_fields: tuple[tuple[str, object], ...] = ()

    attachments = ParentalManyToManyField(
        "files.RepositoryFile",
        blank=True,
        related_name="+",
        verbose_name=_("files"),
        help_text=_("PDF or Word files without names or other traces of people."),
    )

    consent = models.CharField(
        _("consent or legal basis"),
        max_length=10,
        choices=Consent.choices,
        blank=True,
        help_text=_("Readers never see it."),
    )
    consent_date = models.DateField(
        _("date of the consent"),
        null=True,
        blank=True,
        help_text=_("When the person agreed, or when the basis was checked. Readers never see it."),
    )
    kept_until = models.DateField(
        _("kept until"),
        null=True,
        blank=True,
        help_text=_("The day after which it is to be erased for good. Leave empty for “no end”. Readers never see it."),
    )
    verification = models.CharField(
        _("verification"),
        max_length=8,
        choices=Verification.choices,
        default=Verification.NOT_CHECKED,
        db_default=Verification.NOT_CHECKED,
        help_text=_("Who checked what it says, and against what. Readers see it."),
    )

    subpage_types: list[str] = []
    # The field with the text of the case, without which there is none.
    main_text: ClassVar[str]
    # Choices that are compulsory and may be made after the case was sent in.
    known_later: ClassVar[tuple[str, ...]] = ()
    # Who agreed to one story has not agreed to another, and who checked one has not checked another.
    exclude_fields_in_copy = [
        *SharedItem.exclude_fields_in_copy,
        "consent",
        "consent_date",
        "kept_until",
        "verification",
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Check that consent has a date, and a date something to belong to."""
        super().clean()
        if self.consent_date and self.consent_date > today():
            raise ValidationError({"consent_date": _("Choose a date that is not in the future.")})
        if self.consent_date and not self.consent:
            raise ValidationError({"consent": DATE_WITHOUT_BASIS})
        if self.consent == Consent.PERSON and not self.consent_date:
            raise ValidationError({"consent_date": _("Say on which day the person agreed.")})

    def sections(self) -> Iterator[tuple[str, object, str]]:
        """Yield (field, heading, text) of each part that has a text."""
        for field, heading in self.narrative_fields:
            if text := getattr(self, field).strip():
                yield field, heading, text


class PublicTitleMixin:
    """For items whose title may be in the address: it names a judgment, a law or a report, not a person's story."""

    title: str

    def slug_text(self) -> str:
        """Return the words of the address after the reference."""
        return slugify(self.title)


class CaseIndexPage(KeptPage, Page):
    """The parent of all cases of one type. It holds them; the public list is the search."""

    rights = ItemParentRights

    parent_page_types = ["cms.HomePage"]
    max_count = 1
    search_fields = Page.search_fields
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Lead to the search for this kind."""
        (model,) = self.clean_subpage_models()
        return redirect(f"{reverse('search')}?kind={model.kind.code}")


def case_edit_handler(fields: list[str]) -> TabbedInterface:
    """Return the admin form of a case: its own fields in one tab, the sharing agreement in another."""
    return TabbedInterface(
        [
            ObjectList(
                [ItemPanel(name) for name in ("title", "language", "summary", "translations", *fields, "attachments")],
                heading=_("Case"),
            ),
            ObjectList([CONSENT_PANEL, ItemPanel("verification"), *SHARING_PANELS], heading=_("Sharing and topics")),
        ]
    )


def values_check(
    field: str, codes: type[models.TextChoices], name: str, message: Any, blank: bool = False
) -> models.CheckConstraint:
    """Return a constraint that lets only the values of a closed list into the column."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [*codes.values, *([""] if blank else [])]}),
        name=name,
        violation_error_message=message,
    )


def case_constraints(name: str) -> list[models.BaseConstraint]:
    """Return the database's part of what all cases have beside the agreement; `name` begins the constraints' names."""
    return [
        values_check("consent", Consent, f"{name}_consent_is_known", CHOOSE, blank=True),
        models.CheckConstraint(
            condition=models.Q(consent_date__isnull=True) | ~models.Q(consent=""),
            name=f"{name}_consent_date_has_a_basis",
            violation_error_message=DATE_WITHOUT_BASIS,
        ),
        values_check("verification", Verification, f"{name}_verification_is_known", CHOOSE),
    ]
