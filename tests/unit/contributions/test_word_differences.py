"""Two versions of a text as one, in pieces."""

import pytest

from contributions.word_differences import Change, word_differences


def shown(before, after):
    marks = {Change.SAME: "{}", Change.TAKEN_OUT: "[-{}-]", Change.PUT_IN: "[+{}+]"}
    return "".join(marks[piece.change].format(piece.text) for piece in word_differences(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("one two three", "one two three", "one two three"),
        ("", "", ""),
        ("", "new words", "[+new words+]"),
        ("old words", "", "[-old words-]"),
        ("in March she left", "in spring she left", "in [-March-][+spring+] she left"),
        ("a a a", "a a", "a a[- a-]"),
        ("first\r\nsecond", "first\nsecond", "first\nsecond"),
        ("كانت هناك امرأة", "كانت هناك فتاة", "كانت هناك [-امرأة-][+فتاة+]"),
    ],
)
def test_words_are_taken_out_and_put_in(before, after, expected):
    assert shown(before, after) == expected


def test_both_texts_can_be_read_from_the_pieces():
    before, after = "the cat sat on the mat and the dog", "a cat lay on the mat, and then the dog slept"
    pieces = word_differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.PUT_IN) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.TAKEN_OUT) == after


def test_a_very_long_text_that_was_written_anew_is_shown_as_a_whole():
    before, after = " ".join(f"a{n}" for n in range(5000)), " ".join(f"b{n}" for n in range(5000))
    assert shown(before, after) == f"[-{before}-][+{after}+]"
