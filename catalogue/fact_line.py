"""The line of facts under the title of an entry."""

from collections.abc import Callable
from typing import Any

from accounts.countries import country_name
from cases.codes.advocacy import Level
from cases.codes.courts import Outcome
from publications.codes import PublicationType

from .models import CatalogueEntry

_OUTCOMES, _LEVELS, _TYPES = dict(Outcome.choices), dict(Level.choices), dict(PublicationType.choices)
# What distinguishes an entry of its kind, in the order of the line: facts of the description, and how each is said.
_FACTS: dict[str, Callable[[Any], Any]] = {
    "court": str,
    "citation": str,
    "outcome": _OUTCOMES.get,
    "actor": str,
    "level": _LEVELS.get,
    "publication_type": _TYPES.get,
    "authors": lambda names: ", ".join(names[:3]),
    "edition": str,
}


def fact_line(entry: CatalogueEntry) -> list[str]:
    """Return the facts under a title: what distinguishes this kind, where, and when."""
    details = {**entry.facts, "outcome": entry.outcome}
    facts = [say(details[name]) for name, say in _FACTS.items() if details.get(name)]
    facts.append(", ".join(country_name(code) for code in entry.countries[:4]))
    if entry.year:
        several = entry.first_year and entry.first_year != entry.year
        facts.append(f"{entry.first_year}–{entry.year}" if several else str(entry.year))
    if entry.organisation:
        facts.append(entry.organisation.name)
    return [str(fact) for fact in facts if fact]
