"""What a query becomes on Elasticsearch, as far as it can be told without a server."""

from dataclasses import replace
from typing import Any

import pytest

from catalogue.recognition.everyday_words import Meaning
from search.engines import weights
from search.engines.elasticsearch.translate import in_page, matching
from search.engines.tokens import marked_stems
from search.query.language import Clause, Kind, Named, Phrase, Query, Word
from search.query.parse import parse
from tests.unit.search.written import dictionaries


def close_together(text: str) -> list[str]:
    """Return the stems that weigh more where they stand close together, by the rules of English."""
    pairs = [part["query"] for part in dictionaries(matching(parse(text))) if "slop" in part]
    return [pair for pair in pairs if pair.startswith(STEM)]


# Before a stem of English.
STEM = marked_stems(["x"], "en")[0].removesuffix("x")


@pytest.mark.parametrize(
    ("typed", "pairs"),
    [
        ("kitchen cellar night", ["kitchen cellar", "cellar night"]),
        ("kitchen AND cellar", ["kitchen cellar"]),
        ("kitchen", []),
        ('kitchen "cellar night" van', []),
        ("kitchen OR cellar night", []),
        ("kitchen -cellar", []),
    ],
)
def test_neighbouring_words_weigh_more_where_they_stand_close_together(typed, pairs):
    assert close_together(typed) == [" ".join(marked_stems(pair.split(), "en")) for pair in pairs]


def test_two_forms_of_one_word_are_no_neighbours_in_its_language():
    assert close_together("cellar cellars") == []


def test_where_words_do_not_decide_the_order_nobody_looks_how_close_they_are():
    body = matching(parse("kitchen cellar"), by_words=False)
    assert not [part for part in dictionaries(body) if "slop" in part]


BOY = Word("boy", (Meaning("7", {"en": ("boy", "lad"), "de": ("Junge", "Bub")}), Meaning("9", {"en": ("servant",)})))
UNHEARD = Word("unheard")


def ways(*clauses: Clause) -> list[list[dict[str, Any]]]:
    """Return for each clause of a search the queries of which the best decides."""
    found = [part["dis_max"] for part in dictionaries(matching(Query(clauses))) if "dis_max" in part]
    assert {one["tie_breaker"] for one in found} <= {weights.FURTHER}
    return [one["queries"] for one in found]


def test_each_word_counts_by_the_best_of_itself_and_its_meanings_and_that_it_is_there_at_all():
    of_boy, of_unheard = ways(BOY, UNHEARD)
    asked = [part["term"]["stems"] for part in of_boy if "term" in part]
    assert asked == [{"value": "m7", "boost": weights.MEANING}, {"value": "m9", "boost": weights.MEANING}]
    assert marked_stems(["unheard"], "en")[0] in of_unheard[0]["bool"]["must"][0]["match"]["stems"].split()
    there = [part["match_all"] for part in dictionaries(matching(Query((BOY, UNHEARD)))) if "match_all" in part]
    assert there == [{"boost": weights.MATCHED}] * 2


@pytest.mark.parametrize("required", [(BOY,), (UNHEARD, Word("quagga"))])
def test_where_all_has_to_match_or_nothing_is_meant_no_meaning_is_asked(required):
    terms = [part["term"].get("stems", {}) for part in dictionaries(matching(Query(required))) if "term" in part]
    assert not [term for term in terms if term and term["value"].startswith("m")]


def test_of_a_name_of_several_words_each_has_to_be_meant_or_there():
    named = Named((BOY, UNHEARD), ())
    (name,) = [
        part["bool"] for part in ways(named, UNHEARD)[0] if part.get("bool", {}).get("boost") == weights.NAME_MEANT
    ]
    boy, unheard = name["must"]
    assert {"term": {"stems": {"value": "m7", "boost": 1.0}}} in boy["bool"]["should"]
    assert marked_stems(["unheard"], "en")[0] in unheard["match"]["stems"].split()


def test_what_all_of_a_name_means_is_asked_for_beside_what_its_words_do():
    named = Named((BOY, UNHEARD), (), (Meaning("5", {}),))
    _words, whole, by_part = [
        part for part in ways(named, UNHEARD)[0] if part.get("bool", {}).get("boost") != weights.LETTERS
    ]
    assert whole == {"term": {"stems": {"value": "m5", "boost": weights.MEANING}}}
    assert by_part["bool"]["boost"] == weights.NAME_MEANT


def test_a_name_whose_words_mean_nothing_is_not_looked_for_by_meanings():
    named = Named((UNHEARD, Word("quagga")), ())
    assert not [part for part in dictionaries(matching(Query((named, BOY)))) if part.get("boost") == weights.NAME_MEANT]


def test_the_page_that_is_shown_has_the_words_or_what_they_mean():
    asked = in_page(Query((BOY, Phrase(("night", "shift")))))["bool"]["should"]
    assert {"term": {"pages.meanings": {"value": "m9", "boost": 1.0}}} in asked
    assert {"match_phrase": {"pages.words": {"query": "night shift"}}} in asked
    fields = {field: stems for part in dictionaries(asked) for field, stems in part.get("match", {}).items()}
    assert fields.keys() == {"pages.stems", "pages.meanings"}, "where the stems without accents are"
    for stems in fields.values():
        assert set(marked_stems(["boy"], "en") + marked_stems(["boy"], "hu")) <= set(stems.split())


def test_neighbours_are_looked_for_in_the_languages_of_the_question_where_these_are_known():
    query = replace(parse("kitchen cellar"), languages=("en", "de"))
    pairs = [part["query"] for part in dictionaries(matching(query)) if "slop" in part]
    assert pairs == [" ".join(marked_stems(["kitchen", "cellar"], language)) for language in ("en", "de")]


# What an index of a million entries gives a word that one of them has, at the most: BM25 in Lucene has no factor above its IDF.
RAREST = 14.0


def test_what_matches_everything_comes_before_the_most_that_any_words_can_add():
    several = [f"word{number}" for number in range(24)]
    for words, text in (
        (2, "boy zoo"),
        (24, " ".join(several)),
        (25, f"{' OR '.join(several)} zoo"),
        (25, f'"{" ".join(several)}" zoo'),
    ):
        (first,) = matching(parse(text))["should"]
        topics = 3 * weights.SUBJECTS[Kind.TOPIC]
        most = (1 + weights.MEANING + topics + weights.LETTERS + weights.NEAR) * weights.OWN_LANGUAGE * RAREST
        assert first["constant_score"]["boost"] > words * most
