"""Facets and chips as the page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from catalogue.facets import FACETS, Facet, Shown
from catalogue.labels import Names

from ..addresses import search_url
from ..params import SearchParams


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
class ShownFacet:
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


def make_facets(params: SearchParams, counts: Mapping[str, Mapping[str, int]], names: Names) -> list[ShownFacet]:
    """Return the facets that have anything to choose."""
    shown = []
    for name, facet in FACETS.items():
        chosen = params.values(name)
        if options := _options(facet, chosen, counts.get(name, {}), names):
            shown.append(ShownFacet(name, facet.label, options, len(chosen)))
    return shown


def _options(facet: Facet, chosen: tuple[str, ...], counts: Mapping[str, int], names: Names) -> list[FacetOption]:
    options = [
        FacetOption(value, facet.label_of(value, names), counts.get(value, 0), value in chosen)
        for value in dict.fromkeys((*counts, *chosen))
    ]
    match facet.shown:
        case Shown.TREE:
            return _as_tree(options, names)
        case Shown.YEARS:
            options.sort(key=lambda option: option.value, reverse=True)
            _draw_bars(options)
        case Shown.LIST:
            options.sort(key=lambda option: (-option.count, option.label))
    return options


def _draw_bars(options: list[FacetOption]) -> None:
    """Give each option a bar, the longest to the one with the most results; even a few results are to be seen."""
    most = max((option.count for option in options), default=0)
    for option in options:
        if option.count:
            option.bar = max(2, round(100 * option.count / most))


def _as_tree(options: list[FacetOption], names: Names) -> list[FacetOption]:
    """Return topics in the order of the tree; the depth counts only those shown, and unknown ones come last."""
    left = {option.value: option for option in options}
    ordered: list[FacetOption] = []
    above: list[int] = []
    for depth, slug in names.vocabulary.tree():
        while above and above[-1] >= depth:
            above.pop()
        if option := left.pop(slug, None):
            option.depth = len(above)
            ordered.append(option)
            above.append(depth)
    return [*ordered, *left.values()]


def make_chips(params: SearchParams, names: Names) -> list[Chip]:
    """Return a chip for each chosen filter, in the order of the facets."""
    chips: list[Chip] = []

    def add(label: Any, value: str, without: SearchParams) -> None:
        chips.append(Chip(str(label), value, search_url(without), without))

    first = params.but(page=1)
    for name, facet in FACETS.items():
        for value in params.values(name):
            rest = tuple(other for other in params.values(name) if other != value)
            add(facet.label, facet.label_of(value, names), first.but(chosen={**params.chosen, name: rest}))
    if params.year_from is not None:
        add(_("From year"), str(params.year_from), first.but(year_from=None))
    if params.year_to is not None:
        add(_("To year"), str(params.year_to), first.but(year_to=None))
    return chips
