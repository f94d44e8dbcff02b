"""Files that are no spreadsheets of cases, or want too much: each is refused with a sentence, and nothing of it is kept."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from contributions.models import Import, ImportRow
from tests.contributing import contributor
from tests.makers import make_pdf

from .spreadsheets import GOOD, HEADER, checked, text, upload, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture(autouse=True)
def owner(client):
    user = contributor()
    client.force_login(user)
    return user


def zipped(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def with_one_text(rows):
    """Return a small workbook that would come to a thousand times its size."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADER)
    for number in range(rows):
        sheet.append([number, "x" * 11_000, "network"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_sheet(xml):
    """Return a workbook whose sheet is this."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(HEADER, GOOD))) as good, zipfile.ZipFile(content, "w") as changed:
        for name in good.namelist():
            changed.writestr(name, xml if name.endswith("sheet1.xml") else good.read(name))
    return content.getvalue()


ENTITIES = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet
 xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c>
</row></sheetData></worksheet>"""
FAR_ROW = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row><row r="999999999999"><c r="A999999999999"><v>1</v></c></row>
</sheetData></worksheet>"""
REFUSED = {
    "nothing": (lambda: b"", "The file is empty."),
    "blanks": (lambda: b" \n\n ", "The file is empty."),
    "no header": (lambda: xlsx(GOOD), "There is no column “id”."),
    "a wrong column": (lambda: xlsx([*HEADER, "tittle"], GOOD), "Did you mean “title”?"),
    "a column twice": (lambda: xlsx([*HEADER, "audience"], GOOD), "There are two columns “audience”."),
    "something without a column": (lambda: xlsx(HEADER, [*GOOD, "more"]), "in a column without a name"),
    "a header alone": (lambda: xlsx(HEADER), "There is no case in the file"),
    "an empty workbook": (xlsx, "There is no case in the file"),
    "a PDF": (lambda: make_pdf(["Not a table"]), "neither an XLSX nor a CSV"),
    "100,000 columns": (lambda: text(["id"] * 100_000, ["1"] * 100_000), "more than 200 columns"),
    "201 columns in a workbook": (lambda: xlsx(["id"] * 300, ["1"] * 300), "more than 200 columns"),
    "NUL bytes": (lambda: text(HEADER, GOOD) + b"\x00", "neither an XLSX nor a CSV"),
    "other bytes": (lambda: text(HEADER, ["1", "Łódź", "x"], encoding="cp1250"), "neither an XLSX nor a CSV"),
    "2,001 rows": (lambda: text(HEADER, *[[n, "x", "public"] for n in range(2_001)]), "more than 2,000 rows"),
    "a broken archive": (lambda: b"PK\x03\x04 and no more", "The file is damaged."),
    "another archive": (lambda: zipped(a="b"), "cannot be read as XLSX"),
    "an archive that swells": (lambda: zipped(a=bytes(70_000_000)), "The file holds too much."),
    "a text that stands in many cells": (lambda: with_one_text(2_000), "The file holds too much."),
    "entities": (lambda: with_sheet(ENTITIES), "cannot be read as XLSX"),
    "a row far away": (lambda: with_sheet(FAR_ROW), "goes on below row 3,000"),
    "3,001 rows with notes": (lambda: text(HEADER, *[["#", "x", "public"]] * 3_000), "goes on below row 3,000"),
    "3,001 notes in a workbook": (lambda: xlsx(HEADER, *[["#"]] * 3_000), "goes on below row 3,000"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_taken_is_refused_with_a_sentence(client, content, said):
    answer = upload(client, content())
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Import.objects.exists()


def test_a_file_that_is_too_large_is_refused(client):
    answer = upload(client, b"id,facts\n" + b"x" * (10 * 1024 * 1024))
    assert "The file is larger than 10 MB." in answer.content.decode()


def test_a_formula_is_never_computed(client):
    _address, page = checked(client, xlsx(HEADER, ["=1+1", '=HYPERLINK("http://example.org")', "network"]))
    assert page.count("This is a formula without a value.") == 2
    assert ImportRow.objects.get().state == "bad"


def test_an_error_is_no_answer_and_a_row_whose_id_is_one_is_no_note(client):
    checked(client, xlsx(HEADER, ["#N/A", "A story.", "network"], ["A-2", "#REF!", "network"]))
    found = [(row.state, row.problems[0][0]) for row in ImportRow.objects.all()]
    assert found == [("bad", "id"), ("bad", "what_happened")]


def test_a_formula_in_csv_is_a_text(client):
    checked(client, text(HEADER, ["=1+1", "=cmd|'/c calc'!A1", "network"]))
    row = ImportRow.objects.get()
    assert (row.state, row.source_id, row.answers["what_happened"]) == ("new", "=1+1", "=cmd|'/c calc'!A1")


def test_a_cell_of_a_megabyte_is_said_and_costs_the_other_rows_nothing(client):
    checked(client, text(HEADER, ["1", "x" * 1_000_000, "network"], ["2", "A story.", "network"]))
    first, second = ImportRow.objects.all()
    assert first.problems[0] == ["what_happened", "This text is too long: 200,000 characters are the most."]
    assert (first.state, second.state) == ("bad", "new")


def test_control_characters_become_blanks(client):
    checked(client, text(HEADER, ["1\x07", "Before\x0bafter\x07.", "network"]))
    row = ImportRow.objects.get()
    assert (row.source_id, row.answers["what_happened"]) == ("1", "Before\nafter .")


def test_markup_in_a_cell_is_shown_as_text(client):
    _address, page = checked(client, text([*HEADER, "topics"], ["<b>1", "x", "public", "<script>alert(1)</script>"]))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
