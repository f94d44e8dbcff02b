"""What the collection lacks: topics, countries and years about which there are few cases or none."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count

from accounts.countries import country_name
from cases.models import CASE_TYPES
from catalogue.labels import Names, label_of_topic
from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer
from catalogue.vocabulary import Vocabulary

from ..models import EmptySearch

FEW = 2
# A table of more columns is wider than a page.
MOST_COUNTRIES = 10
YEARS = 10
MOST_SEARCHES = 50


@dataclass(frozen=True, slots=True)
class Grid:
    """How many cases there are of each topic below a broad one, from each country."""

    heading: str
    rows: list[tuple[str, list[int]]]

    @property
    def empty(self) -> int:
        """The number of gaps."""
        return sum(number == 0 for _label, numbers in self.rows for number in numbers)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is lacking: a grid for each broad topic, the years, and by name the topics without a case and those with few.

    The grids are of the countries with most cases, and of cases about the `years`.
    """

    years: tuple[int, int]
    countries: list[str]
    grids: list[Grid]
    by_year: list[tuple[int, int]]
    topics_without: list[str]
    topics_with_few: list[tuple[str, int]]
    # What was looked for in vain, and on how many days.
    looked_for: list[tuple[str, int]]


def gaps_of(viewer: Viewer, vocabulary: Vocabulary, last_year: int) -> Gaps:
    """Return what the collection lacks: of the cases that the viewer may read, over the ten years up to the last."""
    kinds = [model.kind.code for model in CASE_TYPES]
    entries = CatalogueEntry.objects.seen_by(viewer).filter(kind__in=kinds)
    cases = list(entries.only("topics", "countries", "first_year", "year"))
    years = (last_year - YEARS + 1, last_year)
    recent = [case for case in cases if _overlaps(case, years)]
    columns = _most_frequent(recent)
    topics = Counter(slug for case in cases for slug in vocabulary.with_broader(case.topics))
    names = Names(vocabulary)
    leaves = [
        (label_of_topic(slug, names), topics[slug]) for slug, one in vocabulary.concepts.items() if not one.retired
    ]
    return Gaps(
        years,
        [country_name(code) for code in columns],
        _grids(recent, columns, vocabulary),
        [(year, sum(_overlaps(case, (year, year)) for case in cases)) for year in range(years[1], years[0] - 1, -1)],
        sorted(label for label, number in leaves if number == 0),
        sorted(((label, number) for label, number in leaves if 0 < number <= FEW), key=lambda pair: (pair[1], pair[0])),
        _looked_for(),
    )


def _looked_for() -> list[tuple[str, int]]:
    """Return the searches that found nothing on so many days that they tell of nobody, the most frequent first."""
    asked = EmptySearch.objects.order_by().values_list("words").annotate(days=Count("day"))
    return list(asked.filter(days__gte=settings.USAGE_SMALLEST_SHOWN).order_by("-days", "words")[:MOST_SEARCHES])


def _overlaps(case: CatalogueEntry, years: tuple[int, int]) -> bool:
    if case.year is None:
        return False
    return (case.first_year or case.year) <= years[1] and case.year >= years[0]


def _most_frequent(cases: list[CatalogueEntry]) -> list[str]:
    countries = Counter(code for case in cases for code in case.countries)
    return sorted(countries, key=lambda code: (-countries[code], code))[:MOST_COUNTRIES]


def _grids(cases: list[CatalogueEntry], columns: list[str], vocabulary: Vocabulary) -> list[Grid]:
    cells = Counter(
        (slug, code) for case in cases for slug in vocabulary.with_broader(case.topics) for code in case.countries
    )
    concepts = vocabulary.concepts
    return [
        Grid(
            concepts[root].label(),
            [(concepts[slug].label(), [cells[slug, code] for code in columns]) for slug in concepts[root].narrower],
        )
        for root in vocabulary.roots()
    ]
