"""Texts of searches with less in them that narrows."""

import pytest

from search.query.loosening import loosened


@pytest.mark.parametrize(
    ("less", "text"),
    [
        ({"phrases": True}, "locked in AND flat NOT night -“left out”"),
        ({"left_out": True}, '"locked in" AND flat'),
        ({"every_word": True}, '"locked in" flat NOT night -"left out"'),
        ({"phrases": True, "left_out": True, "every_word": True}, "locked in flat"),
        ({}, '"locked in" AND flat NOT night -"left out"'),
    ],
)
def test_a_search_loses_what_it_is_to_lose_and_nothing_else(less, text):
    assert loosened("“locked in” AND flat NOT night -“left out”", **less) == text.replace("“", '"').replace("”", '"')


@pytest.mark.parametrize("text", ["", '"', "AND NOT", "- -", '"\0" -"'])
def test_any_text_is_taken(text):
    assert isinstance(loosened(text, phrases=True, left_out=True, every_word=True), str)
