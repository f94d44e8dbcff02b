"""The site's own pages: the home page and plain pages such as About and Privacy."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cases.permissions import FixedPageRights, KeptPage

from .home import home_context

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


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
