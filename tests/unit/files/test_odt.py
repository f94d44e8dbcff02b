"""The text of OpenDocument files is read; they are not stored, and hostile ones are refused."""

import pytest

from files.reading.__main__ import read
from files.reading.answers import Limits, Refused
from files.reading.odt import _number, is_odt
from tests.hostile.odt import ENCRYPTED, bomb, laughs, odt

LIMITS = Limits(seconds=4, memory=1 << 30, answer=1 << 20, unpacked=2_000_000, pixels=1)


def text_of(body):
    return read("text", odt(body), LIMITS).texts[0]


def test_paragraphs_headings_and_rows_are_read_in_order():
    body = (
        '<text:h>What happened</text:h><text:p>She was<text:s text:c="2"/>promised<text:tab/>work.</text:p>'
        "<text:list><text:list-item><text:p>First</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Age</text:p></table:table-cell>"
        "<table:table-cell><text:p>20</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>In <text:span>the <text:span>north</text:span></text:span>, later.</text:p>"
    )
    assert text_of(body) == ("What happened\n\nShe was promised work.\n\nFirst\n\nAge | 20\n\nIn the north, later.")


def test_a_table_in_a_cell_of_another_loses_none_of_the_cells():
    def row(*cells):
        return f"<table:table-row>{''.join(f'<table:table-cell>{one}</table:table-cell>' for one in cells)}</table:table-row>"

    inner = f"<table:table>{row('<text:p>Age</text:p>', '<text:p>20</text:p>')}</table:table>"
    outer = f"<table:table>{row('<text:p>Before</text:p>', inner, '<text:p>After</text:p>')}</table:table>"
    assert text_of(outer) == "Before | Age | 20 | After"


def test_what_a_reader_does_not_see_is_left_out():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Shown<office:annotation><text:p>comment</text:p></office:annotation>, and"
        "<text:hidden-text>hidden</text:hidden-text> on.<text:note><text:note-citation>1</text:note-citation></text:note></text:p>"
        "<text:p><text:hidden-paragraph>hidden</text:hidden-paragraph></text:p>"
        '<text:section text:display="none"><text:p>hidden</text:p></text:section>'
        '<text:section text:display="condition" text:is-hidden="true"><text:p>hidden</text:p></text:section>'
        "<office:forms><text:p>a field</text:p></office:forms><text:p><office:scripts>a script</office:scripts></text:p>"
    )
    assert text_of(body) == "Shown, and on."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (odt("<text:p>&a;</text:p>", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "odt_entities"),
        (laughs(), "odt_broken"),
        (bomb(), "odt_unpacks"),
        (odt("<text:p>x</text:p>", **{"META-INF_manifest.xml": ENCRYPTED}), "odt_password"),
        (odt("<text:p>x"), "odt_broken"),
        (odt("<text:p>x</text:p>")[:-40], "odt_broken"),
    ],
    ids=["entities", "laughs", "bomb", "password", "no XML", "cut off"],
)
def test_hostile_and_broken_ones_are_refused(content, code):
    with pytest.raises(Refused) as refused:
        read("text", content, LIMITS)
    assert refused.value.code == code


def test_it_is_not_stored():
    with pytest.raises(Refused) as refused:
        read("file", odt("<text:p>x</text:p>"), LIMITS)
    assert refused.value.code == "odt_stored"


@pytest.mark.parametrize(
    ("stated", "taken"), [("7", 7), ("999999999999", 100), ("9" * 5_000, 100), ("-1", 1), ("two", 1)],
    ids=["some", "large", "long", "negative", "word"],
)  # fmt: skip
def test_a_number_of_blanks_is_not_believed(stated, taken):
    assert _number(stated) == taken
    assert text_of(f'<text:p>a<text:s text:c="{stated}"/>b</text:p>') == "a b"


def test_a_template_or_another_kind_of_document_is_no_text():
    text = odt("<text:p>x</text:p>")
    assert is_odt(text)
    assert not is_odt(text.replace(b"opendocument.text", b"opendocument.text-template"))
