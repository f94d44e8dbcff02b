"""Figures by what the items are: kind, topic, country and language, each with its name in the reader's language."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.countries import country_name
from cases.codes.languages import language_name
from catalogue.facets import FACETS
from catalogue.kinds import kind_label
from catalogue.labels import Names, label_of_topic
from catalogue.models import CatalogueEntry
from catalogue.vocabulary import Vocabulary

from .figures import Four
from .small_numbers import without_small

MOST_ROWS = 15
# Takes the place of the kind of what is in the sums and not named; without it the other kinds and the sum would give it away.
UNNAMED = "unnamed"
_FACETS = ("country", "language")


@dataclass(frozen=True, slots=True)
class Part:
    """What was counted of something, and its values by the name of the table that they are in."""

    figures: Four
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, and its views and downloads as far as they are told."""

    label: str
    views: int | None
    downloads: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table, with what it is of; `largest` is the number that a bar of full length stands for."""

    name: str
    heading: Any
    note: Any
    rows: list[Row]

    @property
    def largest(self) -> int:
        """The largest number of the table."""
        return max((number for row in self.rows for number in (row.views, row.downloads) if number), default=0)


def values_of(entry: CatalogueEntry | None, kind: str, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the values of an item; of one that is not described only its kind is known."""
    found: dict[str, tuple[str, ...]] = {"kind": (kind,) if kind else ()}
    if entry is not None:
        found["topic"] = tuple(entry.topics)
        found |= {name: FACETS[name].source.values(entry, vocabulary) for name in _FACETS}
    return found


def tables_of(months: Mapping[date, Four], parts: Iterable[Part], vocabulary: Vocabulary) -> list[Table]:
    """Return the tables of a period, the months first."""
    names, parts = Names(vocabulary), list(parts)
    several = _("An item with several of them counts in each.")
    by: tuple[tuple[str, Any, Any, Callable[[str], str]], ...] = (
        ("kind", _("By kind"), "", _kind_label),
        ("topic", _("By topic"), several, lambda slug: label_of_topic(slug, names)),
        ("country", _("By country of the content"), several, country_name),
        ("language", _("By language"), several, language_name),
    )
    return [
        _by_month(months),
        *(Table(name, heading, note, _most(parts, name, label_of)) for name, heading, note, label_of in by),
    ]


def _kind_label(kind: str) -> str:
    return str(_("Items that are not named")) if kind == UNNAMED else kind_label(kind)


def _by_month(months: Mapping[date, Four]) -> Table:
    labels = {str(date_format(month, "YEAR_MONTH_FORMAT")): figures for month, figures in months.items()}
    return Table("month", _("By month"), "", _rows(labels))


def _most(parts: Iterable[Part], name: str, label_of: Callable[[str], str]) -> list[Row]:
    """Return the rows of the values, the most viewed first; what nobody read is not listed."""
    sums: dict[str, Four] = defaultdict(Four)
    for part in parts:
        for value in part.values.get(name, ()):
            sums[label_of(value)] += part.figures
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1].views, pair[0]))
    return _rows({label: figures for label, figures in ordered[:MOST_ROWS] if figures})


def _rows(figures: Mapping[str, Four]) -> list[Row]:
    views = without_small({label: one.views for label, one in figures.items()})
    downloads = without_small({label: one.downloads for label, one in figures.items()})
    return [Row(label, views[label], downloads[label]) for label in figures]
