"""Reports: who makes and sees them, what is in each form, and that a number once given is given again."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO

from django.test import Client

import pytest
from lxml import html
from openpyxl import load_workbook
from pikepdf import Pdf
from PIL import Image

from accounts.roles import Role
from tests.factories import case_study, new_organisation, publication
from tests.usage_counting import count_day
from tests.web.usage.reporting import APRIL, MARCH, PAGE, SPRING, file_of, make, rows_of, sent_back, signed_in, text_of
from usage.models import DailyFigure, Report, Restatement
from usage.reports.pdf import as_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

FORMATS = ("pdf", "csv", "xlsx", "json", "tsv")


def token_of(client: Client) -> str:
    """Return what a form needs to be sent."""
    (form,) = html.fromstring(client.get(PAGE).content).xpath("//main//form")
    return str(dict(form.form_values())["csrfmiddlewaretoken"])


def test_every_form_has_the_same_numbers():
    study = publication(title="The study", doi="10.1234/abcd", year=2024)
    count_day(study, MARCH, downloads=40, views=1060)
    count_day(study, APRIL, downloads=20, views=50)
    client = signed_in(Role.COORDINATOR)
    path = make(client)
    assert "Downloads 60 nothing was counted in the period before" in text_of(client, path)
    tidy = {(row["month"], row["metric"]): row["value"] for row in rows_of(client, path)}
    assert (tidy["2026-03", "unique_requests"], tidy["2026-04", "total_investigations"]) == ("40", "100")
    book = load_workbook(BytesIO(file_of(client, path, "xlsx")))
    described = (study.reference, "The study", "Publication", "en", "unique_requests")
    numbers = list(book["Numbers"].values)
    assert ("2026-03", *described, 40, None) in numbers
    assert ("2026-03/2026-04", *described, None, 60) in numbers
    assert ("March 2026", 40, 1060) in book["Months"].values
    assert ("Views", 1110) in book["About"].values
    found = json.loads(file_of(client, path, "json"))
    header, (item,) = found["Report_Header"], found["Report_Items"][0]["Items"]
    assert (header["Release"], header["Institution_Name"]) == ("5.1", "The World")
    assert "not audited" in json.dumps(header)
    performance = item["Attribute_Performance"][0]
    assert (item["Item"], item["Item_ID"]["DOI"], performance["YOP"], performance["Data_Type"]) == (
        "The study", "10.1234/abcd", "2024", "Report",
    )  # fmt: skip
    assert performance["Performance"]["Unique_Item_Requests"] == {"2026-03": 40, "2026-04": 20}
    lines = list(csv.reader(StringIO(file_of(client, path, "tsv").decode("utf-8-sig")), delimiter="\t"))
    assert ["Release", "5.1"] in lines
    head = lines.index([]) + 1
    (requests,) = [
        dict(zip(lines[head], one, strict=True)) for one in lines[head + 1 :] if "Unique_Item_Requests" in one
    ]
    assert (requests["Reporting_Period_Total"], requests["Mar-2026"], requests["Apr-2026"]) == ("60", "40", "20")


def test_the_pdf_file_is_tagged_and_has_a_title_and_a_language():
    count_day(publication(), MARCH, downloads=40)
    client = signed_in(Role.COORDINATOR)
    with Pdf.open(BytesIO(file_of(client, make(client), "pdf"))) as file:
        assert file.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in file.Root
        assert str(file.Root.Lang) == "en"
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith("Usage report")


def test_a_pdf_file_fetches_nothing_from_elsewhere(tmp_path):
    Image.new("RGB", (24, 32), "teal").save(tmp_path / "x.png")
    page = f'<html lang="en"><title>T</title><body><img src="file://{tmp_path}/x.png" alt="x"><p>Text</p></body></html>'
    with Pdf.open(BytesIO(as_pdf(page))) as file:
        assert not [image for one in file.pages for image in one.get_images()]


def test_a_number_once_given_is_given_again_and_what_was_restated_is_told():
    study = publication(title="The study")
    count_day(study, MARCH, downloads=40)
    client = signed_in(Role.COORDINATOR)
    path = make(client)
    before = file_of(client, path, "csv")
    DailyFigure.objects.update(unique_requests=39)
    assert "No day of this period has been restated since." in text_of(client, path)
    Restatement.objects.create(day=MARCH, reason="Late.", before={"unique_requests": 40}, after={"unique_requests": 39})
    Restatement.objects.create(
        day=date(2026, 5, 1), reason="Later.", before={"unique_requests": 7}, after={"unique_requests": 8}
    )
    text = text_of(client, path)
    assert "The figures of 3 March 2026 were corrected" in text
    assert "40 downloads became 39" in text
    assert "1 May 2026" not in text
    assert file_of(client, path, "csv") == before
    assert Report.objects.get().checksum in text


def test_a_report_whose_numbers_were_changed_says_so():
    count_day(publication(), MARCH, downloads=40)
    client = signed_in(Role.COORDINATOR)
    path = make(client)
    words = "no longer those with which it was made"
    assert words not in text_of(client, path)
    report = Report.objects.get()
    report.content["months"]["2026-03"]["unique_requests"] = 4000
    report.save()
    assert words in text_of(client, path)


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx"])
def test_no_cell_is_taken_for_a_formula(ending):
    count_day(publication(title="=HYPERLINK(1)"), MARCH, downloads=40)
    client = signed_in(Role.COORDINATOR)
    content = file_of(client, make(client), ending)
    if ending == "xlsx":
        cells = [cell for row in load_workbook(BytesIO(content))["Numbers"].iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"} == {"s"}
    else:
        assert "'=HYPERLINK(1)" in content.decode()


def test_an_organisation_reports_on_what_it_shared_and_names_what_bears_its_name():
    own, foreign = new_organisation(), new_organisation()
    named = publication(title="Named study", organisation=own, organisation_naming="named")
    unnamed = publication(title="Quiet study", organisation=own, organisation_naming="unnamed")
    for item in (named, unnamed, publication(title="Foreign study", organisation=foreign)):
        count_day(item, MARCH, downloads=40)
        count_day(item, date(2026, 1, 5), downloads=40)
    client = signed_in(Role.CONTRIBUTOR, own)
    path = make(client, organisation=str(own.pk))
    text = text_of(client, path)
    assert "Named study" in text
    assert "Quiet study" not in text
    assert "Foreign study" not in text
    assert "Downloads 40 as many as in the period before" in text
    assert "March 2026 40 40" in text
    assert "not named" not in text
    assert "shared without the name of an organisation, or within the network only, are not counted here" in text
    assert unnamed.reference not in json.dumps(Report.objects.get().content)
    for other in (str(foreign.pk), ""):
        assert (
            client.post(PAGE, {**SPRING, "organisation": other, "csrfmiddlewaretoken": token_of(client)}).status_code
            == 200
        )
    assert Report.objects.count() == 1


def test_nobody_else_makes_or_sees_a_report():
    own = new_organisation()
    path = make(signed_in(Role.CONTRIBUTOR, own), organisation=str(own.pk))
    whole = make(signed_in(Role.COORDINATOR))
    for client in (Client(), signed_in(Role.NETWORK_READER), signed_in(Role.REVIEWER)):
        assert client.get(PAGE).status_code == 403
        for one in (path, whole, *(f"{path}{ending}" for ending in FORMATS)):
            assert client.get(one).status_code == 404
    colleague = signed_in(Role.NETWORK_READER, own)
    assert [colleague.get(one).status_code for one in (path, whole)] == [200, 404]
    assert path in colleague.get(PAGE).content.decode()
    assert whole not in colleague.get(PAGE).content.decode()
    assert signed_in(Role.COORDINATOR).get(path).status_code == 200


def test_a_report_can_be_of_a_topic_or_of_some_items():
    study, other = publication(title="One", topics=["state-compensation"]), publication(title="Two")
    for item in (study, other):
        count_day(item, MARCH, downloads=40)
    client = signed_in(Role.COORDINATOR)
    assert {row["title"] for row in rows_of(client, make(client, topic="compensation"))} == {"One"}
    assert {row["title"] for row in rows_of(client, make(client, references=f" {other.reference.lower()},"))} == {"Two"}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"first": "2026-05-01"}, "The last day is before the first"),
        ({"first": "9999-12-01", "last": "9999-12-31"}, "This month is not over yet"),
        ({"references": "PB-2020-0001"}, "No item that everybody may read has the reference PB-2020-0001"),
        ({"references": "<b>, x"}, "No item that everybody may read has the reference <B>"),
        ({"references": " ".join(f"PB-2020-{number:04}" for number in range(201))}, "Name at most 200"),
        ({"topic": "no-such-topic"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_reported_on_is_told_and_kept(sent, said):
    client = signed_in(Role.COORDINATOR)
    if "topic" in sent:
        (form,) = html.fromstring(client.get(PAGE).content).xpath("//main//form")
        assert said in client.post(PAGE, {**dict(form.form_values()), **SPRING, **sent}).content.decode()
    else:
        assert said in sent_back(client, **sent)
    assert not Report.objects.exists()


def test_that_there_is_an_item_for_the_network_is_not_told():
    client, hidden = signed_in(Role.COORDINATOR), case_study(audience="network").reference
    assert f"No item that everybody may read has the reference {hidden}" in sent_back(client, references=hidden)


def test_a_form_that_does_not_exist_is_not_there():
    client = signed_in(Role.COORDINATOR)
    assert client.get(f"{make(client)}docx").status_code == 404


def test_showing_a_report_takes_few_statements_and_reads_no_figure(django_assert_max_num_queries):
    for _number in range(5):
        count_day(publication(), MARCH, downloads=40)
    client = signed_in(Role.COORDINATOR)
    path = make(client)
    with django_assert_max_num_queries(8) as captured:
        client.get(path)
    assert not [one for one in captured if "dailyfigure" in one["sql"] or "usage_event" in one["sql"]]
