"""The site itself: health, leaving, languages, errors, the demo."""

import re

from django.core.management import CommandError, call_command

from wagtail.models import Page

import pytest

from accounts.models import User
from accounts.roles import Role
from cases.models import Topic
from catalogue.models import CatalogueEntry
from catalogue.vocabulary import FORMS_OF_EXPLOITATION
from cms.demo.people import PASSWORD
from cms.synthetic.loading import load_synthetic
from search.engines import get_engine
from search.engines.base import SearchUnavailable
from tests.factories import case_study, person

pytestmark = pytest.mark.django_db


def test_a_live_process_asks_nothing_of_anybody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/-/live").json() == {"status": "ok"}


def test_ready_names_what_does_not_work_and_no_reason(client, media, settings, monkeypatch):
    assert client.get("/-/ready").json()["checks"] == {
        "database": "ok", "search": "ok", "search_index": "ok", "storage": "ok",
    }  # fmt: skip

    def fail(self):
        raise SearchUnavailable("secret host name")

    there, settings.MEDIA_ROOT = settings.MEDIA_ROOT, "/dev/null/media"
    response = client.get("/-/ready")
    assert response.status_code == 503
    assert response.json()["checks"]["storage"] == "failing"
    settings.MEDIA_ROOT = there
    monkeypatch.setattr(type(get_engine()), "check_health", fail)
    response = client.get("/-/ready")
    assert response.status_code == 200, "the site serves without the search engine"
    assert response.json()["status"] == "reduced"
    assert response.json()["checks"]["search"] == "failing"
    assert "secret" not in response.content.decode()


def test_asking_whether_the_site_is_ready_stores_nothing(client, media):
    assert client.get("/-/ready").status_code == 200
    assert not media.exists()


def test_leaving_ends_the_session_and_tells_nothing(client):
    client.force_login(person(Role.CONTRIBUTOR))
    response = client.get("/leave/")
    assert response.status_code == 303
    assert response["Referrer-Policy"] == "no-referrer"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("path", "language", "direction"), [("/", "en", "ltr"), ("/nl/", "nl", "ltr"), ("/ar/search/", "ar", "rtl")]
)
def test_a_page_says_its_language_and_direction(client, path, language, direction):
    assert f'<html lang="{language}" dir="{direction}">' in client.get(path).content.decode()


def test_signed_in_pages_are_in_no_cache(client):
    client.force_login(person(Role.NETWORK_READER))
    assert client.get("/search/")["Cache-Control"] == "no-store"


def test_nobody_signs_up_by_themselves(client):
    assert b"<form" not in client.get("/accounts/signup/").content.split(b"<main")[1].split(b"</main")[0]
    client.post("/accounts/signup/", {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(email="x@example.org").exists()


def test_the_admin_is_for_reviewers_and_coordinators(client):
    for role, status in (
        (Role.NETWORK_READER, 403),
        (Role.CONTRIBUTOR, 403),
        (Role.REVIEWER, 200),
        (Role.COORDINATOR, 200),
    ):
        client.force_login(person(role))
        assert client.get("/admin/").status_code == status, role


def test_index_pages_lead_to_the_search(client):
    assert client.get("/court-cases/")["Location"] == "/search/?kind=court_case"


def test_the_home_page_leads_to_topics_and_not_to_the_roots_above_them(client):
    case_study(topics=["domestic-work", "compensation"])
    linked = set(re.findall(r'href="/topics/([^/"]+)/"', client.get("/").content.decode()))
    assert linked >= {"domestic-work", "compensation"}
    assert not linked & {*Topic.objects.filter(broader=None).values_list("slug", flat=True), FORMS_OF_EXPLOITATION}


def test_synthetic_cases_are_whole(client, found_count=7):
    load_synthetic(found_count, lambda number: None)
    assert CatalogueEntry.objects.count() == found_count
    call_command("search_check")
    assert Page.find_problems() == ([], [], [], [], [])
    entry = CatalogueEntry.objects.filter(audience="public").first()
    assert client.get(entry.get_absolute_url()).status_code == 200
    item = entry.item.specific
    item.title = "Edited by hand"
    item.save_revision().publish()
    assert CatalogueEntry.objects.get(pk=entry.pk).title == "Edited by hand"


def test_the_demo_is_refused_where_it_is_not_allowed(settings):
    settings.DEMO_ALLOWED = False
    for command in ("load_demo", "load_synthetic"):
        with pytest.raises(CommandError, match="development only"):
            call_command(command)


@pytest.mark.parametrize("path", ["/", "/admin/", "/static/css/site.css", "/-/live", "/no-such-page/"])
@pytest.mark.parametrize("host", ["casebook.example", "evil.example"])
def test_every_answer_carries_the_headers_that_protect_it(client, settings, path, host):
    settings.ALLOWED_HOSTS = ["casebook.example"]
    answer = client.get(path, headers={"host": host})
    assert (answer.status_code == 400) is (host == "evil.example" and not path.startswith("/static/"))
    assert answer["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
