"""The embedded engine finds words that are spelled alike, and keeps no letters of a text that has gone."""

from django.conf import settings
from django.db import connection

import pytest

from catalogue.analysis.letters import latin, pieces
from search.engines.sqlite.schema import LETTERS
from tests.factories import case_study

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not settings.SEARCH_URL.startswith("sqlite"), reason="about the embedded index"),
]


def words_kept() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT word FROM {LETTERS}")
        return {word for (word,) in cursor.fetchall()}


@pytest.mark.parametrize(
    "typed", ["grenhouse", "greenhousing", "Treibgreenhouse", "грeenhouse", "greenhouseworker"], ids=str
)
def test_a_word_spelled_alike_is_found_and_marked_but_never_as_all_of_the_words(search, typed):
    case_study(title="Tomatoes", what_happened="In a greenhouse near the town.")
    case_study(title="Else", what_happened="On a ship at night.")
    results = search(f"{typed} unheard")
    assert (results.total, results.whole) == (1, 0)
    assert ("greenhouse", True) in results.hits[0].passage.pieces
    assert results.hits[0].lacks == (1,), "the other word"


def test_the_same_word_in_another_alphabet_is_found(found):
    case_study(title="Taken", what_happened="They held her pasport and paspor.")
    assert found("паспорт unheard") == ["Taken"]


def test_the_word_as_it_is_typed_ranks_first(found):
    case_study(title="Alike", what_happened="One greenhouses.")
    case_study(title="Typed", what_happened="One greenhousing.")
    case_study(title="Another", what_happened="One ship.")
    assert found("greenhousing unheard") == ["Typed", "Alike"]


def test_what_is_left_out_is_left_out_here_too(found):
    case_study(title="Tomatoes", what_happened="In a greenhouse near the town.")
    assert found("grenhouse unheard -town") == []


def test_hidden_texts_are_not_found_by_letters(search):
    case_study(title="Hidden", what_happened="In a greenhouse.", audience="network")
    assert search("grenhouse unheard").total == 0


@pytest.mark.parametrize("hidden", ["recommended greenhousing", "greenhouse", "greenhousex greenhousey greenhousez"])
def test_what_is_hidden_changes_no_number_of_what_is_found_by_letters(search, hidden):
    """Neither by taking the place of a word that is spelled alike, nor by being counted among those that have the word."""
    for number in range(3):
        case_study(title=f"Tomatoes {number}", what_happened="In a greenhouse near a greenhousy town.")
    before = search("greenhousa unheard").total
    for _number in range(25):
        case_study(title="Hidden", what_happened=f"{hidden} greenhousa.", audience="network")
    assert search("greenhousa unheard").total == before == 3


def test_half_of_a_name_that_is_spelled_alike_is_not_the_name(found):
    case_study(title="Else", what_happened="Costaricana is a costal town.")
    assert found("Costa Rica unheard") == []


def test_a_word_goes_with_the_last_text_that_has_it():
    first = case_study(what_happened="A quaggahouse and an okapihouse.")
    case_study(what_happened="Another quaggahouse.")
    assert {"quaggahouse", "okapihouse"} <= words_kept()
    first.unpublish()
    assert "okapihouse" not in words_kept()
    assert "quaggahouse" in words_kept()


def test_a_change_leaves_nothing_of_the_older_version():
    item = case_study(what_happened="A quaggahouse.")
    item.what_happened = "An okapihouse."
    item.save_revision().publish()
    assert "quaggahouse" not in words_kept()
    assert "okapihouse" in words_kept()


@pytest.mark.parametrize(
    ("word", "written"),
    [("паспорт", "pasport"), ("Київ", "kiiv"), ("μετανάστης", "metanastis"), ("Łódź", "lodz"), ("強迫", "強迫")],
)
def test_words_are_written_in_latin_letters(word, written):
    assert latin(word) == written


def test_short_words_numbers_and_signs_have_no_pieces():
    assert pieces("abc") == pieces("2019a") == pieces("强") == frozenset()
    assert pieces("abcde") == {"abcd", "bcde"}
