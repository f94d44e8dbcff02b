"""Atom feeds of a search and of a topic. Feed readers have no account: a feed holds what everybody may read."""

from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from accounts.characters import clean_line, clean_text
from cases.models import Topic
from catalogue.facets import facet_of_topic
from catalogue.fact_line import fact_line
from catalogue.models import CatalogueEntry
from catalogue.visibility import anonymous_viewer
from catalogue.vocabulary import get_vocabulary

from ..addresses import search_url
from ..engines.base import SearchUnavailable
from ..forms import SearchForm
from ..params import SearchParams, Sort
from ..results.finding import find

LENGTH = 50
# How far a feed looks for entries that may be in it.
MOST_PAGES = 10


class _Writer(SimplerXMLGenerator):
    """Leaves out what XML does not take, instead of failing the whole feed."""

    def characters(self, content: str) -> None:
        """Write a text."""
        super().characters(clean_text(content))


class AtomFeed(Atom1Feed):
    """Django's feed, written whatever its texts are made of."""

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed; Django's own way with our writer."""
        handler = _Writer(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", AttributesImpl(self.root_attributes()))
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")


class SearchFeed(Feed):
    """The most recently published results of a search."""

    feed_type = AtomFeed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tell the feed reader to come back where the search does not answer."""
        try:
            return super().__call__(request, *args, **kwargs)
        except SearchUnavailable:
            return HttpResponse(status=503, headers={"Retry-After": "300"})

    def get_object(self, request: HttpRequest, **_kwargs: Any) -> SearchParams:
        """Read the search; the newest come first whatever the page's order was."""
        params = SearchForm(request.GET).params()
        return params.but(page=1, page_size=LENGTH, sort=Sort.ADDED, with_passages=False)

    def title(self, search: SearchParams) -> str:
        """Name the feed after the words that are searched."""
        words = search.text or _("all items")
        return _("%(site)s: %(words)s") % {"site": settings.SITE_NAME, "words": words}

    def link(self, search: SearchParams) -> str:
        """Return the page of which this is the feed."""
        return _absolute(search_url(search.but(sort=Sort.BEST)))

    def feed_url(self, search: SearchParams) -> str:
        """Return the feed's own address."""
        return _absolute(search_url(search.but(sort=Sort.BEST), "search_feed"))

    def items(self, search: SearchParams) -> list[CatalogueEntry]:
        """Return the newest entries that web search engines may list: they read feeds like everybody else."""
        viewer = anonymous_viewer()
        listed = CatalogueEntry.objects.for_web_search().select_related("organisation")
        found: list[CatalogueEntry] = []
        # Further pages are asked for only where some of the first were left out.
        for page in range(1, MOST_PAGES + 1):
            keys = [hit.entry_id for hit in find(search.but(page=page), viewer).hits]
            entries = listed.in_bulk(keys)
            found += [entries[key] for key in keys if key in entries]
            if len(found) >= LENGTH or len(keys) < LENGTH:
                break
        return found[:LENGTH]

    def item_title(self, item: CatalogueEntry) -> str:
        """Return the title."""
        return clean_line(item.title)

    def item_description(self, item: CatalogueEntry) -> str:
        """Return the line of facts and the summary."""
        return f"{' · '.join(fact_line(item))}\n\n{item.summary}"

    def item_link(self, item: CatalogueEntry) -> str:
        """Return the item's address on the public site."""
        return _absolute(item.get_absolute_url())

    def item_guid(self, item: CatalogueEntry) -> str:
        """Return the permanent reference as an address: it stays when the title changes."""
        return _absolute(f"/{item.reference}")

    def item_pubdate(self, item: CatalogueEntry) -> datetime:
        """Return when the item was first published."""
        return item.published_at

    def item_updateddate(self, item: CatalogueEntry) -> datetime:
        """Return when the item was last changed."""
        return item.updated_at


class TopicFeed(SearchFeed):
    """The most recently published items about a topic."""

    def get_object(self, request: HttpRequest, **kwargs: Any) -> SearchParams:
        """Return the search for the topic."""
        topic = get_object_or_404(Topic, slug=kwargs["slug"])
        facet = facet_of_topic(topic.slug, get_vocabulary())
        return SearchParams(chosen={facet: (topic.slug,)}, page_size=LENGTH, sort=Sort.ADDED, with_passages=False)

    def title(self, search: SearchParams) -> str:
        """Name the feed after the topic."""
        label = get_vocabulary().concepts[_topic_of(search)].label()
        return _("%(site)s: %(words)s") % {"site": settings.SITE_NAME, "words": label}

    def link(self, search: SearchParams) -> str:
        """Return the topic's page."""
        return _absolute(reverse("topic", args=[_topic_of(search)]))

    def feed_url(self, search: SearchParams) -> str:
        """Return the feed's own address."""
        return _absolute(reverse("topic_feed", args=[_topic_of(search)]))


def _topic_of(search: SearchParams) -> str:
    return next(value for values in search.chosen.values() for value in values)


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
