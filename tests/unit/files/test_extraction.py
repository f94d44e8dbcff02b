"""Text as search reads it."""

import pytest

from files.reading.tidying import tidy


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("exploi-\r\ntation", "exploitation"),
        ("exploi\u00adtation", "exploitation"),
        ("twenty-\n2020", "twenty-\n2020"),
        ("a\0b", "a b"),
        ("  many   blanks \n here ", "many blanks\nhere"),
    ],
)
def test_text_is_tidied(raw, clean):
    assert tidy(raw) == clean
