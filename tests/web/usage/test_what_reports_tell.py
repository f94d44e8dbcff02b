"""What reports tell: small numbers nowhere, what the items were used for, and of what is not for everybody nothing."""

import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from lxml import html
from openpyxl import load_workbook

from accounts.roles import Role
from tests.factories import case_study, court_case, new_organisation, publication
from tests.usage_counting import count_day
from tests.web.planting import make_use, plant
from tests.web.surfaces import ask, tells
from tests.web.usage.reporting import APRIL, MARCH, file_of, head_of, make, rows_of, signed_in, text_of, totals_of
from usage.models import Report, Use

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

PERIOD = "2026-03/2026-04"
IN_SPRING, LATER = datetime(2026, 4, 30, 23, 59, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)


def accept(use: Use, moment: datetime = IN_SPRING) -> None:
    Use.objects.filter(pk=use.pk).update(decided_at=moment)


def test_small_numbers_are_in_no_form():
    study = publication(title="The study")
    count_day(study, MARCH, downloads=3, views=3)
    client = signed_in(Role.COORDINATOR)
    path = make(client)
    assert rows_of(client, path) == []
    assert json.loads(file_of(client, path, "json"))["Report_Items"] == []
    assert "Unique_Item_Requests\t" not in file_of(client, path, "tsv").decode()
    text = text_of(client, path)
    assert "Downloads, repeated ones too fewer than 5" in text
    assert "1 more item is in the sums and was viewed too seldom to be listed, or not at all." in text


def test_a_number_beside_a_small_one_is_not_called_small_in_the_workbook():
    item = publication()
    count_day(item, MARCH, downloads=4)
    count_day(item, APRIL, downloads=9)
    client = signed_in(Role.COORDINATOR)
    book = load_workbook(BytesIO(file_of(client, make(client), "xlsx")))
    assert [row[1:] for row in book["Months"].values][1:] == [("<5", "<5"), ("not told", "not told")]


def test_months_that_are_small_are_not_told_where_their_sum_is():
    item = publication()
    count_day(item, MARCH, downloads=4)
    count_day(item, APRIL, downloads=5)
    client = signed_in(Role.COORDINATOR)
    path = make(client)
    assert rows_of(client, path) == []
    assert totals_of(client, path)[item.title, "unique_requests", PERIOD] == 9


def test_the_totals_of_the_csv_are_those_of_the_page_and_what_is_not_told_is_said_above_them():
    study, hidden = publication(title="The study"), case_study(audience="network")
    count_day(study, MARCH, downloads=40, views=100)
    count_day(study, APRIL, downloads=3, views=8)
    count_day(hidden, APRIL, views=30)
    client = signed_in(Role.COORDINATOR)
    path = make(client)
    head, totals = head_of(client, path), totals_of(client, path)
    assert head["Small numbers"] == "What is below 5 is not told."
    views = {title: number for (title, metric, _period), number in totals.items() if metric == "unique_investigations"}
    assert views == {"The study": 108, "Items that are not named": 30}
    assert head["Views"] == str(sum(views.values()))
    assert f"Views {head['Views']}" in text_of(client, path)
    assert {period for _title, _metric, period in totals} == {PERIOD}


def test_what_is_not_named_cannot_be_worked_out():
    items = {40: publication(), 12: publication(), 3: case_study(audience="network")}
    for number, item in items.items():
        count_day(item, MARCH, downloads=number)
    client = signed_in(Role.COORDINATOR)
    path = make(client)
    beside, page = "not told", html.fromstring(client.get(path).content)
    for table, expected in (("by-kind", {"fewer than 5", beside}), ("items", {"40", beside})):
        cells = page.xpath(f"//section[.//*[@id='{table}']]//tbody//td[position() < 3]")
        assert {cell.text_content().strip() for cell in cells} == expected
    assert {row["reference"] for row in rows_of(client, path) if row["metric"].startswith("unique")} == {
        items[40].reference
    }


@pytest.mark.parametrize(("unnamed", "told"), [(30, "30"), (3, "fewer than 5")])
def test_every_table_has_what_is_not_named_as_the_table_by_kind_has_it(unnamed, told):
    """The rows of the other tables hide other numbers: told in one and untold in another it could be worked out."""
    values = {"countries": ("NL",), "topics": ["compensation"]}
    for language, number in (("nl", 2), ("en", 60), ("fr", 50)):
        count_day(publication(language=language, languages=(language,), **values), MARCH, downloads=number)
    count_day(publication(audience="network", **values), MARCH, downloads=unnamed)
    client = signed_in(Role.COORDINATOR)
    page = html.fromstring(client.get(make(client)).content)
    for name in ("kind", "topic", "country", "language"):
        rows = page.xpath(f"//section[.//*[@id='by-{name}']]//tbody/tr[th='Items that are not named']")
        assert [[cell.text_content().strip() for cell in row.xpath("td")] for row in rows] == [[told, told]], name


@pytest.mark.parametrize("hidden", [False, True])
def test_that_editions_are_counted_together_is_said_in_every_form(hidden):
    first = publication(title="First edition", audience="network" if hidden else "public")
    second, other = publication(title="Second edition", replaces=first), publication(title="Another study")
    for item, day in ((first, APRIL), (second, MARCH), (other, MARCH)):
        count_day(item, day, downloads=40)
    client = signed_in(Role.COORDINATOR)
    both, one = make(client), make(client, references=other.reference)
    sentence = "Where a publication has several editions, its numbers here are those of all of them together"
    assert totals_of(client, both)["Second edition", "unique_requests", PERIOD] == 80
    for path, is_said in ((both, True), (one, False)):
        book = load_workbook(BytesIO(file_of(client, path, "xlsx")))
        for text in (text_of(client, path), head_of(client, path).get("Editions", ""), str(list(book["About"].values))):
            assert (sentence in text) == is_said
        for ending in ("json", "tsv"):
            assert (
                "all editions of a publication are counted together" in file_of(client, path, ending).decode()
            ) == is_said


def test_what_is_for_the_network_or_withdrawn_later_is_named_in_no_form():
    hidden, *later = plant(case_study, audience="network"), plant(publication), plant(court_case)
    withdrawn, narrowed = later
    for planted in (hidden, withdrawn, narrowed):
        count_day(planted.item, MARCH, downloads=40)
        accept(planted.use)
    client = signed_in(Role.COORDINATOR)
    path = make(client)
    assert withdrawn.item.title in text_of(client, path)
    withdrawn.item.unpublish()
    narrowed.item.audience = "network"
    narrowed.item.save_revision().publish()
    for one in (path, *(f"{path}{ending}" for ending in ("csv", "json", "tsv"))):
        answer = ask(client, one)
        assert answer.status == 200
        assert not tells(hidden, one, answer)
        assert not tells(withdrawn, one, answer)
        assert not tells(narrowed, one, answer)
    assert "An item that is no longer shared" in text_of(client, path)
    assert "Downloads 120" in text_of(client, path)


def test_what_items_were_used_for_is_told_with_its_items_if_it_was_accepted_in_the_period():
    own = new_organisation()
    study, unread = publication(organisation=own), case_study(title="A farm", organisation=own)
    count_day(study, MARCH, downloads=40)
    accept(make_use(study, unread, account="A court cited it.", what_changed="The law."))
    accept(make_use(study, account="Somebody told of it later."), LATER)
    accept(make_use(publication(), account="Others used it."))
    make_use(study, account="It waits.", state="proposed")
    client = signed_in(Role.CONTRIBUTOR, own)
    path = make(client, organisation=str(own.pk))
    text = text_of(client, path)
    for told in ("1 use was told of", "A court cited it.", "The law.", "quoted: A farm"):
        assert told in text
    for untold in ("later", "Others used it.", "It waits."):
        assert untold not in text
    cells = html.fromstring(client.get(path).content).xpath("//table[@class='items']//td[3]/text()")
    assert cells == ["1"]
    (row,) = list(load_workbook(BytesIO(file_of(client, path, "xlsx")))["Uses"].values)[1:]
    assert row[3:6] == ("A court cited it.", "The law.", f"{study.reference}, {unread.reference}")
    assert "A court" not in json.dumps(list(Report.objects.values_list("content", flat=True)))


def test_of_a_use_that_everybody_may_no_longer_know_of_the_number_alone_stays():
    study, other = publication(), case_study()
    count_day(study, MARCH, downloads=40)
    accept(make_use(study, other, account="A court cited it."))
    client = signed_in(Role.COORDINATOR)
    path = make(client)
    other.unpublish()
    text = text_of(client, path)
    assert "A court cited it." not in text
    assert (
        "1 use was told of and checked by a coordinator in this period. What is no longer shared is not told here."
        in text
    )
