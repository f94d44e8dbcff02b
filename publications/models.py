"""Publications: a landing page for a study or report, its files and its editions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import ObjectList, TabbedInterface

from accounts.countries import country_choices
from cases.codes.languages import language_choices
from cases.fields import CodeListField, LineListField, code_list_check
from cases.kinds import ItemKind
from cases.models.base import SHARING_PANELS, CaseIndexPage, ItemPanel, PublicTitleMixin, values_check
from cases.models.sharing import SharedItem, sharing_constraints
from cases.models.topics import TopicTaggedItem
from cases.years import FIRST_YEAR, LAST_YEAR, year_validators

from .codes import Licence, PublicationType
from .doi import MESSAGE, PATTERN, DoiField


class PublicationIndexPage(CaseIndexPage):
    """The parent of all publications."""

    subpage_types = ["publications.PublicationPage"]


class PublicationTopic(TopicTaggedItem):
    """That a publication is about a topic."""

    content_object = ParentalKey("publications.PublicationPage", related_name="topic_items")


class PublicationPage(PublicTitleMixin, SharedItem):
    """A study, report or other publication. A new edition names the one it replaces."""

    kind = ItemKind(
        code="publication",
        prefix="PB",
        folder="publications",
        label=_("Publication"),
        plural=_("Publications"),
        template="publications/publication.html",
        schema_type="Report",
    )
    file_relation = "files"

    topics = ClusterTaggableManager(through=PublicationTopic, blank=True, verbose_name=_("topics"))

    abstract = models.TextField(_("abstract"))
    authors = LineListField(
        _("authors"),
        blank=False,
        help_text=_("One a line: people who agreed to be named, as “Family name, given name”, or organisations."),
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=year_validators())
    publication_type = models.CharField(_("type"), max_length=13, choices=PublicationType.choices)
    languages = CodeListField(_("languages"), codes=language_choices, blank=False)
    countries = CodeListField(_("countries"), codes=country_choices)
    licence = models.CharField(_("licence"), max_length=19, choices=Licence.choices)
    cover = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover picture"),
    )
    files = ParentalManyToManyField("files.RepositoryFile", blank=True, related_name="+", verbose_name=_("files"))
    doi = DoiField("DOI", help_text=_("Such as 10.1234/abc, if the publication has one."))
    edition = models.CharField(_("edition"), max_length=40, blank=True, help_text=_("Such as “2nd edition”."))
    replaces = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
        help_text=_("The earlier edition. It stays reachable and points to this one."),
    )

    parent_page_types = ["publications.PublicationIndexPage"]
    subpage_types: list[str] = []
    # An edition is replaced by one newer edition, not by its copies as well.
    exclude_fields_in_copy = [*SharedItem.exclude_fields_in_copy, "replaces"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    ItemPanel(name)
                    for name in (
                        "title", "language", "summary", "translations", "abstract", "authors", "year", "publication_type", "languages",
                        "countries", "licence", "doi", "cover", "files", "edition", "replaces",
                    )
                ],
                heading=_("Publication"),
            ),
            ObjectList(SHARING_PANELS, heading=_("Sharing and topics")),
        ]
    )  # fmt: skip

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            *sharing_constraints("publications_publication"),
            values_check(
                "publication_type",
                PublicationType,
                "publications_type_is_known",
                _("Choose the type from the list."),
            ),
            values_check("licence", Licence, "publications_licence_is_known", _("Choose the licence from the list.")),
            code_list_check(
                "languages",
                "[a-z]{2,3}",
                "publications_languages_form",
                _("Choose the languages from the list."),
            ),
            code_list_check(
                "countries", "[A-Z]{2}", "publications_countries_form", _("Choose countries from the list.")
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=FIRST_YEAR) & models.Q(year__lte=LAST_YEAR),
                name="publications_year_possible",
                violation_error_message=_("Choose a year between 1980 and 2100."),
            ),
            models.CheckConstraint(
                condition=models.Q(doi="") | models.Q(doi__regex=PATTERN),
                name="publications_doi_form",
                violation_error_message=MESSAGE,
            ),
            models.CheckConstraint(
                condition=models.Q(replaces__isnull=True) | ~models.Q(replaces=models.F("page_ptr")),
                name="publications_does_not_replace_itself",
                violation_error_message=_("A publication cannot replace itself. Choose the earlier edition."),
            ),
        ]

    def clean(self) -> None:
        """Refuse a circle of editions."""
        super().clean()
        seen, edition = {self.pk}, self.replaces
        while edition is not None:
            if edition.pk in seen:
                raise ValidationError(
                    {"replaces": _("These editions would replace each other in a circle. Choose the earlier edition.")}
                )
            seen.add(edition.pk)
            edition = edition.replaces
