"""The site's own pages: the home page and plain pages such as About and Privacy."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cases.permissions import FixedPageRights, KeptPage

from .home import home_context

KEPT_FOR = timedelta(days=7)
RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class TakenFormQuerySet(models.QuerySet["TakenForm"]):
    """Which forms were taken."""

    def page_made_by(self, key: str) -> int | None:
        """Return the page that the form made, if it has made one; asked while the page's parent is held."""
        return self.filter(key=key).values_list("page_id", flat=True).first() if key else None

    def remember(self, key: str, page_id: int) -> None:
        """Note that the form was taken; forget those that nobody sends any more."""
        self.filter(taken_at__lt=timezone.now() - KEPT_FOR).delete()
        if key:
            self.create(key=key, page_id=page_id)


class TakenForm(models.Model):
    """That a form of the admin made a page: sent again, by a second click or a slow line, it makes no other."""

    key = models.CharField(max_length=40, unique=True)
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = TakenFormQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.key


class HomePage(KeptPage, Page):
    """The front page: one sentence on what this is, the search box, topics and what is new."""

    rights = FixedPageRights

    introduction = models.CharField(
        _("introduction"), max_length=300, help_text=_("One or two sentences on what visitors find here.")
    )

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    template = "pages/home.html"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows of the catalogue."""
        return {**super().get_context(request, *args, **kwargs), **home_context(request.user)}


class StandardPage(KeptPage, Page):
    """A page of text."""

    body = RichTextField(_("text"), features=RICH_TEXT)

    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("body")]
    template = "pages/standard.html"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
