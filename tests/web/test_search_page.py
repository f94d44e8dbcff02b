"""The result page: any query string gives a page, and nothing costs more with more results."""

from datetime import date

from django.core.files.base import ContentFile
from django.urls import reverse

from wagtail.models import Collection

import pytest

from accounts.roles import Role
from files.services import store_file
from search.engines import get_engine
from search.engines.base import SearchUnavailable
from tests.factories import case_study, court_case, person, publication
from tests.makers import make_pdf

pytestmark = pytest.mark.django_db
SEARCH = "/search/"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("year_from=abc", "Write a year between 1900 and 2100"),
        ("year_to=99999", "Write a year between 1900 and 2100"),
        ("year_from=2020&year_to=2010", "not before the first year"),
        ("sort=sideways", "This order is not known"),
        ("page=999999", 'role="status">Only the first 10000 results'),
        ("page=0", 'role="status">There is no page with this number.'),
        ("page=x", 'role="status">There is no page with this number.'),
        ("q=" + "x" * 400, "longer than 300 characters"),
        ("page=2", "There is no page 2"),
    ],
)
def test_a_parameter_that_does_not_parse_is_told_and_the_rest_is_searched(client, query, message):
    case_study(title="Still shown" if not query.startswith("q=") else "x" * 200)
    response = client.get(f"{SEARCH}?{query}")
    assert response.status_code == 200
    assert message in response.content.decode()
    if not query.startswith("q="):
        assert "Still shown" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%FF%FE", "kind=nonsense", "kind=" + "y" * 500, "topic=a&topic=b", "page=-1", "page=x", "year_from=", "q[]=1",
     "&".join(f"country=X{number}" for number in range(80)), "q=%22", "unknown=1", "q=" + "%F0%9F%99%82" * 50],
)  # fmt: skip
def test_any_query_string_gives_a_page(client, query):
    case_study()
    assert client.get(f"{SEARCH}?{query}").status_code == 200


def test_what_is_searched_is_escaped(client):
    case_study(title="<script>alert(1)</script>", what_happened="<b>bold</b> words")
    text = client.get(SEARCH, {"q": '<img src=x onerror="alert(1)">'}).content.decode()
    assert "<img src=x" not in text
    text = client.get(SEARCH, {"q": "bold"}).content.decode()
    assert "<script>alert" not in text
    assert "&lt;b&gt;<mark>bold</mark>&lt;/b&gt;" in text


def test_a_hit_in_a_file_names_its_page_and_opens_there(client, media):
    file = store_file(
        file=ContentFile(make_pdf(["An opening.", "The quagga appears.", "An end."]), name="study.pdf"),
        title="Study",
        language="en",
        collection=Collection.get_first_root_node(),
    )
    publication(title="A study", files=[file])
    text = client.get(SEARCH, {"q": "quagga"}).content.decode()
    assert "Page 2 of study.pdf" in text
    assert f"{file.url}#page=2" in text


def test_no_results_offer_the_search_without_a_filter(client):
    court_case(title="Belgian", countries=("BE",))
    text = client.get(SEARCH, {"q": "Belgian", "country": "NL"}).content.decode()
    assert "without “Country: Netherlands”</bdi></a>" in text


def test_the_reader_is_told_which_topic_a_word_names(client):
    case_study(title="Tagged", topics=["trafficking-in-human-beings"])
    text = client.get(SEARCH, {"q": "mensenhandel"}).content.decode()
    assert "Understood as:" in text
    assert '<a href="/search/?topic=trafficking-in-human-beings">Trafficking in human beings</a>' in text
    assert "Tagged" in text


def test_a_chosen_filter_can_be_removed_alone(client):
    court_case(countries=("NL",))
    text = client.get(SEARCH, {"country": ["NL", "BE"], "q": "person"}).content.decode()
    assert 'href="/search/?q=person&amp;country=BE"' in text
    assert 'href="/search/?q=person&amp;country=NL"' in text


def test_the_search_costs_six_statements_whatever_it_finds(client, media, django_assert_max_num_queries):
    for number in range(25):
        case_study(
            title=f"Number {number}",
            what_happened="The same word appears here.",
            exploitation_countries=("NL",),
            topics=["compensation", "duty-to-investigate"],
        )
    client.get(SEARCH)
    with django_assert_max_num_queries(6):
        client.get(SEARCH, {"q": "word", "country": ["NL", "BE"], "page": 1})
    with django_assert_max_num_queries(6):
        client.get(SEARCH)


def test_members_pay_three_more_for_knowing_who_they_are(client, django_assert_max_num_queries):
    case_study()
    client.force_login(person(Role.NETWORK_READER))
    client.get(SEARCH)
    with django_assert_max_num_queries(9):
        client.get(SEARCH, {"q": "case"})


@pytest.fixture
def no_engine(monkeypatch):
    """An engine that does not answer."""

    def fail(*args, **kwargs):
        raise SearchUnavailable("secret address of the server")

    monkeypatch.setattr(type(get_engine()), "search", fail)


def test_without_the_engine_titles_and_filters_find_and_the_page_says_so(client, no_engine):
    court_case(title="Orchard workers", countries=("NL",), topics=["compensation"])
    court_case(title="Orchard owners", countries=("BE",))
    case_study(title="Hidden orchard", audience="network")
    case_study(title="Else", what_happened="In an orchard.")
    response = client.get(SEARCH, {"q": "orchard"})
    text = response.content.decode()
    assert response.status_code == 200
    assert "The full search does not answer right now" in text
    assert "secret address" not in text
    assert "Orchard workers" in text
    assert "Orchard owners" in text
    assert "Hidden orchard" not in text
    assert ">Else<" not in text
    assert "search/results.csv" not in text
    chosen = client.get(SEARCH, {"country": "NL"}).content.decode()
    assert 'value="NL" checked' in chosen
    assert 'class="count">0<' not in chosen, "nothing was counted"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=workers+-orchard", {"Kitchen workers"}),
        ("q=kitchen+OR+orchard", {"Orchard workers", "Kitchen workers"}),
        ("q=%22orchard+workers%22", {"Orchard workers"}),
        ("q=indemnisation", {"Orchard workers"}),
        ("topic=justice", {"Orchard workers"}),
        ("country=NL", {"Orchard workers"}),
        ("country=NL&country=BE", {"Orchard workers", "Kitchen workers"}),
        ("year=2019", {"Orchard workers"}),
        ("year_from=2020", {"Kitchen workers"}),
        ("outcome=acquitted", {"Kitchen workers"}),
        ("instrument=ECHR", {"Orchard workers"}),
        ("year=x", set()),
        ("sort=oldest", {"Orchard workers", "Kitchen workers"}),
    ],
)
def test_without_the_engine_words_and_every_filter_still_narrow(client, no_engine, query, expected):
    court_case(
        title="Orchard workers", countries=("NL",), topics=["compensation"], decision_date=date(2019, 1, 1), articles=("ECHR Art. 4",)
    )  # fmt: skip
    court_case(title="Kitchen workers", countries=("BE",), decision_date=date(2022, 1, 1), outcome="acquitted")
    text = client.get(f"{SEARCH}?{query}").content.decode()
    assert {title for title in ("Orchard workers", "Kitchen workers") if title in text} == expected


def test_without_the_engine_the_rest_of_the_site_works(client, no_engine):
    case_study()
    assert client.get("/").status_code == 200
    assert client.get("/topics/").status_code == 200
    assert client.get(reverse("topic", args=["compensation"])).status_code == 200
    for name in ("search_csv", "search_ris", "search_feed"):
        assert client.get(reverse(name)).status_code == 503


def test_the_table_is_safe_to_open_in_a_spreadsheet(client):
    case_study(title="=HYPERLINK(evil)")
    text = b"".join(client.get("/search/results.csv").streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(evil)" in text


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Casebook", 'attachment; filename="casebook.csv"'),
        ('La Strada: "cases"\r\n', 'attachment; filename="la-strada-cases.csv"'),
        (
            "Справи Été",
            "attachment; filename=\"ete.csv\"; filename*=UTF-8''%D1%81%D0%BF%D1%80%D0%B0%D0%B2%D0%B8-%C3%A9t%C3%A9.csv",
        ),
        ("案例", "attachment; filename=\"casebook.csv\"; filename*=UTF-8''%E6%A1%88%E4%BE%8B.csv"),
    ],
)
def test_exports_are_saved_under_the_name_of_the_site_in_any_script(client, settings, name, header):
    settings.SITE_NAME = name
    assert client.get("/search/results.csv")["Content-Disposition"] == header
    assert client.get("/search/results.ris")["Content-Disposition"] == header.replace(".csv", ".ris")


def test_exports_give_the_results_of_the_search(client):
    court_case(title="Wanted", countries=("NL",))
    court_case(title="Unwanted", countries=("BE",))
    for name in ("search_csv", "search_ris"):
        text = b"".join(client.get(reverse(name), {"country": "NL"}).streaming_content).decode()
        assert "Wanted" in text
        assert "Unwanted" not in text


def test_anonymous_readers_get_no_cookie(client):
    item = case_study()
    for path in ("/", SEARCH, "/topics/", item.get_absolute_url(), "/about/", "/nothing-here/"):
        assert not client.get(path).cookies, path


def test_pages_are_under_the_strict_policy(client):
    policy = client.get(SEARCH)["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert client.get(SEARCH)["Referrer-Policy"] == "same-origin"
