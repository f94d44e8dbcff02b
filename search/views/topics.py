"""Browse by topic: the tree with counts, and a page for each topic."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language

from cases.codes.languages import direction, language_name
from cases.models import Topic, TopicLabel
from catalogue.facet_values import about
from catalogue.facets import counts_of_topics, facet_of_topic
from catalogue.links import Link
from catalogue.visibility import Viewer, viewer_for
from catalogue.vocabulary import SHOWN_KINDS, Vocabulary, get_vocabulary

from ..addresses import facet_url
from ..engines.base import SearchUnavailable
from ..params import SearchParams
from ..results.finding import find
from ..results.groups import groups_of


@dataclass(slots=True)
class TopicNode:
    """A topic of the tree. Without a count where the search does not answer."""

    label: str
    url: str
    count: int | None
    scope_note: str
    children: list["TopicNode"] = field(default_factory=list)


def topic_counts(viewer: Viewer) -> dict[str, int] | None:
    """Return how many items the viewer may read of each topic, or None where the search does not answer."""
    try:
        facets = find(SearchParams(page_size=0), viewer).facets
    except SearchUnavailable:
        return None
    return counts_of_topics(facets)


def topic_list(request: HttpRequest) -> HttpResponse:
    """Show the tree of topics."""
    vocabulary = get_vocabulary()
    counts = topic_counts(viewer_for(request.user))
    branches = [_node(slug, vocabulary, counts) for slug in vocabulary.roots()]
    return render(request, "search/topics.html", {"branches": branches})


def _node(slug: str, vocabulary: Vocabulary, counts: dict[str, int] | None) -> TopicNode:
    concept = vocabulary.concepts[slug]
    return TopicNode(
        label=concept.label(),
        url=reverse("topic", args=[slug]),
        count=None if counts is None else counts.get(slug, 0),
        scope_note=concept.scope_note,
        children=[_node(narrower, vocabulary, counts) for narrower in concept.narrower],
    )


def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a topic: its names, its place in the tree, and the newest items about it. A retired one names its successor."""
    topic = get_object_or_404(Topic, slug=slug)
    vocabulary = get_vocabulary()
    viewer = viewer_for(request.user)
    counts = topic_counts(viewer) or {}
    concept = vocabulary.concepts[slug]
    name = facet_of_topic(slug, vocabulary)
    successor = vocabulary.current(slug)
    context = {
        "topic": topic,
        "label": concept.label(),
        "scope_note": concept.scope_note,
        "crumbs": [_link(broader, vocabulary) for broader in vocabulary.ancestors(slug)],
        "narrower": [
            {"label": link.label, "url": link.url, "count": counts.get(below)}
            for below in concept.narrower
            for link in [_link(below, vocabulary)]
        ],
        "synonyms": _names(topic),
        "matches": list(topic.matches.all()),
        "groups": groups_of(
            viewer,
            about([slug], vocabulary),
            SearchParams(chosen={name: (slug,)}),
        ),
        "successor": _link(successor, vocabulary) if successor != slug else None,
        "retired": concept.retired,
        "feed_url": reverse("topic_feed", args=[slug]),
        "search_url": facet_url(name, slug),
    }
    return render(request, "search/topic.html", context)


def _link(slug: str, vocabulary: Vocabulary) -> Link:
    return Link(vocabulary.concepts[slug].label(), reverse("topic", args=[slug]))


def _names(topic: Topic) -> list[dict[str, Any]]:
    """Return the names of a topic in all languages but the reader's preferred one; search words are not shown."""
    names = [(label.language, label.kind, label.text) for label in topic.labels.filter(kind__in=SHOWN_KINDS)]
    names.append(("en", TopicLabel.Kind.PREFERRED, topic.name))
    shown = get_language() or "en"
    if not any(language == shown and kind == TopicLabel.Kind.PREFERRED for language, kind, _text in names):
        shown = "en"
    return [
        {"language": language, "language_name": language_name(language), "dir": direction(language), "text": text}
        for language, kind, text in sorted(names)
        if not (language == shown and kind == TopicLabel.Kind.PREFERRED)
    ]
