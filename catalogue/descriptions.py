"""What the catalogue says about an item, taken from the page field by field. Nothing that is not named here is public.

A description is made of an item whose topics are given, so that one and ten thousand cost the same a piece.
"""

from dataclasses import dataclass, field, fields
from functools import singledispatch
from typing import Any

from cases.models import AdvocacyOutcomePage, CaseBase, CaseStudyPage, CourtCasePage, SharedItem
from publications.models import PublicationPage

from .recognition.laws import provisions


@dataclass(slots=True)
class Description:
    """The part of a catalogue entry that differs by kind, column by column, and the text of the item."""

    year: int | None = None
    first_year: int | None = None
    outcome: str = ""
    verification: str = ""
    countries: tuple[str, ...] = ()
    origin_countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    instruments: list[str] = field(default_factory=list)
    # What the line under the title shows; codes are labelled in the reader's language.
    facts: dict[str, Any] = field(default_factory=dict)
    by_initials: bool = False
    # By which people look for the item.
    identifiers: list[str] = field(default_factory=list)
    text: str = ""

    def columns(self) -> dict[str, Any]:
        """Return the columns of the entry that these are: all but the text."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "text"}


@singledispatch
def describe(item: SharedItem) -> Description:
    """Return the description of an item.

    Raises:
        TypeError: for a kind of item that the catalogue does not know.
    """
    raise TypeError(f"{type(item).__name__} has no place in the catalogue.")


@describe.register
def _case_study(item: CaseStudyPage) -> Description:
    return Description(
        year=item.year_to,
        first_year=item.year_from,
        countries=item.exploitation_countries,
        origin_countries=item.origin_countries,
        verification=item.verification,
        languages=(item.language,),
        facts={"purposes": list(item.purposes)},
        text=_narrative(item),
    )


@describe.register
def _court_case(item: CourtCasePage) -> Description:
    year = item.decision_date.year
    return Description(
        year=year,
        first_year=year,
        outcome=item.outcome,
        countries=item.countries,
        verification=item.verification,
        languages=(item.language,),
        instruments=list(instruments(item.articles)),
        facts={
            "court": item.court,
            "citation": item.neutral_citation,
            "case_numbers": list(item.case_numbers),
            "ecli": item.ecli,
            "decided": item.decision_date.isoformat(),
        },
        by_initials=item.initials is not None,
        identifiers=_given(*item.case_numbers, item.ecli, item.neutral_citation),
        text="\n\n".join([_narrative(item), item.court, "\n".join(item.articles)]),
    )


@describe.register
def _advocacy_outcome(item: AdvocacyOutcomePage) -> Description:
    return Description(
        year=item.date.year,
        first_year=item.date.year,
        countries=item.countries,
        verification=item.verification,
        languages=(item.language,),
        facts={"actor": item.actor, "level": item.level},
        text="\n\n".join([_narrative(item), item.actor]),
    )


@describe.register
def _publication(item: PublicationPage) -> Description:
    return Description(
        year=item.year,
        first_year=item.year,
        countries=item.countries,
        languages=item.languages,
        facts={
            "publication_type": item.publication_type,
            "authors": list(item.authors),
            "edition": item.edition,
            "licence": item.licence,
            "doi": item.doi,
        },
        identifiers=_given(item.doi),
        text="\n\n".join([item.summary, item.abstract, "\n".join(item.authors)]),
    )


def _narrative(item: CaseBase) -> str:
    return "\n\n".join([item.summary, *(text for _field, _heading, text in item.sections())])


def _given(*identifiers: str) -> list[str]:
    return [identifier for identifier in identifiers if identifier]


def instruments(articles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the laws of some articles and the articles themselves, by the names that questions are recognised by."""
    return tuple(dict.fromkeys(value for article in articles for value in provisions(article)))
