"""The judgments of the demo are told from sources that were read, and which those were is said."""

import re

import pytest

from cms.demo.judgments import court_case_fields
from cms.demo.loading import rows_of

ROWS = rows_of("court-cases")
NAMES = (
    "Siliadin", "Rantsev", "Chowdury", "Zoletic", "Krachunova", "Hounga", "Allen", "Reyes", "Malki", "Basfar", "Wong",
    "Galdikas", "Houghton",
)  # fmt: skip
FIELDS = (
    "acts", "means", "purposes", "sectors", "remedies", "compensation_amount", "compensation_currency", "non_punishment",
)  # fmt: skip
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
by_title = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["title"])


@by_title
def test_a_case_tells_what_happened_and_what_the_court_decided(row):
    fields = court_case_fields(row, None)
    assert 100 <= len(fields["facts"].split()) <= 320
    assert 80 <= len(fields["holding"].split()) <= 280


@by_title
def test_a_case_says_what_was_read_for_it(row):
    assert row["read"]
    for source in row["read"]:
        assert source.keys() == {"address", "what"}
        assert source["address"].startswith(("https://", "http://"))
        assert source["what"] in {"part of the judgment", "press release", "legal summary", "case note", "news report"}


def test_texts_name_none_of_the_parties_and_no_day():
    texts = {row["title"]: f"{row['summary']}\n{row['facts']}\n{row['holding']}" for row in ROWS}
    for name in NAMES:
        assert any(name in title for title in texts), name
        assert [title for title, text in texts.items() if name in text] == []
    assert [title for title, text in texts.items() if re.search(rf"\b\d{{1,2}} ({MONTHS})\b", text)] == []


@by_title
def test_no_case_claims_that_it_was_checked_against_the_judgment(row):
    assert court_case_fields(row, None)["verification"] == "none"


def test_what_the_sources_bear_out_is_told_in_the_fields_of_the_model():
    told = {name: {row["title"] for row in ROWS if court_case_fields(row, None).get(name)} for name in FIELDS}
    assert {name for name, titles in told.items() if not titles} == set()
    fields = court_case_fields(next(row for row in ROWS if row["title"].startswith("Krachunova")), None)
    assert (fields["compensation_amount"], fields["compensation_currency"]) == ("6000", "EUR")
    assert fields["purposes"] == ["prostitution"]
