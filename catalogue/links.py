"""Words that lead somewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from .vocabulary import Vocabulary


@dataclass(slots=True)
class Link:
    """A word and where it leads."""

    label: str
    url: str


def topic_links(slugs: Iterable[str], vocabulary: Vocabulary) -> list[Link]:
    """Return links to the topics that stand for these today, each once."""
    current = dict.fromkeys(vocabulary.current(slug) for slug in slugs if slug in vocabulary.concepts)
    return [Link(vocabulary.concepts[slug].label(), reverse("topic", args=[slug])) for slug in current]
