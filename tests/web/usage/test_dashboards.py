"""The dashboards: who sees which figures, and that they are right, with small ones untold."""

from datetime import date, timedelta

from django.test import Client

import pytest
from lxml import html

from accounts.models import Membership
from accounts.roles import Role
from tests.factories import ITEM_MAKERS, case_study, court_case, new_organisation, person, publication
from tests.usage_counting import count_day
from tests.usage_library import make_file
from tests.web.planting import plant
from tests.web.surfaces import ask, tells
from usage.periods import today
from usage.services.upkeep import look_after

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

MARCH, APRIL = date(2026, 3, 3), date(2026, 4, 7)
SPRING = {"first": "2026-03-01", "last": "2026-04-30"}


def signed_in(role: Role, *organisations) -> Client:
    user = person(role)
    for organisation in organisations:
        Membership.objects.create(user=user, organisation=organisation)
    client = Client()
    client.force_login(user)
    return client


def page_of(client: Client, path: str = "/usage/", **query: str):
    answer = client.get(path, query or SPRING)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def table(page, name: str) -> dict[str, list[str]]:
    """Return the rows of a table by what they begin with."""
    rows = page.xpath(f"//section[.//*[@id='{name}']]//tbody/tr")
    return {row.xpath("string(th)").strip(): [cell.text_content().strip() for cell in row.xpath("td")] for row in rows}


def headlines(page) -> dict[str, str]:
    return {
        one.xpath("string(dt)").strip(): " ".join(one.xpath("string(dd)").split())
        for one in page.xpath("//dl[@class='headlines']/div")
    }


def test_a_coordinator_sees_sums_changes_and_parts_of_the_whole_collection():
    study = publication(title="The study", languages=("en",), countries=("NL",), topics=["compensation"])
    other = court_case(title="The story", countries=("GR",))
    count_day(study, date(2026, 2, 2), downloads=100)
    count_day(study, MARCH, downloads=40, views=1060)
    count_day(study, APRIL, downloads=20, views=40)
    count_day(other, APRIL, views=30)
    page = page_of(signed_in(Role.COORDINATOR))
    assert headlines(page)["Downloads"] == "60 40 fewer than in the period before (100)"
    assert headlines(page)["Views"] == "1,130 1,030 more than in the period before (100)"
    assert headlines(page)["Views, repeated ones too"].startswith("2,260 ")
    assert table(page, "by-month") == {"March 2026": ["40", "1,060"], "April 2026": ["20", "70"]}
    assert table(page, "by-kind") == {"Publication": ["60", "1,100"], "Court case": ["–", "30"]}
    assert table(page, "by-topic") == {"Compensation": ["60", "1,100"]}
    assert table(page, "by-country") == {"Netherlands": ["60", "1,100"], "Greece": ["–", "30"]}
    assert table(page, "by-language")["English"] == ["60", "1,130"]
    assert list(table(page, "most-read")) == ["The study", "The story"]


def test_that_editions_are_counted_together_is_said_below_the_items():
    first, other = publication(title="First edition"), publication(title="Another study")
    second = publication(title="Second edition", replaces=first)
    coordinator = signed_in(Role.COORDINATOR)
    sentence = "Where a publication has several editions, its numbers here are those of all of them together"
    count_day(other, MARCH, downloads=40)
    assert sentence not in page_of(coordinator).text_content()
    for item, day in ((first, APRIL), (second, MARCH)):
        count_day(item, day, downloads=40)
    page = page_of(coordinator)
    assert table(page, "most-read")["Second edition"] == ["80", "80"]
    assert sentence in page.xpath("string(//section[.//*[@id='most-read']])")


def test_every_bar_has_the_length_of_its_number():
    study = publication()
    count_day(study, MARCH, downloads=25, views=100)
    page = page_of(signed_in(Role.COORDINATOR))
    assert page.xpath("//section[.//*[@id='by-kind']]//rect/@width") == ["25.0", "100.0"]
    assert not page.xpath("//*[@style]")


def test_small_numbers_are_untold_and_cannot_be_worked_out():
    for number, country in ((40, "NL"), (12, "GR"), (3, "BE")):
        count_day(publication(countries=(country,)), MARCH, downloads=number)
    page = page_of(signed_in(Role.COORDINATOR))
    few, beside = "fewer than 5", "not told"
    assert table(page, "by-country") == {"Netherlands": ["40", "40"], "Greece": [beside] * 2, "Belgium": [few, few]}
    assert [row[0] for row in table(page, "most-read").values()] == ["40", beside]
    assert ">3<" not in html.tostring(page, encoding="unicode")


def test_what_was_not_read_looks_like_what_was_read_seldom():
    for number, (title, country) in enumerate({"Read": "NL", "Seldom": "GR", "Never": "BE"}.items()):
        item = publication(title=title, countries=(country,), files=[make_file(f"{title}.pdf")])
        count_day(item, date(2025, 3, 3), downloads=9)
        count_day(item, MARCH, downloads=(40, 3, 0)[number])
    page, few = page_of(signed_in(Role.COORDINATOR)), "fewer than 5"
    assert list(table(page, "most-read")) == ["Read"]
    listed = page.xpath("//details[contains(summary, 'fewer than 5 views')]//li")
    assert sorted(one.text_content().split()[0] for one in listed) == ["Never", "Seldom"]
    rows = table(page, "by-country")
    assert (rows["Greece"], rows["Belgium"]) == ([few, few], [few, few])


def test_an_item_does_not_come_into_a_list_with_its_first_reader():
    publication(title="Unread")
    look_after()
    page = page_of(signed_in(Role.COORDINATOR))
    listed = page.xpath("//details[contains(summary, 'fewer than 5 views')]//li")
    assert [one.text_content().split()[0] for one in listed] == ["Unread"]


def test_where_nothing_was_counted_before_nothing_is_compared():
    count_day(publication(), MARCH, downloads=40)
    assert headlines(page_of(signed_in(Role.COORDINATOR)))["Downloads"] == "40 nothing was counted in the period before"


def test_how_it_was_counted_is_told_with_what_is_missing():
    count_day(publication(), MARCH, downloads=40)
    text = " ".join(page_of(signed_in(Role.COORDINATOR)).xpath("string(//section[.//*[@id='how-counted']])").split())
    assert "On 60 days nothing was counted, the first of them 1 March 2026 and the last 30 April 2026." in text
    assert "robots 31" in text
    assert "rules COUNTER 5.1" in text


def test_members_see_the_figures_of_what_their_organisation_shared_named_or_not():
    own, foreign = new_organisation(), new_organisation()
    count_day(
        case_study(title="Ours", organisation=own, organisation_naming="unnamed", audience="network"), MARCH, views=40
    )
    count_day(case_study(title="Theirs", organisation=foreign), MARCH, views=7777)
    client = signed_in(Role.CONTRIBUTOR, own)
    assert client.get("/usage/")["Location"] == f"/usage/organisation/{own.slug}/"
    page = page_of(client, f"/usage/organisation/{own.slug}/")
    assert table(page, "most-read") == {"Ours": ["–", "40"]}
    assert headlines(page)["Views"].startswith("40 ")
    assert "7,777" not in html.tostring(page, encoding="unicode")


@pytest.mark.parametrize("slug", ["ours", "no-such-organisation"])
def test_nobody_else_sees_them_or_learns_whether_there_is_such_an_organisation(slug):
    own = new_organisation(slug="ours")
    without_role = Client()
    user = person(Role.CONTRIBUTOR)
    Membership.objects.create(user=user, organisation=own)
    user.groups.clear()
    without_role.force_login(user)
    others = (Client(), signed_in(Role.NETWORK_READER), signed_in(Role.REVIEWER, new_organisation()), without_role)
    for client in others:
        assert client.get(f"/usage/organisation/{slug}/").status_code == 403
    assert [client.get("/usage/").status_code for client in others] == [403, 403, 302, 403]


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_what_is_withdrawn_is_counted_and_named_nowhere(maker):
    planted = plant(maker)
    count_day(planted.item, MARCH, downloads=40)
    coordinator = signed_in(Role.COORDINATOR)
    path = "/usage/?first=2026-03-01&last=2026-04-30"
    assert tells(planted, path, ask(coordinator, path))
    planted.item.unpublish()
    page = page_of(coordinator)
    assert [row[0] for name, row in table(page, "most-read").items() if name.startswith("An item that is no")] == ["40"]
    planted.organisation.name = "Renamed"
    planted.organisation.save()
    assert not tells(planted, path, ask(coordinator, path))


def test_a_coordinator_sees_what_the_collection_lacks():
    court_case(topics=["compensation"], countries=("GR",))
    page = page_of(signed_in(Role.COORDINATOR))
    (row,) = page.xpath("//table[@class='grid']//tr[th[normalize-space()='Compensation']]")
    (heading,) = row.xpath("ancestor::table//thead/tr/th[2]")
    assert (heading.text_content().strip(), row.xpath("string(td[1])").strip()) == ("Greece", "1")
    few, none = (
        [one.text_content().strip() for one in page.xpath(f"//details[contains(summary, '{words}')]//li")]
        for words in ("with few", "without any")
    )
    assert "Compensation (1)" in few
    assert "Compensation" not in none
    assert "Abduction" in none
    words = [
        one.text_content().strip() for one in page.xpath("//section[.//*[@id='gaps']]//dl//*[self::dt or self::dd]")
    ]
    years = dict(zip(words[::2], words[1::2], strict=True))
    assert (years["2022"], years["2023"]) == ("1", "0")


def test_an_organisation_is_not_shown_what_others_lack():
    own = new_organisation()
    assert not page_of(signed_in(Role.CONTRIBUTOR, own), f"/usage/organisation/{own.slug}/").xpath("//*[@id='gaps']")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"first": "2026-05-01", "last": "2026-04-01"}, "The last day is before the first"),
        ({"first": "2010-01-01", "last": "2026-04-01"}, "five years at most"),
        ({"first": "1999-01-01", "last": "1999-04-01"}, "before the year 2000"),
        ({"first": "0001-01-01", "last": "0001-02-01"}, "before the year 2000"),
        ({"first": "9999-01-01", "last": "9999-12-31"}, "This month is not over yet"),
        ({"first": "31.12.", "last": ""}, "Enter a valid date"),
        ({"first": "\x00", "last": "9999-99-99"}, "Enter a valid date"),
    ],
)
def test_days_that_are_no_period_are_told_and_kept(sent, said):
    page = page_of(signed_in(Role.COORDINATOR), **sent)
    assert said in page.xpath("string(//div[@class='error-summary'])")
    if "\x00" not in sent["first"]:
        assert page.xpath("//input[@name='first']/@value") == [sent["first"]]


@pytest.mark.parametrize("first", ["9999-12-01", "9999-12-31"])
def test_an_organisation_is_told_of_days_that_have_not_come(first):
    own = new_organisation()
    page = page_of(signed_in(Role.CONTRIBUTOR, own), f"/usage/organisation/{own.slug}/", first=first, last="9999-12-31")
    assert "This month is not over yet" in page.xpath("string(//div[@class='error-summary'])")


def test_a_month_is_told_when_it_is_over():
    client, begin = signed_in(Role.COORDINATOR), today().replace(day=1)
    for last, refused in ((begin - timedelta(days=1), False), (begin, True)):
        page = page_of(client, first="2025-11-01", last=str(last))
        assert bool(page.xpath("//div[@class='error-summary']")) is refused


def test_a_day_cannot_be_told_from_its_neighbours_by_moving_the_days():
    study = publication()
    count_day(study, date(2026, 3, 17), views=1)
    count_day(study, date(2026, 3, 18), views=10)
    client = signed_in(Role.COORDINATOR)
    found = {
        headlines(page_of(client, first=first, last=last))["Views"].split()[0]
        for first, last in (("2026-03-17", "2026-03-31"), ("2026-03-18", "2026-03-31"), ("2026-03-01", "2026-03-17"))
    }
    assert found == {"11"}


def test_it_takes_few_statements_however_much_was_read(django_assert_max_num_queries):
    for _number in range(6):
        count_day(publication(topics=["compensation"]), MARCH, downloads=40)
    client = signed_in(Role.COORDINATOR)
    client.get("/usage/", SPRING)
    with django_assert_max_num_queries(15):
        client.get("/usage/", SPRING)
