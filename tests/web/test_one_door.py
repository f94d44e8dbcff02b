"""One way to a session: every address of the site is sent a right address and password, and one answers with a session."""

import re
from collections.abc import Iterator

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import RegexPattern

from wagtail.models import Page, PageViewRestriction

import pytest

from accounts.roles import Role
from catalogue.kinds import REFERENCE
from tests.signing_in import CODE, PASSWORD, SIGN_IN, account, add_app, code_of, is_signed_in, sign_in

pytestmark = pytest.mark.django_db

SAMPLES = {"int": "1", "slug": "x", "str": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}
# Patterns that are regular expressions, each with a text that it takes; a new one may fail the test until it has one.
REGEX_SAMPLES = {
    "^admin/password_reset/(?P<rest>.*)$": "admin/password_reset/1/x/",
    "^admin/(?:workflows|reports/workflow|reports/workflow_tasks|pages/workflow)/": "admin/workflows/",
    "^admin/pages/\\d+/(?:workflow_history|convert_alias)/": "admin/pages/1/convert_alias/",
    "^confirm-email/(?P<key>[-:\\w]+)/$": "confirm-email/x/",
    "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/reset/key/1-x/",
    "^.*/$": "no-such-page/",
    "^((?:[\\w\\-]+/)*)$": "no/such/page/",
    f"^covers/(?P<reference>{REFERENCE})$": "covers/CS-2024-0001",
    rf"^cite/(?P<reference>{REFERENCE})\.(?P<format>ris|bib|json)$": "cite/CS-2024-0001.ris",
    f"^(?P<reference>{REFERENCE})/?$": "CS-2024-0001",
    r"^share/import/template\.(?P<kind>[a-z_]+)\.(?P<ending>xlsx|csv)$": "share/import/template.case_study.csv",
}


def sample(pattern: URLPattern | URLResolver) -> str:
    """Return a text that this part of an address takes."""
    part = str(pattern.pattern)
    if isinstance(pattern.pattern, RegexPattern):
        return REGEX_SAMPLES.get(part) or wagtail_sample(part)
    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES.get(match.group(1) or "str", "x"), part)


def wagtail_sample(regex: str) -> str:
    """Return a text for the patterns of Wagtail's pictures and files, whose parts are numbers and names."""
    text = re.sub(r"\(\?P<\w*(?:id|pk)>[^)]*\)|\(\\d\+\)", "1", regex)
    text = re.sub(r"\(\?P<\w+>[^)]*\)|\([^)]*\)", "x", text)
    return text.strip("^$").replace("\\", "")


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Yield an address of every pattern of the map."""
    for pattern in resolver.url_patterns:
        path = before + sample(pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path)
        else:
            yield f"/{path}"


def every_address() -> list[str]:
    """Return an address of every pattern, each of which leads to a view."""
    found = sorted(set(addresses(get_resolver())))
    for path in found:
        resolve(path)
    return found


def credentials(user) -> dict[str, str]:
    """Return the fields by which any sign-in form would know the person."""
    names = ("login", "email", "username")
    return {**dict.fromkeys(names, user.email), "password": PASSWORD, "next": "/"}


def ways_in(user) -> list[str]:
    """Return the addresses that answer a right address and password with a session, by form or by header."""
    found = []
    for path in every_address():
        client = Client(raise_request_exception=False)
        client.post(path, credentials(user))
        if is_signed_in(client):
            found.append(path)
    return found


def test_the_map_is_walked_to_its_end():
    found = every_address()
    assert len(found) > 200
    for path in ("/admin/login/", "/_util/login/", "/admin/password_reset/1/x/", SIGN_IN, CODE, "/admin/account/"):
        assert path in found


def test_one_address_of_all_opens_a_session():
    assert ways_in(account("staff@example.org", is_superuser=True)) == [SIGN_IN]


def test_with_a_second_factor_none_does_before_the_code():
    user = account("staff@example.org", is_superuser=True)
    secret = add_app(user)
    assert ways_in(user) == []
    client = Client()
    sign_in(client, user.email)
    assert client.post(CODE, {"code": code_of(secret)}).status_code == 302
    assert is_signed_in(client)


def test_no_address_takes_a_password_in_a_header(client):
    user = account("staff@example.org", is_superuser=True)
    client.defaults["HTTP_AUTHORIZATION"] = "Basic c3RhZmZAZXhhbXBsZS5vcmc6Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5"
    assert user.check_password(PASSWORD)
    for path in ("/admin/", "/admin/api/main/pages/", "/admin/reports/site-history/"):
        assert client.get(path).status_code in {302, 401, 403}, path


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/", "/fr/_util/login/"])
def test_other_sign_ins_lead_to_the_one_and_back(client, path):
    answer = client.get(path, {"next": "/admin/pages/"})
    assert answer.status_code == 303
    assert answer["Location"].endswith("/accounts/login/?next=%2Fadmin%2Fpages%2F")
    assert client.post(path, {"next": "https://evil.example/"})["Location"].endswith("/accounts/login/")


@pytest.mark.parametrize("rest", ["", "done/", "confirm/MQ/set-password/", "complete/"])
def test_the_reset_of_the_admin_leads_to_the_one(client, rest):
    assert client.get(f"/admin/password_reset/{rest}")["Location"] == "/accounts/password/reset/"


def test_a_private_page_and_the_admin_send_people_to_the_one(client):
    page = Page.objects.get(slug="about")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for path in ("/about/", "/admin/"):
        assert client.get(path)["Location"].startswith("/accounts/login/?next="), path


def test_people_sign_in_with_their_role_and_come_back(client):
    account("member@example.org", Role.NETWORK_READER)
    answer = sign_in(client, "Member@Example.org", next="/topics/")
    assert answer["Location"] == "/topics/"
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "way", ["http://[x", "//[x", "http://[::1", "https://]", "javascript:alert(1)", "//example.net/"]
)
@pytest.mark.parametrize("page", [SIGN_IN, "/accounts/logout/", "/accounts/password/reset/"])
def test_an_address_to_return_to_that_cannot_be_read_or_is_elsewhere_leads_nowhere(page, way):
    account("someone@example.org")
    client = Client()
    assert client.get(page, {"next": way}).status_code < 500
    answer = client.post(
        page, {"login": "someone@example.org", "password": PASSWORD, "email": "x@example.org", "next": way}
    )
    assert answer.status_code == 302
    assert way not in answer["Location"]
