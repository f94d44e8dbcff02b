"""Facets and chips as the page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.labels import value_labels
from catalogue.vocabulary import Vocabulary

from ..addresses import search_url
from ..params import FACETS, SearchParams

FACET_LABELS: dict[str, Any] = {
    "kind": gettext_lazy("Kind"),
    "topic": gettext_lazy("Topic"),
    "form": gettext_lazy("Form of exploitation"),
    "country": gettext_lazy("Country"),
    "origin": gettext_lazy("Country of origin"),
    "year": gettext_lazy("Year"),
    "outcome": gettext_lazy("Outcome in court"),
    "instrument": gettext_lazy("Law"),
    "language": gettext_lazy("Language"),
    "organisation": gettext_lazy("Organisation"),
}
HIERARCHICAL = frozenset({"topic", "form"})


@dataclass(slots=True)
class FacetOption:
    """A value of a facet: how many results a click gives, how deep it lies in a tree, and the length of its bar in %."""

    value: str
    label: str
    count: int
    selected: bool
    depth: int = 0
    bar: int = 0


@dataclass(slots=True)
class Facet:
    """A facet with every value that finds something or is chosen."""

    name: str
    label: Any
    options: list[FacetOption]
    selected_count: int


@dataclass(slots=True)
class Chip:
    """A chosen filter and the address of the search without it."""

    label: str
    value: str
    remove_url: str
    without: SearchParams


def make_facets(
    params: SearchParams, counts: dict[str, dict[str, int]], vocabulary: Vocabulary, organisations: Mapping[str, str]
) -> list[Facet]:
    """Return the facets that have anything to choose."""
    facets = []
    for name in FACETS:
        if options := _options(name, params.values(name), counts.get(name, {}), vocabulary, organisations):
            facets.append(Facet(name, FACET_LABELS[name], options, len(params.values(name))))
    return facets


def _options(
    name: str,
    chosen: tuple[str, ...],
    counts: dict[str, int],
    vocabulary: Vocabulary,
    organisations: Mapping[str, str],
) -> list[FacetOption]:
    label = value_labels(name, vocabulary, organisations)
    values = dict.fromkeys((*counts, *chosen))
    if name in HIERARCHICAL:
        return _tree_options(values, chosen, counts, vocabulary)
    options = [FacetOption(value, label(value), counts.get(value, 0), value in chosen) for value in values]
    if name == "year":
        options.sort(key=lambda option: option.value, reverse=True)
        _draw_bars(options)
    else:
        options.sort(key=lambda option: (-option.count, option.label))
    return options


def _draw_bars(options: list[FacetOption]) -> None:
    """Give each option a bar, the longest to the one with the most results; even a few results are to be seen."""
    most = max((option.count for option in options), default=0)
    for option in options:
        if option.count:
            option.bar = max(2, round(100 * option.count / most))


def _tree_options(
    values: dict[str, None], chosen: tuple[str, ...], counts: dict[str, int], vocabulary: Vocabulary
) -> list[FacetOption]:
    """Return topics in the order of the tree; the depth counts only those shown, and unknown ones come last."""
    options: list[FacetOption] = []
    shown: list[int] = []
    known = set()
    for depth, slug in vocabulary.tree():
        while shown and shown[-1] >= depth:
            shown.pop()
        if slug in values:
            known.add(slug)
            options.append(
                FacetOption(slug, vocabulary.concepts[slug].label(), counts.get(slug, 0), slug in chosen, len(shown))
            )
            shown.append(depth)
    unknown = [slug for slug in values if slug not in known]
    label = value_labels("topic", vocabulary)
    return options + [FacetOption(slug, label(slug), counts.get(slug, 0), slug in chosen) for slug in unknown]


def make_chips(params: SearchParams, vocabulary: Vocabulary, organisations: Mapping[str, str]) -> list[Chip]:
    """Return a chip for each chosen filter, in the order of the facets."""
    chips: list[Chip] = []

    def add(label: Any, value: str, without: SearchParams) -> None:
        chips.append(Chip(str(label), value, search_url(without), without))

    first = params.but(page=1)
    for name in FACETS:
        label = value_labels(name, vocabulary, organisations)
        for value in params.values(name):
            rest = tuple(other for other in params.values(name) if other != value)
            add(FACET_LABELS[name], label(value), first.but(chosen={**params.chosen, name: rest}))
    if params.year_from is not None:
        add(_("From year"), str(params.year_from), first.but(year_from=None))
    if params.year_to is not None:
        add(_("To year"), str(params.year_to), first.but(year_to=None))
    return chips
