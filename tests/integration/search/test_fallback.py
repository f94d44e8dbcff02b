"""What the catalogue answers while the engine does not: every filter as the engine would, titles however they are typed."""

from collections.abc import Callable

import pytest

from accounts.roles import Role
from catalogue.facets import FACETS
from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer, anonymous_viewer, viewer_for
from catalogue.vocabulary import get_vocabulary
from search.engines.base import SearchResults
from search.params import SearchParams
from search.results.browsing import browse
from search.results.finding import find, read_query
from tests.factories import advocacy_outcome, case_study, court_case, new_organisation, person, publication, topic
from tests.integration.search.test_engine_contract import ANY_TEXT

pytestmark = pytest.mark.django_db

MEMBERS = Viewer(frozenset({"public", "network"}), anonymous_viewer().day)


def fallback(params: SearchParams, viewer: Viewer | None = None) -> SearchResults:
    """Return the catalogue's answer to a search."""
    vocabulary = get_vocabulary()
    return browse(params, read_query(params, vocabulary), viewer or anonymous_viewer(), vocabulary)


@pytest.fixture
def titles() -> Callable[[str], set[str]]:
    """The titles that the catalogue finds for some words."""

    def found(text: str) -> set[str]:
        keys = [hit.entry_id for hit in fallback(SearchParams(text=text)).hits]
        return set(CatalogueEntry.objects.filter(pk__in=keys).values_list("title", flat=True))

    return found


def same(params: SearchParams, viewer: Viewer) -> None:
    """Check that engine and catalogue find the same entries in the same order."""
    engine, catalogue = find(params, viewer), fallback(params, viewer)
    assert catalogue.total == engine.total, params
    assert [hit.entry_id for hit in catalogue.hits] == [hit.entry_id for hit in engine.hits], params


def test_every_facet_tells_two_items_apart_as_the_engine_does():
    case_study(
        topics=["debt-bondage"], exploitation_countries=("NL",), origin_countries=("RO",), language="fr",
        organisation=new_organisation(slug="la-strada"),
    )  # fmt: skip
    court_case(
        topics=["compensation"],
        countries=("BE",),
        outcome="acquitted",
        articles=("ECHR Art. 4",),
        verification="source",
    )
    values = {
        "kind": "case_study", "topic": "compensation", "form": "debt-bondage", "country": "NL", "origin": "RO",
        "year": "2022", "outcome": "acquitted", "instrument": "ECHR", "language": "fr", "organisation": "la-strada",
        "verification": "source",
    }  # fmt: skip
    assert values.keys() == set(FACETS)
    for facet, value in values.items():
        assert fallback(SearchParams(chosen={facet: (value,)})).total == 1, facet
        same(SearchParams(chosen={facet: (value,)}), MEMBERS)


def test_a_value_that_belongs_to_another_facet_finds_nothing_as_in_the_engine():
    case_study(topics=["forced-labour"], exploitation_countries=("NL",))
    for chosen in (
        {"topic": ("forced-labour",)},
        {"form": ("compensation",)},
        {"year": ("２０２３",)},
        {"year": ("x",)},
        {"country": ("nl",)},
    ):
        same(SearchParams(chosen=chosen), MEMBERS)
        assert not fallback(SearchParams(chosen=chosen)).total


def test_an_item_of_a_retired_topic_counts_below_the_broader_one_as_in_the_engine():
    case_study(topics=["debt-bondage"])
    retired = topic("debt-bondage")
    retired.retired_at = "2026-01-01T00:00Z"
    retired.save()
    same(SearchParams(chosen={"topic": ("trafficking-in-human-beings",)}), MEMBERS)
    assert fallback(SearchParams(chosen={"topic": ("trafficking-in-human-beings",)})).total == 1


@pytest.mark.parametrize("law", ["Wetboek van Strafrecht", "Code pénal", "Уголовный кодекс", 'Law "on names" 50%_\\'])
def test_an_instrument_is_found_in_any_script(law):
    court_case(title="Of this law", articles=(f"{law} Art. 4",))
    court_case(title="Of another law", articles=("ECHR Art. 4",))
    same(SearchParams(chosen={"instrument": (law,)}), MEMBERS)
    assert fallback(SearchParams(chosen={"instrument": (law,)})).total == 1


@pytest.mark.parametrize("typed", ["désolé", "DÉSOLÉ", "desole", "Desole", '"désolé"'])
def test_accents_and_case_do_not_matter_in_titles(titles, typed):
    case_study(title="Le juge désolé")
    publication(title="LE JUGE DÉSOLÉ")
    advocacy_outcome(title="Else")
    assert titles(typed) == {"Le juge désolé", "LE JUGE DÉSOLÉ"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("orch", {"Orchard workers", "Workers of an orchard"}),
        ("chard", set()),
        ('"orchard workers"', {"Orchard workers"}),
        ('"orchard work"', set()),
        ("workers -of", {"Orchard workers"}),
        ("workers NOT of", {"Orchard workers"}),
        ("workers AND orchard", {"Orchard workers", "Workers of an orchard"}),
        ("kitchen OR of", {"Workers of an orchard", "In a kitchen"}),
        ("25965/04", {"In a kitchen"}),
        ("ТОРГІВЛЯ", {"Торгівля людьми на фермі"}),
        ("强迫", {"被强迫劳动"}),
    ],
)
def test_words_are_found_from_their_beginning_and_phrases_whole(titles, typed, found):
    for title in ("Orchard workers", "Workers of an orchard", "Торгівля людьми на фермі", "被强迫劳动"):
        case_study(title=title)
    court_case(title="In a kitchen", case_numbers=("25965/04",))
    assert titles(typed) == found


@pytest.mark.parametrize("text", ANY_TEXT)
def test_any_text_gives_an_answer(text):
    case_study()
    assert fallback(SearchParams(text=text)).total in (0, 1)


def test_the_sharing_agreement_holds():
    case_study(title="Orchard", audience="network")
    for params in (SearchParams(text="orchard"), SearchParams()):
        assert not fallback(params).total
        assert fallback(params, viewer_for(person(Role.NETWORK_READER))).total == 1
