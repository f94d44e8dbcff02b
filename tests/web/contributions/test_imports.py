"""Spreadsheets of cases: what cells mean, what is listed as wrong, and that nothing is made before it is confirmed."""

import csv
import io
from datetime import date

from django.urls import reverse
from django.utils import translation

import pytest
from openpyxl import load_workbook

from cases.days import today
from cases.models import CASE_TYPES, CaseStudyPage, CourtCasePage
from contributions.models import Contribution, Draft, ImportedCase, ImportRow
from contributions.states import State
from tests.web.contributions.spreadsheets import GOOD, HEADER, checked, go_on, made, text, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_nothing_is_made_before_it_is_confirmed(client, owner):
    address, page = checked(client, xlsx(HEADER, GOOD))
    assert "Make one case and send it for review" in page
    assert not Draft.objects.exists()
    assert "Tick the box to confirm it" in client.post(address).content.decode()
    client.post(f"{address}continue/")
    assert not Contribution.objects.exists()
    client.post(address, {"confirmed": "on"})
    assert "What was made" in go_on(client, address)
    held = Contribution.objects.get()
    assert (held.state, held.contributor, held.organisation) == (State.SUBMITTED, owner, owner.organisations.get())
    page = CaseStudyPage.objects.get()
    assert (page.live, page.audience, page.what_happened) == (False, "network", "A woman was promised work.")


def test_cells_become_answers_in_codes_or_words_and_in_any_language(client, owner):
    header = [
        *HEADER,
        "title",
        "language",
        "year_from",
        "exploitation_countries",
        "acts",
        "topics",
        "content_note",
        "gender",
    ]
    row = [7, "Une femme a travaillé.", "Public", "Une serveuse", "fr", 2019.0, "Allemagne; RO", "recruitment",
           "compensation", True, "female"]  # fmt: skip
    made(client, xlsx(header, row))
    page = CaseStudyPage.objects.get()
    assert (page.title, page.language, page.year_from, page.year_to) == ("Une serveuse", "fr", 2019, 2019)
    assert (set(page.exploitation_countries), page.acts) == ({"DE", "RO"}, ("recruitment",))
    assert [topic.slug for topic in page.topics.all()] == ["compensation"]
    assert (page.audience, page.content_note, page.gender) == ("public", True, "female")
    assert ImportedCase.objects.get().source_id == "7"


def test_answers_are_read_in_any_language_of_the_site_and_countries_as_people_name_them(client, owner):
    with translation.override("fr"):
        gender = str(CaseStudyPage._meta.get_field("gender").formfield().choices[1][1])
        farms = str(dict(CaseStudyPage._meta.get_field("sectors").formfield().choices)["A"])
    assert "," in farms
    row = [*GOOD, gender, "Franse", "Romanian, Ukraina", f"{farms}; F"]
    made(client, xlsx([*HEADER, "gender", "exploitation_countries", "origin_countries", "sectors"], row))
    page = CaseStudyPage.objects.get()
    assert page.gender
    assert set(page.sectors) == {"A", "F"}
    assert (page.exploitation_countries, set(page.origin_countries)) == (("FR",), {"RO", "UA"})


def test_days_of_a_court_case_are_read(client, owner):
    made(client, xlsx(["id", "facts", "audience", "decision_date"], ["1", "Facts.", "public", date(2021, 3, 4)]),
         kind="court_case")  # fmt: skip
    assert CourtCasePage.objects.get().decision_date == date(2021, 3, 4)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_with_each_separator(client, owner, separator, encoding):
    row = ["ż-1", "Two lines,\nwith; all\tof them.", "network"]
    made(client, text(HEADER, row, separator=separator, encoding=encoding), name="cases.csv")
    assert CaseStudyPage.objects.get().what_happened == row[1]
    assert ImportedCase.objects.get().source_id == "ż-1"


@pytest.mark.parametrize("model", CASE_TYPES, ids=lambda model: model.kind.code)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_template_that_is_filled_in_is_understood(client, owner, model, ending):
    kind = model.kind.code
    answer = client.get(reverse("import_template", args=[kind, ending]))
    row = {"id": "1", "audience": "network", model.main_text: "Something."}
    if ending == "xlsx":
        book = load_workbook(io.BytesIO(answer.content))
        names = [cell.value for cell in book["cases"][1]]
        book["cases"].append([row.get(name) for name in names])
        content = io.BytesIO()
        book.save(content)
        filled = content.getvalue()
    else:
        names = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        filled = answer.content + text([row.get(name, "") for name in names])
    made(client, filled, kind=kind)
    assert model.objects.get().audience == "network"
    assert Contribution.objects.count() == 1


def test_cells_that_contradict_each_other_or_are_over_are_told_once_by_the_name_of_a_column(client, owner):
    header = [*HEADER, "year_from", "year_to", "shared_from", "shared_until", "kept_until"]
    rows = [
        ["1", "A story.", "network", "2020", "2019", "2030-02-01", "2030-01-01", ""],
        ["2", "A story.", "network", "", "", "", "", "2020-01-01"],
        ["3", "A story.", "network", "", "", "", "", today().isoformat()],
    ]
    _address, page = checked(client, text(header, *rows))
    assert [sorted(column for column, _said in row.problems) for row in ImportRow.objects.all()] == [
        ["shared_until", "year_to"], ["kept_until"], [],
    ]  # fmt: skip
    assert "This day is over." in page


def test_rows_that_are_left_out_as_notes_are_named(client, owner):
    content = text(HEADER, ["#hint", "Write here.", ""], GOOD, ["# 4", "A man was promised work.", "network"])
    _address, page = checked(client, content)
    assert "2 rows whose id begins with # were left out as notes: rows 2, 4." in " ".join(page.split())
    assert ImportRow.objects.get().number == 3


def test_every_bad_cell_is_listed_with_its_row_and_column_and_the_rest_is_made(client, owner):
    header = [*HEADER, "year_from", "topics", "content_note", "acts"]
    rows = [
        [*GOOD, "20x1", "xyzzy", "perhaps", "flying"],
        ["A-2", "", "nobody", "", "", "", ""],
        ["A-3", "A man was promised work.", "public", "2020", "", "", ""],
        ["", "Without an id.", "public", "", "", "", ""],
        ["A-3", "Another man.", "public", "", "", "", ""],
    ]
    address, page = checked(client, xlsx(header, *rows))
    found = {(row.number, column) for row in ImportRow.objects.all() for column, _sentence in row.problems}
    assert found == {
        (2, "year_from"), (2, "topics"), (2, "content_note"), (2, "acts"), (3, "what_happened"), (3, "audience"),
        (5, "id"), (6, "id"),
    }  # fmt: skip
    for sentence in ("Enter a whole number.", "“xyzzy” is not known.", "Write yes or no.", "Write what happened.",
                     "There is no id.", "Row 4 has the same id.", "“flying” is not an answer to this question",
                     "Write one of these: The network only · Everyone"):  # fmt: skip
        assert sentence in page
    client.post(address, {"confirmed": "on"})
    go_on(client, address)
    assert [page.what_happened for page in CaseStudyPage.objects.all()] == ["A man was promised work."]
