"""The site's own pages for what is missing or refused, in the admin too, and with DEBUG as under `make run`."""

from django.test import Client

import pytest

from accounts.roles import Role
from tests.factories import case_study, person

pytestmark = pytest.mark.django_db

OWN = "Skip to the content"


@pytest.fixture(params=[False, True], ids=["plain", "debugging"])
def debugging(request, settings):
    settings.DEBUG = request.param


@pytest.mark.parametrize("role", [Role.NETWORK_READER, Role.CONTRIBUTOR])
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/reports/site-history/", "/admin/nothing/"])
def test_who_may_not_be_in_the_admin_is_told_so(client, debugging, role, path):
    client.force_login(person(role))
    answer = client.get(path)
    assert answer.status_code == 403
    assert OWN in answer.content.decode()
    assert "does not have the role" in answer.content.decode()


def test_who_is_not_signed_in_comes_back_after_signing_in(client):
    answer = client.get("/admin/pages/")
    assert answer.status_code == 302
    assert answer.url == "/accounts/login/?next=/admin/pages/"


@pytest.mark.parametrize(
    "path", ["/nothing-here/", "/nothing.html", "/CS-1999-0001", "/files/999/x.pdf", "/case-studies/cs-1999-0001/"]
)
def test_a_missing_page_is_the_sites_own_and_leads_to_signing_in_and_back(client, debugging, path):
    text = client.get(path, {"q": "a&b"}).content.decode()
    assert OWN in text
    assert "URLconf" not in text
    assert f"/accounts/login/?next={path.replace('/', '%2F')}%3Fq%3Da%2526b" in text


@pytest.mark.parametrize("path", ["/admin/pages/999/edit/", "/admin/nothing/", "/admin/workflows/list/"])
def test_a_missing_page_of_the_admin_is_the_sites_own(client, debugging, path):
    client.force_login(person(Role.COORDINATOR))
    answer = client.get(path)
    assert answer.status_code == 404
    assert OWN in answer.content.decode()


def test_a_form_without_its_token_is_refused_on_the_sites_own_page():
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org"})
    assert answer.status_code == 403
    assert OWN in answer.content.decode()


def test_who_sent_a_form_is_not_led_back_to_where_it_went(client):
    text = client.post("/nothing/here.html?q=1", {"a": "b"}).content.decode()
    assert 'href="/accounts/login/"' in text
    assert "?next=" not in text


def test_a_fault_of_the_code_keeps_its_traceback_while_debugging(client, settings, monkeypatch):
    settings.DEBUG = True
    client.raise_request_exception = False
    monkeypatch.setattr("cms.items.page._context", lambda *arguments: 1 / 0)
    answer = client.get(case_study().get_absolute_url())
    assert answer.status_code == 500
    assert "ZeroDivisionError" in answer.content.decode()
