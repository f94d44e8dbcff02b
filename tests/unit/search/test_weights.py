"""What each thing weighs: the documents say the same as the code, and both engines ask for it."""

from pathlib import Path

from django.conf import settings

import pytest

from search.engines import weights
from search.engines.elasticsearch.translate import matching
from search.engines.sqlite.match import Expression
from search.engines.sqlite.sources import sources
from search.engines.tokens import ABOUT_TIMES, IN_TITLE, SUBJECT, subject_tokens
from search.query.language import Kind, Named, Query, Sequence, Subject, Word
from tests.unit.search.written import dictionaries

TIMES = {2: "twice", 3: "three times", 4: "four times", 6: "six times", 1: "once"}
COUNTRY = SUBJECT * ABOUT_TIMES.get("country", 1)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("the same in the title", f"counts {TIMES[IN_TITLE]}"),
        ("a number, such as", f"× {weights.NUMBER} |"),
        ("a word with the same meaning", f"× {weights.MEANING} |"),
        ("a topic of the item", f"× {weights.SUBJECTS[Kind.TOPIC]}, counts {TIMES[SUBJECT]} |"),
        (
            "a country of exploitation",
            f"× {weights.SUBJECTS[Kind.COUNTRY]}, counts {TIMES[COUNTRY]}; {TIMES[SUBJECT]} |",
        ),
        ("a year that words name", f"× {weights.SUBJECTS[Kind.YEAR]}, counts {TIMES[SUBJECT]} |"),
        (
            "a law or an article",
            f"× {weights.SUBJECTS[Kind.LAW]}, counts {TIMES[SUBJECT]}; × {weights.SUBJECTS[Kind.LAW]};"
            f" × {weights.SUBJECTS[Kind.COURT]:g} |",
        ),
        ("a word spelled alike", f"× {weights.LETTERS} |"),
        ("the words of a name of several", f"× {weights.NAME_MEANT} |"),
        ("whatever else speaks for", f"× {weights.FURTHER} |"),
        ("that the word or name is there", f"| {weights.MATCHED} |"),
        ("words that are neighbours", f"× {weights.NEAR} for"),
        ("an item in the language of the page", f"× {weights.OWN_LANGUAGE} |"),
    ],
)
def test_the_documents_say_what_each_thing_weighs(row: str, told: str):
    lines = (Path(settings.BASE_DIR) / "docs" / "search.md").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith(f"| {row}")]
    assert told in line


KINDS = {
    Kind.TOPIC: "compensation",
    Kind.COUNTRY: "PL",
    Kind.YEAR: "2019",
    Kind.LAW: "ECHR",
}


@pytest.mark.parametrize("kind", KINDS)
def test_both_engines_weigh_what_words_name_and_half_as_much_what_they_hint_at(kind: Kind):
    for strength in (1.0, 0.5):
        named = Named((Word("quagga"),), (Subject(kind, KINDS[kind], strength),))
        query = Query((named, Word("zoo")))
        weight = weights.SUBJECTS[kind] * strength
        embedded = [one for one in sources(query, Expression(["en"]), {}) if one.clause == named and not one.is_words]
        assert [one.weight for one in embedded] == [weight]
        either = [part["bool"] for part in dictionaries(matching(query)["must"]) if "boost" in part.get("bool", {})]
        tokens = {token for subject in named.subjects for token in subject_tokens(subject)}
        asked = [
            one
            for one in either
            if tokens <= {part.get("term", {}).get("stems", {}).get("value") for part in one.get("should", ())}
        ]
        assert [one["boost"] for one in asked] == [weight]


def test_both_engines_weigh_a_number_more_than_a_word():
    number, word = Sequence(("25965", "04")), Word("zoo")
    embedded = {
        one.clause: one.weight for one in sources(Query((number, word)), Expression(["en"]), {}) if one.is_words
    }
    assert embedded == {number: weights.NUMBER, word: 1}
    best = [
        part["dis_max"]["queries"][0] for part in dictionaries(matching(Query((number, word)))) if "dis_max" in part
    ]
    assert [one["bool"]["boost"] for one in best] == [weights.NUMBER, 1]
    assert weights.NUMBER > 1
