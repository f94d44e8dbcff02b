"""Who wrote an item, as far as it is known whether that is a person or an organisation.

The authors of a publication are lines of text. A line is a person's where it is written as bibliographies write people, “Family
name, given name”, and an organisation's where it is the name of one of the network. Of any other line nothing is said.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from accounts.characters import clean_line

from .models import CatalogueEntry


class AuthorKind(StrEnum):
    """What an author is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Author:
    """An author; only a person has a family and a given name."""

    name: str
    kind: AuthorKind = AuthorKind.UNKNOWN
    family: str = ""
    given: str = ""


def authors_of(entry: CatalogueEntry, organisations: Collection[str] = ()) -> list[Author]:
    """Return who is cited as the author: those of a publication, the court, else the organisation, named or not.

    Args:
        entry: the item.
        organisations: the names of the organisations of the network.
    """
    if names := entry.facts.get("authors"):
        known = {*organisations, entry.organisation.name} if entry.organisation else set(organisations)
        return [_author(clean_line(name), known) for name in names]
    if court := entry.facts.get("court"):
        return [Author(clean_line(court), AuthorKind.ORGANISATION)]
    name = clean_line(entry.organisation.name) if entry.organisation else _("A member of the network")
    return [Author(name, AuthorKind.ORGANISATION)]


def _author(name: str, organisations: Collection[str]) -> Author:
    if name in organisations:
        return Author(name, AuthorKind.ORGANISATION)
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and _may_be_family(family) and _may_be_given(given):
        return Author(name, AuthorKind.PERSON, family, given)
    return Author(name)


def _may_be_family(text: str) -> bool:
    """Whether it is short and no acronym: “UNODC, Vienna” and “Ministry of Justice of the Netherlands, The Hague” are no people."""
    return bool(text) and len(text.split()) <= 3 and not (len(text) > 1 and text.isupper())


def _may_be_given(text: str) -> bool:
    """Whether it is one to three words without small letters at the start, figures or another comma."""
    words = text.split()
    return (
        0 < len(words) <= 3
        and not any(word[0].islower() or not word[0].isalpha() for word in words)
        and "," not in text
    )
