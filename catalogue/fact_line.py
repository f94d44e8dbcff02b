"""The line of facts under the title of an entry."""

from typing import Any

from accounts.countries import country_name
from cases.codes.advocacy import Level
from cases.codes.courts import Outcome
from publications.codes import PublicationType

from .models import CatalogueEntry, ItemKind

_OUTCOMES, _LEVELS, _TYPES = dict(Outcome.choices), dict(Level.choices), dict(PublicationType.choices)


def fact_line(entry: CatalogueEntry) -> list[str]:
    """Return the facts under a title: where, when, and what distinguishes this kind."""
    facts: list[Any] = []
    details = entry.facts
    match entry.kind:
        case ItemKind.COURT_CASE:
            facts += [details.get("court"), details.get("citation"), _OUTCOMES.get(entry.outcome)]
        case ItemKind.ADVOCACY_OUTCOME:
            facts += [details.get("actor"), _LEVELS.get(details.get("level"))]
        case ItemKind.PUBLICATION:
            facts += [
                _TYPES.get(details.get("publication_type")),
                ", ".join(details.get("authors", ())[:3]),
                details.get("edition"),
            ]
    facts.append(", ".join(country_name(code) for code in entry.countries[:4]))
    if entry.year:
        several = entry.first_year and entry.first_year != entry.year
        facts.append(f"{entry.first_year}–{entry.year}" if several else str(entry.year))
    if entry.organisation:
        facts.append(entry.organisation.name)
    return [str(fact) for fact in facts if fact]
