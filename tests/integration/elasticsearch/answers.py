"""A table of searches over the demo, and what the engine answers to each. Run by itself it asks the embedded engine."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.test import override_settings

from bench.relevance.questions import TUNING, read_questions
from catalogue.facets import FACETS
from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer, anonymous_viewer
from search.params import SearchParams
from search.results.finding import find

# For each kind of reader what is answered to each search, and under FIRST what comes first for each question.
Answers = dict[str, list[Any]]
READERS = ("anyone", "members")
FIRST = "first"
QUESTIONS = tuple(question.text for question in read_questions(TUNING))

TABLE: tuple[SearchParams, ...] = (
    SearchParams(),
    *(SearchParams(text=text) for text in (
        "passport", "forced labour", "exploitation", "victims", "debts", "threatened", "employer passport", "recruiter",
        "compensation", "residence permit", "domestic worker", "begging children", "fishing", "construction site",
        '"forced labour"', '"domestic worker"', '"freedom of movement"', "labour -fishing", "-court", "farm OR construction",
        "trafficking OR slavery", "mensenhandel", "торговля людьми", "trata de personas", "Menschenhandel",
        "traite des êtres humains", "handel ludźmi", "trafic de persoane", "трафик на хора", "торгівля людьми",
        "insan ticareti", "slachtoffer", "victime", "opfer", "жертва", "non-punishment", "25965/04",
        "uitbuiting", "ECLI:CE:ECHR:2010:0107JUD002596504", "Rantsev", "rantsev cyprus", "DÉBITO", "zzzz", "CS-2026-0001", "l'exploitation",
        '"non-punishment of victims"', "OR", "''", "article 4", "Strasbourg court", "2010",
    )),
    *(SearchParams(chosen=chosen) for chosen in (
        {"kind": ("court_case",)}, {"kind": ("case_study", "publication")}, {"topic": ("compensation",)},
        {"topic": ("justice",)}, {"form": ("forced-labour",)}, {"country": ("NL",)}, {"country": ("NL", "BE")},
        {"origin": ("RO",)}, {"year": ("2010",)}, {"year": ("2017", "2019")}, {"outcome": ("convicted",)},
        {"language": ("nl",)}, {"language": ("en", "fr")}, {"kind": ("court_case",), "country": ("CY", "GR")},
        {"country": ("no-country",)}, {"year": ("no-year",)},
    )),
    SearchParams(text="victims", chosen={"kind": ("case_study",)}),
    SearchParams(text="passport", chosen={"language": ("en",), "country": ("NL",)}),
    SearchParams(year_from=2015),
    SearchParams(year_to=2012),
    SearchParams(text="exploitation", year_from=2010, year_to=2020),
    # As people ask, in ten languages.
    *(SearchParams(text=question) for question in QUESTIONS),
)  # fmt: skip


def answers() -> Answers:
    """Return the total and the numbers beside every choice, of what matches all that is asked for, and what comes first.

    How many match some of it depends on words that are spelled alike, which each engine finds by its own means.
    """
    anyone = anonymous_viewer()
    viewers = (anyone, Viewer(frozenset({"public", "network"}), anyone.day))
    titles = dict(CatalogueEntry.objects.values_list("pk", "title"))
    # Those that match some of a question are among them.
    first = [[titles[hit.entry_id] for hit in find(SearchParams(text=text), anyone).hits[:5]] for text in QUESTIONS]
    with override_settings(SEARCH_ENOUGH=0):
        found: Answers = {
            reader: [_answer(search, viewer) for search in TABLE]
            for reader, viewer in zip(READERS, viewers, strict=True)
        }
    return {**found, FIRST: first}


def _answer(search: SearchParams, viewer: Viewer) -> dict[str, Any]:
    results = find(search, viewer)
    return {"total": results.total, "facets": {facet: results.facets[facet] for facet in FACETS}}


def main() -> None:
    """Print what the embedded engine answers, as JSON."""
    from tests.database import copy_of, use_database  # noqa: PLC0415  Django has to be set up first
    from tests.demo import prepared_demo  # noqa: PLC0415  the same

    with tempfile.TemporaryDirectory() as folder:
        use_database(copy_of(prepared_demo(), Path(folder)))
        json.dump(answers(), sys.stdout)
