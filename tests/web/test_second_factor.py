"""A second factor, set up and used the way a person does, and the people who cannot go on without one."""

import re
import time

from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import resolve

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from accounts.models import User
from accounts.roles import Role
from accounts.second_factor import OPEN
from tests.signing_in import CODE, PASSWORD, account, add_app, code_of, is_signed_in, sign_in
from tests.web.test_one_door import every_address

pytestmark = pytest.mark.django_db

TWO_STEPS = "/accounts/2fa/"
APP = "/accounts/2fa/totp/activate/"
CODES = "/accounts/2fa/recovery-codes/"
ADDRESS = "someone@example.org"
MADE_UP = [
    "{}",
    "[]",
    "no json",
    '{"id": "x"}',
    '{"id": "x", "response": {}}',
    '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "eA", "authenticatorData": "eA",'
    ' "attestationObject": "eA", "signature": "eA"}}',
    '{"id": 1, "rawId": [], "type": null, "response": "x"}',
]
STAFF = [Role.REVIEWER, Role.COORDINATOR, "administrator"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Do what waits for a commit within the request, as where the test is not one long transaction."""
    monkeypatch.setattr(transaction, "on_commit", lambda work, using=None, robust=False: work())


def person_of(kind) -> User:
    """Return an account of a role, or an administrator's."""
    return account(ADDRESS, is_superuser=True) if kind == "administrator" else account(ADDRESS, kind)


def prove(client, path):
    """Open a page that asks for the password first; return where it leads."""
    asked = client.get(path)
    assert asked["Location"].startswith("/accounts/reauthenticate/"), path
    return client.post(asked["Location"], {"password": PASSWORD})


def set_up_app(client) -> str:
    """Set up an app by its page; return the secret."""
    prove(client, APP)
    secret = re.search(r'id="authenticator_secret"\s+value="(\w+)"', client.get(APP).content.decode()).group(1)
    assert client.post(APP, {"code": "000000"}).status_code == 200, "a wrong code changes nothing"
    answer = client.post(APP, {"code": code_of(secret)})
    assert answer["Location"] == CODES
    return secret


def codes_shown(client) -> list[str]:
    return re.findall(r"<code>(\d+)</code>", client.get(CODES).content.decode())


def test_an_invited_person_sets_up_an_app_and_signs_in_with_it():
    user = User.objects.create_user(ADDRESS, None)
    Client().post("/accounts/password/reset/", {"email": ADDRESS})
    page = re.search(r"http://[^/]+(/\S+)", mail.outbox[-1].body).group(1)
    client, elsewhere = Client(), Client()
    client.post(client.get(page)["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    for one in (client, elsewhere):
        sign_in(one, ADDRESS)
        assert is_signed_in(one)
    secret = set_up_app(client)
    assert "authenticator app was added" in mail.outbox[-1].body
    assert mail.outbox[-1].to == [ADDRESS]
    assert client.get(TWO_STEPS).status_code == 200
    assert elsewhere.get(TWO_STEPS).status_code == 302, "other sessions have ended"
    assert len(codes_shown(client)) == 10
    client.post("/accounts/logout/")
    with time_machine.travel(time.time() + 60, tick=True):
        answer = sign_in(client, ADDRESS, next="/topics/")
        assert answer["Location"] == CODE
        assert not is_signed_in(client)
        assert "000000" not in client.post(CODE, {"code": "000000"}).headers
        assert not is_signed_in(client)
        assert client.post(CODE, {"code": code_of(secret)})["Location"] == "/topics/"
        assert is_signed_in(client)
    assert Authenticator.objects.filter(user=user).count() == 2


def test_a_recovery_code_gets_in_once():
    user = account(ADDRESS)
    add_app(user)
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    for works in (True, False):
        client = Client()
        sign_in(client, ADDRESS)
        client.post(CODE, {"code": code})
        assert is_signed_in(client) is works


@pytest.mark.parametrize("seconds", [0, 31, 45])
def test_a_code_of_the_app_works_once(seconds):
    """Also at the end of the time in which a clock that is behind would show it."""
    secret = add_app(account(ADDRESS))
    with time_machine.travel(1_900_000_000 // 30 * 30, tick=False) as clock:
        code = code_of(secret)
        for works in (True, False):
            client = Client()
            sign_in(client, ADDRESS)
            answer = client.post(CODE, {"code": code if works else f"{code[:3]} {code[3:]}"})
            assert is_signed_in(client) is works
            clock.shift(seconds)
    assert "was used before" in answer.content.decode()


def test_the_code_that_added_the_app_signs_nobody_in():
    account(ADDRESS)
    client, other = Client(), Client()
    with time_machine.travel(1_900_000_000 // 30 * 30, tick=False):
        sign_in(client, ADDRESS)
        secret = set_up_app(client)
        sign_in(other, ADDRESS)
        answer = other.post(CODE, {"code": code_of(secret)})
        assert not is_signed_in(other)
        assert "was used before" in answer.content.decode()


def test_the_app_is_removed_with_the_password_only_and_that_is_told():
    user = account(ADDRESS)
    secret = add_app(user)
    client, elsewhere = Client(), Client()
    sign_in(client, ADDRESS)
    client.post(CODE, {"code": code_of(secret)})
    sign_in(elsewhere, ADDRESS)
    elsewhere.post(
        CODE, {"code": Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]}
    )
    assert is_signed_in(elsewhere)
    page = "/accounts/2fa/totp/deactivate/"
    assert client.post(page)["Location"].startswith("/accounts/reauthenticate/")
    assert Authenticator.objects.filter(user=user).count() == 2
    prove(client, page)
    client.post(page)
    assert not Authenticator.objects.filter(user=user).exists()
    assert "removed" in mail.outbox[-1].body
    assert elsewhere.get(TWO_STEPS).status_code == 302
    assert client.get(TWO_STEPS).status_code == 200


@pytest.mark.parametrize("page", [CODES, "/accounts/2fa/webauthn/add/", "/accounts/2fa/recovery-codes/generate/"])
def test_what_opens_an_account_is_shown_after_the_password_only(page):
    user = account(ADDRESS)
    secret = add_app(user)
    client = Client()
    sign_in(client, ADDRESS)
    client.post(CODE, {"code": code_of(secret)})
    assert prove(client, page)["Location"] == page
    assert client.get(page).status_code == 200


def test_a_passkey_that_is_made_up_is_refused_in_words():
    user = account(ADDRESS)
    add_app(user)
    client = Client()
    sign_in(client, ADDRESS)
    client.get(CODE)
    for credential in MADE_UP:
        answer = client.post(CODE, {"credential": credential})
        assert answer.status_code == 200
        assert "was not accepted" in answer.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("credential", MADE_UP)
def test_a_passkey_that_is_made_up_is_neither_added_nor_a_proof(credential):
    user = account(ADDRESS)
    secret = add_app(user)
    client = Client()
    sign_in(client, ADDRESS)
    client.post(CODE, {"code": code_of(secret)})
    add, prove_again = "/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/reauthenticate/"
    client.get(prove_again)
    assert client.post(prove_again, {"credential": credential}).status_code < 500
    assert client.get(add).status_code == 302, "nothing was proved"
    prove(client, add)
    client.get(add)
    assert client.post(add, {"name": "Phone", "credential": credential}).status_code == 200
    assert not Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


def test_a_passkey_alone_opens_no_session():
    assert Client().get("/accounts/2fa/webauthn/login/").status_code == 404


@pytest.mark.parametrize("kind", [*STAFF, Role.CONTRIBUTOR, Role.NETWORK_READER])
def test_staff_set_one_up_before_anything_else_and_others_may(settings, kind):
    settings.SECOND_FACTOR_REQUIRED = True
    person_of(kind)
    client = Client()
    sign_in(client, ADDRESS)
    assert is_signed_in(client)
    if kind not in STAFF:
        assert client.get("/search/").status_code == 200
        return
    assert client.get("/admin/")["Location"] == TWO_STEPS
    assert "Your role asks for a second step" in client.get(TWO_STEPS).content.decode()
    set_up_app(client)
    assert client.get("/admin/").status_code == 200
    assert client.get("/search/").status_code == 200


def test_where_it_is_not_required_staff_go_on():
    person_of(Role.COORDINATOR)
    client = Client()
    sign_in(client, ADDRESS)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("kind", STAFF)
def test_every_address_is_closed_until_then(settings, kind):
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client(raise_request_exception=False)
    client.force_login(person_of(kind))
    found = [path for path in every_address() if resolve(path).url_name not in OPEN]
    assert len(found) > 200
    for path in found:
        for send in (client.get, client.post):
            answer = send(path)
            assert answer.get("Location") == TWO_STEPS or (answer.status_code == 403 and "/api/" in path), path
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "path", ["/leave/", "/-/live", "/static/css/site.css", "/fr/accounts/2fa/", "/accounts/logout/"]
)
def test_what_is_needed_to_do_so_or_to_get_away_is_open(settings, path):
    settings.SECOND_FACTOR_REQUIRED = True
    person_of(Role.REVIEWER)
    client = Client()
    sign_in(client, ADDRESS)
    answer = client.get(path)
    assert answer.status_code in {200, 303}
    assert answer.get("Location", "") != TWO_STEPS


def test_recovery_codes_alone_are_no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    user = person_of(Role.REVIEWER)
    add_app(user)
    Authenticator.objects.filter(type="totp").delete()
    client = Client()
    client.force_login(user)
    assert client.get("/admin/")["Location"] == TWO_STEPS


def test_who_has_lost_everything_is_helped_on_the_server(capsys):
    user = account(ADDRESS)
    secret = add_app(user)
    client = Client()
    sign_in(client, ADDRESS)
    client.post(CODE, {"code": code_of(secret)})
    call_command("remove_second_factor", ADDRESS.upper())
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get(TWO_STEPS).status_code == 302, "sessions have ended"
    assert mail.outbox[-1].to == [ADDRESS]
    for address in (ADDRESS, "nobody@example.org"):
        with pytest.raises(CommandError):
            call_command("remove_second_factor", address)
