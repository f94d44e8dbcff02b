"""The list of facts beside a text: labels and values in the reader's language, linked to the search where that helps."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from babel.numbers import format_currency

from accounts.countries import country_name
from cases.codes.advocacy import DatePrecision
from cases.codes.languages import language_name
from cases.models import AdvocacyOutcomePage, CaseBase, CaseStudyPage, CourtCasePage, SharedItem
from catalogue.descriptions import instruments
from publications.doi import doi_url
from publications.models import PublicationPage
from search.addresses import facet_url


@dataclass(slots=True)
class Value:
    """A value, where it leads, and its language if it is not the page's."""

    text: str
    url: str | None = None
    lang: str | None = None


@dataclass(slots=True)
class Fact:
    """A label and its values."""

    label: str
    values: list[Value]


@singledispatch
def facts_of(item: SharedItem) -> list[Fact]:
    """Return the facts of an item that have a value.

    Raises:
        TypeError: for a kind of item without a page.
    """
    raise TypeError(f"{type(item).__name__} has no page.")


@facts_of.register
def _case_study(item: CaseStudyPage) -> list[Fact]:
    means = [Value(_("not needed: the person was a child"))] if item.is_child else _codes(item, "means")
    return _with_values(
        Fact(_("Year"), _years(item)),
        Fact(_("Age when it began"), _choice(item, "age_band")),
        Fact(_("Gender"), _choice(item, "gender")),
        Fact(_("Exploitation in"), _countries(item.exploitation_countries, "country")),
        Fact(_("Country of origin"), _countries(item.origin_countries, "origin")),
        Fact(_("Through"), [Value(country_name(code)) for code in item.transit_countries]),
        Fact(_("Act"), _codes(item, "acts")),
        Fact(_("Means"), means),
        Fact(_("Purpose"), _codes(item, "purposes")),
        Fact(_("Economic sector"), _codes(item, "sectors")),
        Fact(_("Help given"), _codes(item, "support_types")),
        _verification(item),
        *_language(item),
    )


@facts_of.register
def _court_case(item: CourtCasePage) -> list[Fact]:
    return _with_values(
        Fact(_("Court"), _text(item.court)),
        Fact(_("Date of the decision"), _date(item.decision_date)),
        Fact(_("Outcome"), _choice(item, "outcome", facet_url("outcome", item.outcome))),
        Fact(_("Instance"), _choice(item, "instance")),
        Fact(_("Jurisdiction"), _text(item.jurisdiction)),
        Fact(_("Country"), _countries(item.countries, "country")),
        Fact(_("Case number"), [Value(number) for number in item.case_numbers]),
        Fact("ECLI", _text(item.ecli)),
        Fact(_("Neutral citation"), _text(item.neutral_citation)),
        Fact(_("Law"), [Value(article, facet_url("instrument", instruments((article,))[-1])) for article in item.articles]),
        Fact(_("Remedies"), _codes(item, "remedies")),
        Fact(_("Compensation"), _money(item)),
        Fact(_("Non-punishment"), _choice(item, "non_punishment")),
        Fact(_("Act"), _codes(item, "acts")),
        Fact(_("Means"), _codes(item, "means")),
        Fact(_("Purpose"), _codes(item, "purposes")),
        Fact(_("Economic sector"), _codes(item, "sectors")),
        Fact(_("Source"), [Value(_("Read the judgment"), item.source)] if item.source else []),
        _verification(item),
        *_language(item),
    )  # fmt: skip


@facts_of.register
def _advocacy_outcome(item: AdvocacyOutcomePage) -> list[Fact]:
    written = {DatePrecision.MONTH: "F Y", DatePrecision.YEAR: "Y"}.get(DatePrecision(item.date_precision))
    return _with_values(
        Fact(_("Who changed"), _text(item.actor)),
        Fact(_("Kind of change"), _codes(item, "change_kinds")),
        Fact(_("Level"), _choice(item, "level")),
        Fact(_("Country"), _countries(item.countries, "country")),
        Fact(_("Date"), _date(item.date, written)),
        Fact(_("Our contribution"), _choice(item, "contribution_strength")),
        Fact(_("Evidence"), [Value(_("Open the evidence"), item.evidence_url)] if item.evidence_url else []),
        Fact(_("Substantiated by"), _text(item.substantiated_by)),
        _verification(item),
        *_language(item),
    )


@facts_of.register
def _publication(item: PublicationPage) -> list[Fact]:
    return _with_values(
        Fact(_("Authors"), [Value(author) for author in item.authors]),
        Fact(_("Year"), [Value(str(item.year), facet_url("year", str(item.year)))]),
        Fact(_("Type"), _choice(item, "publication_type")),
        Fact(_("Edition"), _text(item.edition)),
        Fact("DOI", [Value(item.doi, doi_url(item.doi))] if item.doi else []),
        Fact(_("Languages"), [Value(language_name(code), facet_url("language", code)) for code in item.languages]),
        Fact(_("Country"), _countries(item.countries, "country")),
    )


def _with_values(*facts: Fact) -> list[Fact]:
    return [fact for fact in facts if fact.values]


def _text(text: str) -> list[Value]:
    return [Value(text)] if text else []


def _choice(item: Any, field: str, url: str | None = None) -> list[Value]:
    display: Callable[[], Any] = getattr(item, f"get_{field}_display")
    return [Value(str(display()), url)] if getattr(item, field) else []


def _years(item: CaseStudyPage) -> list[Value]:
    """Return the years as one value; a preview of what is not complete may have one of them or none."""
    years = dict.fromkeys(year for year in (item.year_from, item.year_to) if year is not None)
    return [Value("–".join(map(str, years)))] if years else []


def _date(day: date | None, written: str | None = None) -> list[Value]:
    if day is None:
        return []
    return [Value(date_format(day, written) if written else date_format(day))]


def _codes(item: SharedItem, field: str) -> list[Value]:
    labels: Iterable[Any] = item._meta.get_field(field).labels(getattr(item, field))
    return [Value(str(label)) for label in labels]


def _countries(codes: Iterable[str], facet: str) -> list[Value]:
    return [Value(country_name(code), facet_url(facet, code)) for code in codes]


def _money(item: CourtCasePage) -> list[Value]:
    if item.compensation_amount is None:
        return []
    return [Value(format_currency(item.compensation_amount, item.compensation_currency, locale=get_language() or "en"))]


def _verification(item: CaseBase) -> Fact:
    return Fact(_("Verification"), _choice(item, "verification", facet_url("verification", item.verification)))


def _language(item: SharedItem) -> list[Fact]:
    return [Fact(_("Language of the text"), [Value(item.language_name, facet_url("language", item.language))])]
