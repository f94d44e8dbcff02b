"""The facets: by what a result can be narrowed, each declared once.

The form, the address, both engines and their indexes, the search without an engine, tables of results and the page read
`FACETS`. What is to be a facet is first a column of the entry, filled by its description (`catalogue.descriptions`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.countries import country_name
from cases.codes.courts import Outcome
from cases.codes.languages import language_name
from cases.codes.verification import Verification

from .facet_values import Source, code_list, column, json_list, organisation, topics, years
from .kinds import kind_label
from .labels import Label, as_it_is, by, label_of_choice, label_of_organisation, label_of_topic
from .vocabulary import Vocabulary


class Shown(Enum):
    """How the page shows the values of a facet."""

    # The most frequent first.
    LIST = auto()
    # Topics below their broader ones.
    TREE = auto()
    # The latest first, with bars.
    YEARS = auto()


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: its name in addresses and indexes, what the page calls it, its values and their labels."""

    name: str
    label: Any
    source: Source
    label_of: Label = as_it_is
    shown: Shown = Shown.LIST
    # The heading of its column in tables of results; without one it has none.
    heading: Any = ""


_DECLARED = (
    Facet("kind", _("Kind"), column("kind"), by(kind_label), heading=_("Kind")),
    Facet(
        "topic", _("Topic"), topics(lambda slug, vocabulary: slug not in vocabulary.forms()), label_of_topic, Shown.TREE
    ),
    Facet(
        "form", _("Form of exploitation"), topics(lambda slug, vocabulary: slug in vocabulary.forms()), label_of_topic,
        Shown.TREE,
    ),
    Facet("country", _("Country"), code_list("countries", str.isupper), by(country_name), heading=_("Countries")),
    Facet(
        "origin", _("Country of origin"), code_list("origin_countries", str.isupper), by(country_name),
        heading=_("Countries of origin"),
    ),
    Facet("year", _("Year"), years(), shown=Shown.YEARS),
    Facet(
        "outcome", _("Outcome in court"), column("outcome"), label_of_choice(Outcome), heading=_("Outcome in court")
    ),
    Facet("instrument", _("Law"), json_list("instruments")),
    Facet(
        "verification", _("Verification"), column("verification"), label_of_choice(Verification), heading=_("Verification")
    ),
    Facet("language", _("Language"), code_list("languages", str.islower), by(language_name), heading=_("Language")),
    Facet("organisation", _("Organisation"), organisation(), label_of_organisation),
)  # fmt: skip

# By name, in the order of the page. Within one the choices are joined by OR, between them by AND.
FACETS = {facet.name: facet for facet in _DECLARED}


def facet_of_topic(slug: str, vocabulary: Vocabulary) -> str:
    """Return the name of the facet in which a topic is counted."""
    return "form" if slug in vocabulary.forms() else "topic"


def counts_of_topics(counts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Return the numbers of all topics out of those of all facets."""
    return {
        slug: number
        for name, facet in FACETS.items()
        if facet.shown is Shown.TREE
        for slug, number in counts.get(name, {}).items()
    }
