"""The words for the kinds and the values of entries in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.countries import country_name
from cases.codes.courts import Outcome
from cases.codes.languages import language_name

from .models import ItemKind
from .vocabulary import Vocabulary

KIND_PLURALS: dict[str, Any] = {
    ItemKind.CASE_STUDY: _("Case studies"),
    ItemKind.COURT_CASE: _("Court cases"),
    ItemKind.ADVOCACY_OUTCOME: _("Advocacy outcomes"),
    ItemKind.PUBLICATION: _("Publications"),
}
_KINDS = dict(ItemKind.choices)
_OUTCOMES = dict(Outcome.choices)


def value_labels(
    facet: str, vocabulary: Vocabulary, organisations: Mapping[str, str] | None = None
) -> Callable[[str], str]:
    """Return a function from a facet's value to its label; a value that is not known is its own label.

    Args:
        facet: its name.
        vocabulary: the topics.
        organisations: the names that the reader may know, by slug.
    """
    names = organisations or {}

    def topic(slug: str) -> str:
        concept = vocabulary.concepts.get(slug)
        return concept.label() if concept else slug

    labels: dict[str, Callable[[str], str]] = {
        "kind": lambda value: str(_KINDS.get(value, value)),
        "topic": topic,
        "form": topic,
        "country": country_name,
        "origin": country_name,
        "outcome": lambda value: str(_OUTCOMES.get(value, value)),
        "language": language_name,
        "organisation": lambda slug: names.get(slug, slug),
    }
    return labels.get(facet, str)
