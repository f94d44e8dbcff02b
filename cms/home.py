"""What the home page shows: numbers, topics, and what is new."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.permissions import Person
from catalogue.facets import counts_of_topics
from catalogue.kinds import KINDS
from catalogue.visibility import viewer_for
from catalogue.vocabulary import FORMS_OF_EXPLOITATION, get_vocabulary
from search.addresses import facet_url
from search.engines.base import SearchUnavailable
from search.forms import SearchForm
from search.params import SearchParams
from search.results.finding import find
from search.results.groups import groups_of

MOST_TOPICS = 12


def home_context(user: Person) -> dict[str, Any]:
    """Return the counts by kind, the most used forms of exploitation and topics, and the newest items of each kind."""
    viewer = viewer_for(user)
    try:
        facets = find(SearchParams(page_size=0), viewer).facets
    except SearchUnavailable:
        facets = {}
    kinds = facets.get("kind", {})
    return {
        "counts": [
            {
                "kind": kind.code,
                "label_plural": kind.plural,
                "total": kinds[kind.code],
                "url": facet_url("kind", kind.code),
            }
            for kind in KINDS
            if kinds.get(kind.code)
        ],
        "topic_links": _topics(counts_of_topics(facets)),
        "newest": groups_of(viewer, Q(), SearchParams()),
        "form": SearchForm(),
    }


def _topics(counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return the most used topics that say something: not the roots, which hold nearly everything."""
    vocabulary = get_vocabulary()
    telling = [
        slug
        for slug in counts
        if slug in vocabulary.concepts and vocabulary.concepts[slug].broader and slug != FORMS_OF_EXPLOITATION
    ]
    best = sorted(telling, key=lambda slug: (-counts[slug], slug))[:MOST_TOPICS]
    return [
        {"label": vocabulary.concepts[slug].label(), "url": reverse("topic", args=[slug]), "count": counts[slug]}
        for slug in best
    ]
