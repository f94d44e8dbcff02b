"""Entries as rows of a spreadsheet, codes labelled in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.codes.sharing import Audience

from .facets import FACETS
from .labels import Names, label_of_topic
from .models import CatalogueEntry
from .vocabulary import Vocabulary

_AUDIENCES = dict(Audience.choices)
# What a spreadsheet would take for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and what stands in it for an entry."""

    heading: Any
    cell: Callable[[CatalogueEntry, Names], Any]


def _facet(name: str) -> Column:
    """Return the column of a facet: the labels of an entry's values."""
    facet = FACETS[name]

    def cell(entry: CatalogueEntry, names: Names) -> str:
        return "; ".join(facet.label_of(value, names) for value in facet.source.values(entry, names.vocabulary))

    return Column(facet.heading, cell)


# These two stand at the beginning; every other facet with a heading comes after the years.
_EARLY = ("kind", "language")
COLUMNS = (
    Column(_("Reference"), lambda entry, _names: entry.reference),
    _facet("kind"),
    Column(_("Title"), lambda entry, _names: entry.title),
    Column(_("Summary"), lambda entry, _names: entry.summary),
    Column(_("In other languages"), lambda entry, _names: "\n".join(map(str, entry.translated()))),
    _facet("language"),
    Column(_("First year"), lambda entry, _names: entry.first_year or ""),
    Column(_("Last year"), lambda entry, _names: entry.year or ""),
    *(_facet(name) for name, facet in FACETS.items() if facet.heading and name not in _EARLY),
    Column(_("Topics"), lambda entry, names: "; ".join(label_of_topic(slug, names) for slug in entry.topics)),
    Column(_("Organisation"), lambda entry, _names: entry.organisation.name if entry.organisation else ""),
    Column(_("Who may read it"), lambda entry, _names: _AUDIENCES[entry.audience]),
    Column(_("In web search engines"), lambda entry, _names: _("yes") if entry.in_web_search else _("no")),
    Column(_("Address"), lambda entry, _names: f"{settings.SITE_URL}{entry.get_absolute_url()}"),
)
HEADINGS = tuple(column.heading for column in COLUMNS)


class EntryRows:
    """Makes rows; one for an export."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = Names(vocabulary)

    def of(self, entry: CatalogueEntry) -> list[str]:
        """Return an entry as a row under `HEADINGS`."""
        return [harmless(str(column.cell(entry, self._names))) for column in COLUMNS]


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula; the admin's exports use it too."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
