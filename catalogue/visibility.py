"""Who sees what: the one rule, for the catalogue, every search engine, files, feeds and exports."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Q

from accounts.permissions import Person, can_read_network
from cases.codes.sharing import Audience
from cases.days import today


class SharingAgreement(Protocol):
    """What an item and its entry have alike: who may read it, and from which day to which."""

    audience: str
    shared_from: date | None
    shared_until: date | None


@dataclass(frozen=True, slots=True)
class Viewer:
    """What decides whether somebody sees an item: the audiences they belong to, and the day."""

    audiences: frozenset[str]
    day: date

    def condition(self, prefix: str = "") -> Q:
        """Return the rule as a database condition on the catalogue, or on a relation to it."""
        return (
            Q(**{f"{prefix}audience__in": sorted(self.audiences)})
            & (Q(**{f"{prefix}shared_from__isnull": True}) | Q(**{f"{prefix}shared_from__lte": self.day}))
            & (Q(**{f"{prefix}shared_until__isnull": True}) | Q(**{f"{prefix}shared_until__gte": self.day}))
        )

    def sees(self, shared: SharingAgreement) -> bool:
        """Return the same rule for an item or an entry that is loaded."""
        return (
            shared.audience in self.audiences
            and (shared.shared_from is None or shared.shared_from <= self.day)
            and (shared.shared_until is None or shared.shared_until >= self.day)
        )


def viewer_for(user: Person) -> Viewer:
    """Return what the user sees today."""
    audiences = {Audience.PUBLIC, Audience.NETWORK} if can_read_network(user) else {Audience.PUBLIC}
    return Viewer(frozenset(str(audience) for audience in audiences), today())


ANYONE = frozenset({str(Audience.PUBLIC)})


def anonymous_viewer() -> Viewer:
    """Return what everybody sees today."""
    return Viewer(ANYONE, today())
