"""The peer: Wagtail's own search over the same cases, with one `.facet()` a facet, as a project without a catalogue does it.

The index is Wagtail's SQLite FTS5 backend. It is filled with the same titles and texts, for these models only, in the
database that is measured; the site's own setting (no index of pages) stays as it is.
"""

import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings

from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from tqdm import tqdm

from cases.models import CaseStudyPage

FACETS = ("language", "organisation_naming", "audience", "age_band", "gender", "year_from")
BACKEND = "wagtail.search.backends.database"
STEP = 500


def prepare() -> None:
    """Add the peer's fields to the model's index definition, and fill the index where it is empty."""
    _add_fields()
    if IndexEntry.objects.filter(content_type__model="casestudypage").count() < CaseStudyPage.objects.count():
        IndexEntry.objects.all().delete()
        target = get_search_backend(BACKEND).get_index_for_model(CaseStudyPage)
        keys = list(CaseStudyPage.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), STEP):
            target.add_items(CaseStudyPage, list(CaseStudyPage.objects.filter(pk__in=keys[start : start + STEP])))


def _add_fields() -> None:
    if CaseStudyPage.search_fields is CaseStudyPage.__dict__.get("search_fields_of_the_peer"):
        return
    CaseStudyPage.search_fields = CaseStudyPage.search_fields_of_the_peer = [
        *CaseStudyPage.search_fields,
        index.SearchField("what_happened"),
        index.SearchField("summary"),
        *[index.FilterField(name) for name in FACETS],
    ]


def page_of_results(words: str) -> Callable[[], Any]:
    """Return what a result page asks: the hits' pages, the number of all, and a count of values for each facet."""

    def run() -> Any:
        live = CaseStudyPage.objects.live().filter(audience="public")
        found = live.search(words, backend=BACKEND)
        hits, total = list(found[:20]), found.count()
        return hits, total, [live.search(words, backend=BACKEND).facet(name) for name in FACETS]

    return run


def _elasticsearch_backend() -> Any:
    return get_search_backend("elasticsearch")


def prepare_elasticsearch(url: str) -> None:
    """Put the same cases into an index of Wagtail's own Elasticsearch backend, with its own defaults."""
    settings.WAGTAILSEARCH_BACKENDS = {
        **settings.WAGTAILSEARCH_BACKENDS,
        "elasticsearch": {
            "BACKEND": "wagtail.search.backends.elasticsearch9",
            "URLS": [url],
            "INDEX_PREFIX": "wagtail_peer_",
        },
    }
    _add_fields()
    backend = _elasticsearch_backend()
    target = backend.get_index_for_model(CaseStudyPage)
    if target.is_alias():
        return
    rebuilder = backend.rebuilder_class(target)
    index_ = rebuilder.start()
    index_.add_model(CaseStudyPage)
    keys = list(CaseStudyPage.objects.order_by("pk").values_list("pk", flat=True))
    for start in tqdm(range(0, len(keys), STEP), desc="Wagtail's index", unit=f" × {STEP} cases", file=sys.stderr):
        index_.add_items(CaseStudyPage, list(CaseStudyPage.objects.filter(pk__in=keys[start : start + STEP])))
    rebuilder.finish()
    target.refresh()


def page_on_elasticsearch(words: str, facets: tuple[str, ...]) -> Callable[[], Any]:
    """Return the same through that backend: the number of all, the hits, and a request for each facet."""

    def run() -> Any:
        backend = _elasticsearch_backend()
        found = backend.search(words, CaseStudyPage.objects.live().filter(audience="public"))
        hits, total = list(found[:20]), found.count()
        return hits, total, [found.facet(name) for name in facets]

    return run
