"""Entries as rows of a spreadsheet, codes labelled in the reader's language."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.codes.sharing import Audience

from .labels import value_labels
from .models import CatalogueEntry
from .vocabulary import Vocabulary

HEADINGS = (
    _("Reference"), _("Kind"), _("Title"), _("Summary"), _("Language"), _("First year"), _("Last year"), _("Countries"),
    _("Countries of origin"), _("Outcome in court"), _("Topics"), _("Organisation"), _("Who may read it"), _("Address"),
)  # fmt: skip
_AUDIENCES = dict(Audience.choices)
# What a spreadsheet would take for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class EntryRows:
    """Makes rows; one for an export, so that labels are looked up once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        facets = ("kind", "country", "origin", "outcome", "topic", "language")
        self._labels = {facet: value_labels(facet, vocabulary) for facet in facets}

    def of(self, entry: CatalogueEntry) -> list[str]:
        """Return an entry as a row under `HEADINGS`."""
        cells: list[Any] = [
            entry.reference, self._joined("kind", [entry.kind]), entry.title, entry.summary,
            self._joined("language", entry.languages), entry.first_year or "", entry.year or "",
            self._joined("country", entry.countries), self._joined("origin", entry.origin_countries),
            self._joined("outcome", [entry.outcome] if entry.outcome else []), self._joined("topic", entry.topics),
            entry.organisation.name if entry.organisation else "", _AUDIENCES[entry.audience],
            f"{settings.SITE_URL}{entry.get_absolute_url()}",
        ]  # fmt: skip
        return [harmless(str(cell)) for cell in cells]

    def _joined(self, facet: str, values: Any) -> str:
        return "; ".join(self._labels[facet](value) for value in values)


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula; the admin's exports use it too."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
