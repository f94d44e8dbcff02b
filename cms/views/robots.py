"""robots.txt and the sitemap: live items that everybody may read and web search engines may list, topics in use, and the pages of text."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalogue.models import CatalogueEntry, EntryTopic

from ..models import HomePage, StandardPage


def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots out of searches, which are endless, and of what is for members."""
    lines = [
        "User-agent: *",
        *[f"Disallow: {path}" for path in ("/search/", "/admin/", "/accounts/", "/leave/", "/*?q=")],
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class _PublicSitemap(Sitemap):
    limit = 10_000
    protocol = settings.SITE_URL.partition(":")[0]

    def get_domain(self, site: Any = None) -> str:
        """Return the public host, whatever host was asked."""
        return settings.SITE_URL.partition("://")[2]


class ItemSitemap(_PublicSitemap):
    """Cases and publications."""

    def items(self) -> QuerySet[CatalogueEntry]:
        """Return what everybody may read today and web search engines may list."""
        entries = CatalogueEntry.objects.for_web_search().order_by("pk")
        return entries.only("kind", "slug", "updated_at", "reference", "title")

    def lastmod(self, entry: CatalogueEntry) -> datetime:
        """Return when the item changed."""
        return entry.updated_at


class TopicSitemap(_PublicSitemap):
    """The topics of items that are in the sitemap."""

    def items(self) -> list[str]:
        """Return the slugs."""
        visible = CatalogueEntry.objects.for_web_search().values("pk")
        topics = EntryTopic.objects.filter(entry__in=visible, topic__retired_at__isnull=True)
        return list(topics.order_by("topic__slug").values_list("topic__slug", flat=True).distinct())

    def location(self, slug: str) -> str:
        """Return the topic's address."""
        return reverse("topic", args=[slug])


class PageSitemap(_PublicSitemap):
    """The home page and the pages of text that are open to everybody."""

    def items(self) -> list[str]:
        """Return the addresses."""
        home = HomePage.objects.live().public().first()
        if home is None:
            return []
        pages = StandardPage.objects.live().public().child_of(home).values_list("slug", flat=True)
        return [reverse("home"), reverse("topics"), *[reverse("page", args=[slug]) for slug in pages]]

    def location(self, path: str) -> str:
        """Return the address."""
        return path


SITEMAPS = {"items": ItemSitemap, "topics": TopicSitemap, "pages": PageSitemap}
