"""What every search engine must do, whatever it is made of."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from wagtail.models import Collection

import pytest

from accounts.roles import Role
from catalogue.models import CatalogueEntry
from catalogue.visibility import viewer_for
from files.services import store_file
from search.documents import documents_for
from search.engines import get_engine
from search.engines.base import Writer
from tests.factories import case_study, court_case, entry_of, person, publication
from tests.makers import make_pdf

pytestmark = pytest.mark.django_db

ANY_TEXT = [
    '"', '""', "AND", "OR", "NOT", "NEAR(a b)", "-", "--", '-"', "a*", "^a", "title:a", "(", ")", "{a", "a\0b",
    "x" * 10_000, "a " * 5_000, "'; DROP TABLE search_doc; --", "\\", "[a-z]+", "/.*/", "عمل قسري", "强迫劳动",
    "🙂", "\u202e", "%", "OR OR OR", "a OR", "OR a", "-a -b", '"a" OR -b', "é" * 500,
]  # fmt: skip


def test_words_match_in_the_inflection_of_their_language(found):
    case_study(title="One", language="nl", what_happened="De slachtoffers werden uitgebuit.")
    case_study(title="Two", language="en", what_happened="The victims were exploited in orchards.")
    case_study(title="Three", language="uk", what_happened="Йому погрожували на фермах.")
    assert found("slachtoffer") == ["One"]
    assert found("orchard") == ["Two"]
    assert found("ферма") == ["Three"]


@pytest.mark.parametrize("typed", ["desole", "DÉSOLÉ", "désole"])
def test_accents_and_case_never_matter(found, typed):
    case_study(title="Un", language="fr", what_happened="Le juge était désolé.")
    assert found(f'"{typed}"') == ["Un"]


def test_a_phrase_keeps_its_order_and_its_stop_words(found):
    case_study(title="Right", what_happened="He spoke of freedom of movement there.")
    case_study(title="Wrong", what_happened="The movement for freedom of speech.")
    assert found('"freedom of movement"') == ["Right"]


def test_minus_excludes_words_and_phrases(found):
    case_study(title="With", what_happened="Farm work and debt.")
    case_study(title="Without", what_happened="Farm work and threats.")
    assert found("farm -debt") == ["Without"]
    assert found('farm -"work and debt"') == ["Without"]
    assert found("-debt") == ["Without"]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("farm NOT debt", {"Without"}),
        ('farm NOT "debt that was"', {"Without"}),
        ("NOT debt farm", {"Without"}),
        ("NOT debt", {"Without"}),
        ("farm AND debt", {"With"}),
        ("farm AND nowhere", set()),
        ("AND farm AND", {"With", "Without"}),
        ("farm AND NOT debt", {"Without"}),
        ("threats OR debt NOT quagga", {"With", "Without"}),
        ("farm NOT", {"With", "Without"}),
        ("farm not debt", {"With", "Without"}),
    ],
)
def test_and_and_not_in_capitals_are_no_words(found, typed, titles):
    case_study(title="With", what_happened="Farm work and debt that was not paid.")
    case_study(title="Without", what_happened="Farm work and threats.")
    assert set(found(typed)) == titles


def test_or_joins_alternatives(found):
    case_study(title="Ship", what_happened="On a trawler.")
    case_study(title="Field", what_happened="In an orchard.")
    case_study(title="Kitchen", what_happened="In a kitchen.")
    assert set(found("trawler OR orchard")) == {"Ship", "Field"}


def test_a_title_hit_comes_before_a_text_hit(found):
    case_study(title="Something else", what_happened="Compensation was asked for, and compensation was refused.")
    case_study(title="Compensation refused", what_happened="A long text about other things.")
    assert found("compensation") == ["Compensation refused", "Something else"]


def test_identifiers_are_found_like_titles(found):
    court_case(title="A v B", case_numbers=("25965/04",), ecli="ECLI:CE:ECHR:2010:0107JUD002596504")
    court_case(title="C v D", case_numbers=("25966/04",))
    assert found("25965/04") == ["A v B"]
    assert found("ECLI:CE:ECHR:2010:0107JUD002596504") == ["A v B"]


def test_the_number_of_a_case_says_more_than_the_words_beside_it(found):
    court_case(title="A v B", case_numbers=("25965/04",))
    for number in range(3):
        case_study(title=f"Application {number}", what_happened="An application was made, and the application refused.")
    assert found("application no. 25965/04")[0] == "A v B"


def test_initials_in_a_title_are_found_without_their_points(found):
    for title in ("V.C.L. and A.N. v. the United Kingdom", "Л.Е. v. Greece", "Rantsev v. Cyprus"):
        court_case(title=title)
    assert found("VCL") == ["V.C.L. and A.N. v. the United Kingdom"]
    assert found("ле") == ["Л.Е. v. Greece"]
    assert found("rantsevv") == []


def test_the_reference_finds_the_item(found):
    item = case_study(title="Mine")
    case_study(title="Other")
    assert found(item.reference) == ["Mine"]


@pytest.mark.parametrize(
    "words",
    ["mensenhandel", "торговля людьми", "trata de seres humanos", "Menschenhandel", '"traite des êtres humains"'],
)
def test_a_name_of_a_topic_in_any_language_finds_its_items(found, words):
    case_study(title="Tagged", topics=["trafficking-in-human-beings"])
    case_study(title="Not tagged")
    assert found(words) == ["Tagged"]


def test_a_broader_topic_finds_the_items_of_narrower_ones(search):
    case_study(topics=["debt-bondage"])
    assert search(topic=("trafficking-in-human-beings",)).total == 1


def test_facets_join_by_or_within_and_by_and_between(found):
    court_case(title="NL 2020", countries=("NL",), decision_date=date(2020, 1, 1))
    court_case(title="BE 2020", countries=("BE",), decision_date=date(2020, 1, 1))
    court_case(title="NL 2021", countries=("NL",), decision_date=date(2021, 1, 1))
    assert set(found(country=("NL", "BE"))) == {"NL 2020", "BE 2020", "NL 2021"}
    assert set(found(country=("NL", "BE"), year=("2020",))) == {"NL 2020", "BE 2020"}


def test_a_chosen_facet_still_counts_its_other_values(search):
    court_case(countries=("NL",), outcome="convicted")
    court_case(countries=("BE",), outcome="convicted")
    court_case(countries=("BE",), outcome="acquitted")
    results = search(country=("NL",))
    assert results.total == 1
    assert results.facets["country"] == {"NL": 1, "BE": 2}
    assert results.facets["outcome"] == {"convicted": 1}


def test_a_count_equals_the_results_after_the_click(search):
    for number in range(6):
        court_case(
            countries=("NL", "BE")[: 1 + number % 2],
            outcome=("convicted", "acquitted")[number % 2],
            topics=["compensation"] if number % 3 else [],
            decision_date=date(2018 + number % 3, 1, 1),
        )
    for chosen in ({}, {"country": ("BE",)}, {"country": ("BE",), "year": ("2019",)}):
        results = search(**chosen)
        for facet, counts in results.facets.items():
            for value, number in counts.items():
                clicked = {**chosen, facet: (value,)}
                assert search(**clicked).total == number, (chosen, facet, value)


def test_network_items_are_hidden_and_uncounted_for_the_public(search):
    case_study(title="Open", origin_countries=("RO",))
    case_study(title="Hidden", audience="network", origin_countries=("RO",))
    assert search().total == 1
    assert search().facets["origin"] == {"RO": 1}
    member = viewer_for(person(Role.NETWORK_READER))
    assert search(viewer=member).total == 2
    assert search(viewer=member).facets["origin"] == {"RO": 2}


def test_the_sharing_period_is_kept(found):
    today = timezone.localdate()
    case_study(title="Now", shared_from=today, shared_until=today)
    case_study(title="Later", shared_from=today + timedelta(days=1))
    case_study(title="Over", shared_until=today - timedelta(days=1))
    assert found() == ["Now"]


def test_years_of_a_span_count_and_filter(found, search):
    case_study(title="Long", year_from=2018, year_to=2021)
    case_study(title="Late", year_from=2023, year_to=2023)
    assert found(year=("2020",)) == ["Long"]
    assert found(year_from=2021, year_to=2022) == ["Long"]
    assert found(year_from=2022) == ["Late"]
    assert search().facets["year"] == {"2018": 1, "2019": 1, "2020": 1, "2021": 1, "2023": 1}


def test_sorts(found):
    court_case(title="Old", decision_date=date(2001, 1, 1))
    court_case(title="New", decision_date=date(2021, 1, 1))
    court_case(title="Middle", decision_date=date(2011, 1, 1))
    assert found(sort="newest") == ["New", "Middle", "Old"]
    assert found(sort="oldest") == ["Old", "Middle", "New"]
    assert found(sort="added") == ["Middle", "New", "Old"]


def test_pages_do_not_overlap_and_lose_nothing(found):
    for number in range(7):
        case_study(title=f"Case {number}")
    pages = [found(page=page, page_size=3) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({title for page in pages for title in page}) == 7


def test_the_passage_marks_the_words(search):
    case_study(what_happened="She was told to repay a debt that grew every month.")
    passage = search("debts month").hits[0].passage
    assert [text for text, hit in passage.pieces if hit] == ["debt", "month"]


@pytest.mark.parametrize("text", ANY_TEXT)
def test_any_text_gives_an_answer(search, text):
    case_study()
    assert search(text).total in (0, 1)


def test_chinese_text_is_found_by_its_parts(found):
    case_study(title="中文", language="zh", what_happened="他们被强迫劳动三年。")
    case_study(title="Other", language="zh", what_happened="他们回家了。")
    assert found("强迫劳动") == ["中文"]


def test_a_removed_entry_is_found_no_more(found):
    item = case_study(title="Gone", what_happened="Unmistakable.")
    get_engine().remove([entry_of(item).pk])
    get_engine().remove([entry_of(item).pk, 999_999])
    assert found("unmistakable") == []


def test_an_index_again_replaces_the_older_version(found):
    item = case_study(title="Changed", what_happened="Formerly.")
    item.what_happened = "Afterwards."
    item.save_revision().publish()
    assert found("formerly") == []
    assert found("afterwards") == ["Changed"]


def test_versions_are_those_of_the_catalogue():
    item = case_study()
    item.save_revision().publish()
    publication()
    assert dict(get_engine().versions()) == dict(CatalogueEntry.objects.values_list("pk", "version"))


def test_a_rebuild_replaces_everything(found):
    kept, dropped = case_study(title="Kept"), case_study(title="Dropped")

    def fill(writer: Writer) -> None:
        writer.add(documents_for([entry_of(kept).pk, entry_of(dropped).pk]))

    def catch_up(writer: Writer) -> None:
        writer.remove([entry_of(dropped).pk])

    get_engine().rebuild(fill, catch_up)
    assert found() == ["Kept"]


def test_a_failed_rebuild_leaves_the_old_index(found):
    case_study(title="Still here")

    def fail(writer: Writer) -> None:
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        get_engine().rebuild(fail, lambda writer: None)
    assert found("still") == ["Still here"]


def test_a_healthy_engine_says_so():
    assert get_engine().check_health() is None


def test_a_file_is_read_by_the_rules_of_its_own_language(found, media):
    german = store_file(
        file=ContentFile(make_pdf(["Den Gerichten"]), name="urteil.pdf"),
        title="Urteil",
        language="de",
        collection=Collection.get_first_root_node(),
    )
    publication(title="English", language="en", files=[german], abstract="The orchards.")
    assert found("Gericht") == ["English"]
    assert found("orchard") == ["English"]
