"""The sharing agreement and the other facts that every shared item has, cases and publications alike."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalManyToManyField
from wagtail import hooks
from wagtail.models import Page

from accounts.characters import clean_texts_of
from accounts.models import Organisation

from ..codes.languages import direction, language_choices, language_name
from ..codes.sharing import Audience, Naming
from ..days import today
from ..initials import Initials
from ..kinds import ItemKind
from ..permissions import ItemRights, KeptPage
from ..translations import Translation, fault_of_own_language
from ..translations_field import translations_field
from .conditions import meets_conditions
from .references import take_references


class SharedItem(KeptPage, Page):
    """What a member shares: a page with a reference, a language, an owner and a sharing agreement.

    Nothing here is told of publishing: Wagtail's admin does not call `publish()`. See `cases.publishing`.
    """

    rights = ItemRights
    kind: ClassVar[ItemKind]
    # The relation to the files that belong to the item.
    file_relation = "attachments"
    # The admin searches the database itself, so there is no index of Wagtail's to keep in step at each save.
    search_auto_update = False

    # Wagtail's; its type is not known to the checker.
    slug: str
    reference = models.CharField(_("reference"), max_length=15, unique=True, editable=False)
    language = models.CharField(
        _("language of the text"),
        max_length=8,
        choices=language_choices,
        default="en",
        help_text=_("The language in which the text is written."),
    )
    summary = models.TextField(
        _("summary"),
        max_length=600,
        help_text=_("Two or three sentences, without anything that identifies a person."),
    )
    translations = translations_field()
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="%(class)s_items",
        verbose_name=_("organisation"),
        help_text=_("The organisation that shares this."),
    )
    organisation_naming = models.CharField(
        _("how the organisation is named"), max_length=7, choices=Naming.choices, default=Naming.NAMED
    )
    audience = models.CharField(_("who may read it"), max_length=7, choices=Audience.choices, default=Audience.NETWORK)
    shared_from = models.DateField(
        _("shared from"),
        null=True,
        blank=True,
        help_text=_("Nobody but the team sees it before this day. Leave empty for “now”."),
    )
    shared_until = models.DateField(
        _("shared until"),
        null=True,
        blank=True,
        help_text=_("The last day on which it is shared. Leave empty for “no end”."),
    )
    in_web_search = models.BooleanField(
        _("web search engines may list it"),
        default=True,
        help_text=_(
            "Untick it to keep it out of Google, Bing and the like, and out of feeds. Readers find it here as before."
        ),
    )
    related_items = ParentalManyToManyField(
        "wagtailcore.Page",
        blank=True,
        related_name="+",
        verbose_name=_("related items"),
        help_text=_("Other cases and publications that belong with this one."),
    )

    # No full text goes into Wagtail's own search: it is for the admin, and finds by title.
    search_fields = [field for field in Page.search_fields if getattr(field, "field_name", "") != "search_description"]
    # References between items are read from their own relations; Wagtail's index of them would be paid at every save.
    wagtail_reference_index_ignore = True
    # Who may read is the sharing agreement's to say, in one place.
    private_page_options: list[str] = []
    # A copy is a new item: it gets a reference of its own.
    exclude_fields_in_copy = ["reference"]

    class Meta:
        abstract = True

    @classmethod
    def index_model(cls) -> type[Page]:
        """Return the type of the one page under which all items of the kind live."""
        model: type[Page]
        (model,) = cls.clean_parent_page_models()
        return model

    @property
    def language_name(self) -> str:
        """The name of the text's language in the language of the page."""
        return language_name(self.language)

    @property
    def direction(self) -> str:
        """The writing direction of the text: "ltr" or "rtl"."""
        return direction(self.language)

    def translated(self) -> tuple[Translation, ...]:
        """Return title and summary in further languages as readers may see them.

        Persons are named as the item names them, and an organisation that is not to be named is named as nobody's translator.
        """
        return tuple(self._translation_as_shown(one) for one in self.translations)

    def _translation_as_shown(self, one: Translation) -> Translation:
        if one.by and self.named_organisation is None and self.organisation.name.casefold() in one.by.casefold():
            one = replace(one, by="")
        if (initials := self.initials) is not None:
            one = replace(one, title=initials.of(one.title), summary=initials.of(one.summary), by=initials.of(one.by))
        return one

    @property
    def named_organisation(self) -> Organisation | None:
        """The organisation if it agreed to be named. Nothing public may read `organisation` itself."""
        return self.organisation if self.organisation_naming == Naming.NAMED else None

    @property
    def initials(self) -> Initials | None:
        """By what the names of persons are replaced wherever the item is shown; None where it is shown as it is."""
        return None

    def as_shown(self) -> Self:
        """Return the item with the texts that readers may see. Whatever shows or indexes an item asks for this first."""
        return self

    def slug_text(self) -> str:
        """Return the words of the address after the reference: none unless the title may be there."""
        return ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new item its reference in the transaction that inserts it; checking a form gives none."""
        with transaction.atomic():
            if self._state.adding and not self.reference:
                self.reference = take_references(self.kind.prefix, today().year)[0]
            super().save(*args, **kwargs)

    def full_clean(self, exclude: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Check everything, as before publishing; a new item has no reference yet."""
        clean_texts_of(self)
        self._keep_address()
        super().full_clean(exclude={*(exclude or ()), *(() if self.reference else ("reference",))}, **kwargs)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Ask for the conditions of the database at once; each by itself only where one fails, for its sentence."""
        if not meets_conditions(self, exclude):
            super().validate_constraints(exclude)

    def minimal_clean(self) -> None:
        """Check what a draft needs."""
        clean_texts_of(self)
        self._keep_address()
        super().minimal_clean()

    def _keep_address(self) -> None:
        """Make the address of the reference and the title as it is: a name that was taken out of one leaves the other too.

        Addresses with other words lead on by the reference (see `cms.items.page`).
        """
        if self.reference:
            self.slug = f"{self.reference.lower()}-{slugify(self.slug_text())[:60]}".rstrip("-")

    def with_content_json(self, content: dict[str, Any]) -> "SharedItem":
        """Return the item with the content of a version; reference and address are always the item's own."""
        item: SharedItem = super().with_content_json(content)
        item.reference = self.reference
        item._keep_address()
        return item

    def clean(self) -> None:
        """Check the dates of the sharing agreement, and the translations."""
        super().clean()
        if fault := fault_of_own_language(self.translations, self.language):
            raise ValidationError({"translations": fault})
        if self.shared_from and self.shared_until and self.shared_until < self.shared_from:
            raise ValidationError({"shared_until": _("Choose a last day that is not before the first day.")})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the one page of the item, which asks who may read it; Wagtail's own way would not."""
        return redirect(self.get_absolute_url())

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show a draft in the admin: what shows items, with all that is around them, answers the hook `show_item_draft`."""
        (show,) = hooks.get_hooks("show_item_draft")
        response: HttpResponse = show(request, self)
        return response

    def get_absolute_url(self) -> str:
        """Return the permanent address of the item."""
        return reverse(self.kind.code, args=[self.slug])

    def get_route_paths(self) -> list[str]:
        """Return none, so that Wagtail notes no redirect from an older address: it would tell the new one to everybody."""
        return []

    def get_url_parts(self, request: object = None) -> tuple[int, str, str] | None:
        """Tell Wagtail's admin the same address."""
        parts = super().get_url_parts(request)
        return (parts[0], parts[1], self.get_absolute_url()) if parts else None


def sharing_constraints(name: str) -> list[models.BaseConstraint]:
    """Return the database's part of the sharing agreement; `name` begins the constraints' names."""
    return [
        models.CheckConstraint(
            condition=models.Q(audience__in=Audience.values),
            name=f"{name}_audience_is_known",
            violation_error_message=_("Choose who may read it: the network only, or everyone."),
        ),
        models.CheckConstraint(
            condition=models.Q(organisation_naming__in=Naming.values),
            name=f"{name}_naming_is_known",
            violation_error_message=_("Choose whether the organisation is named."),
        ),
        models.CheckConstraint(
            condition=models.Q(shared_from__isnull=True)
            | models.Q(shared_until__isnull=True)
            | models.Q(shared_until__gte=models.F("shared_from")),
            name=f"{name}_shared_until_not_before_from",
            violation_error_message=_("Choose a last day that is not before the first day."),
        ),
        models.CheckConstraint(
            condition=models.Q(language__regex=r"^[a-z]{2,3}$"),
            name=f"{name}_language_is_a_code",
            violation_error_message=_("Choose the language from the list."),
        ),
        models.CheckConstraint(
            condition=models.Q(reference__regex=r"^[A-Z]{2}-[0-9]{4}-[0-9]{4,7}$"),
            name=f"{name}_reference_form",
            violation_error_message=_("The reference is given by the system; do not change it."),
        ),
    ]
