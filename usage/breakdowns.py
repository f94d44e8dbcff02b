"""Figures by what the items are: kind, topic, country and language, each with its name in the reader's language."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
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
from .periods import whole_months
from .small_numbers import Told, order_of, told_of_parts

MOST_ROWS = 15
# Takes the place of the kind of what is in the sums and not named; without it the other kinds and the sum would give it away.
UNNAMED = "unnamed"
# Why a number differs from that on the page of an item, where the figures of each edition stand by themselves.
ALL_EDITIONS = _(
    "Where a publication has several editions, its numbers here are those of all of them together; the page of an edition shows "
    "only its own."
)
# Views and downloads; None where nothing could be counted.
_Sum = tuple[int | None, int | None]
_FACETS = ("country", "language")


@dataclass(frozen=True, slots=True)
class Part:
    """What was counted of something, and its values by the name of the table that they are in.

    `downloads` is None if there was nothing to download.
    """

    views: int
    downloads: int | None
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, and its views and downloads as far as they are told."""

    label: str
    views: Told
    downloads: Told


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
        return max(
            (number for row in self.rows for number in (row.views, row.downloads) if isinstance(number, int)), default=0
        )


def values_of(entry: CatalogueEntry | None, kind: str, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the values of an item; of one that is not described only its kind is known."""
    found: dict[str, tuple[str, ...]] = {"kind": (kind,) if kind else ()}
    if entry is not None:
        found["topic"] = tuple(entry.topics)
        found |= {name: FACETS[name].source.values(entry, vocabulary) for name in _FACETS}
    return found


def tables_of(
    months: Mapping[date, Four], missing: Iterable[date], parts: Iterable[Part], vocabulary: Vocabulary
) -> list[Table]:
    """Return the tables of a period, the months first; missing are the days on which nothing was counted.

    What is not named is the last row of each table, with the numbers that the table by kind tells of it: worked out for each table anew,
    a number could be told in one and untold in another.
    """
    names, parts = Names(vocabulary), list(parts)
    several = _("An item with several of them counts in each.")
    by: tuple[tuple[str, Any, Any, Callable[[str], str]], ...] = (
        ("kind", _("By kind"), "", _kind_label),
        ("topic", _("By topic"), several, lambda slug: label_of_topic(slug, names)),
        ("country", _("By country of the content"), several, country_name),
        ("language", _("By language"), several, language_name),
    )
    kinds, *others = (Table(name, heading, note, _most(parts, name, label_of)) for name, heading, note, label_of in by)
    unnamed = unnamed_of(kinds)
    return [
        _by_month(months, missing),
        kinds,
        *(replace(table, rows=table.rows + unnamed) if table.rows else table for table in others),
    ]


def unnamed_of(kinds: Table) -> list[Row]:
    """Return the row of what is in the sums and not named, if there is any, out of the table by kind."""
    return [row for row in kinds.rows if row.label == _kind_label(UNNAMED)]


def _kind_label(kind: str) -> str:
    return str(_("Items that are not named")) if kind == UNNAMED else kind_label(kind)


def _by_month(months: Mapping[date, Four], missing: Iterable[date]) -> Table:
    days = Counter(day.replace(day=1) for day in missing)
    sums: dict[str, _Sum] = {}
    for month, figures in months.items():
        counted = days[month] < whole_months(month, month).days
        label = str(date_format(month, "YEAR_MONTH_FORMAT"))
        sums[label] = (figures.views, figures.downloads) if counted else (None, None)
    return Table("month", _("By month"), "", _rows(sums))


def _most(parts: Iterable[Part], name: str, label_of: Callable[[str], str]) -> list[Row]:
    """Return the rows of the values, the most viewed first as far as that is told."""
    sums: dict[str, _Sum] = {}
    for part in parts:
        for value in part.values.get(name, ()):
            views, downloads = sums.get(label_of(value), (0, None))
            sums[label_of(value)] = _plus(views, part.views), _plus(downloads, part.downloads)
    return sorted(_rows(sums), key=lambda row: (order_of(row.views), row.label))[:MOST_ROWS]


def _plus(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)


def _rows(sums: Mapping[str, _Sum]) -> list[Row]:
    views = told_of_parts({label: views for label, (views, _downloads) in sums.items()})
    downloads = told_of_parts({label: downloads for label, (_views, downloads) in sums.items()})
    return [Row(label, views[label], downloads[label]) for label in sums]
