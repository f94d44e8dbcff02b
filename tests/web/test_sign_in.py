"""Sign-in and new passwords tell nobody which addresses have an account: not by words, not by what they do."""

import re

from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest

from accounts import mailing
from accounts.models import User
from accounts.roles import Role
from tests.hashers import QuickHasher
from tests.signing_in import PASSWORD, account, is_signed_in, sign_in

pytestmark = pytest.mark.django_db

RESET = "/accounts/password/reset/"


@pytest.fixture
def people():
    """Make an account of each state."""
    account("known@example.org", Role.CONTRIBUTOR)
    account("closed@example.org", is_active=False)
    account("invited@example.org", password=None)


ADDRESSES = ["known@example.org", "closed@example.org", "invited@example.org", "nobody@example.org"]


def without_what_was_typed(answer, address: str) -> str:
    """Return a page without the address that was typed and the token of its form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode().replace(address, ""))


def test_a_wrong_password_is_answered_with_the_same_page_and_the_same_work(people, monkeypatch):
    hashed = []
    encode = QuickHasher.encode
    monkeypatch.setattr(QuickHasher, "encode", lambda self, *args: hashed.append(1) or encode(self, *args))
    seen = set()
    for address in ADDRESSES:
        hashed.clear()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = sign_in(Client(), address, "wrong-" + PASSWORD)
        seen.add((without_what_was_typed(answer, address), len(hashed), len(asked)))
    assert len(seen) == 1
    assert next(iter(seen))[1] == 1


def test_asking_for_a_new_password_is_answered_before_the_address_is_looked_up(people, monkeypatch):
    waiting = []
    monkeypatch.setattr(mailing, "_start", lambda work, language: waiting.append(work))
    monkeypatch.setattr(mailing.transaction, "on_commit", lambda work: work())
    seen = set()
    for address in ADDRESSES:
        client = Client()
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(RESET, {"email": address})
        assert not any("accounts_user" in one["sql"] for one in asked)
        page = client.get(answer["Location"])
        seen.add((answer["Location"], without_what_was_typed(page, address), len(asked)))
    assert len(seen) == 1
    assert mail.outbox == []
    for work in waiting:
        work()


def test_only_people_with_an_open_account_get_a_mail_and_none_offers_to_sign_up(
    people, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for address in ADDRESSES:
            Client().post(RESET, {"email": address.upper()})
    assert sorted(one.to[0] for one in mail.outbox) == ["invited@example.org", "known@example.org"]
    assert not any("signup" in one.body for one in mail.outbox)


def test_a_mail_that_cannot_be_sent_is_told_in_the_log_without_the_address(
    people, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def refuse(self, **kwargs):
        raise ConnectionRefusedError("known@example.org refused")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        assert Client().post(RESET, {"email": "known@example.org"}).status_code == 302
    assert "A mail could not be sent" in caplog.text
    assert "known@" not in caplog.text


def test_the_mail_is_made_beside_the_request(settings, monkeypatch, django_capture_on_commit_callbacks):
    settings.MAIL_IN_BACKGROUND = True
    threads = []
    monkeypatch.setattr(mailing, "Thread", lambda **values: threads.append(values) or Recorded())
    account("known@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        Client().post(RESET, {"email": "known@example.org"})
    assert mail.outbox == []
    assert len(threads) == 1


class Recorded:
    """Stands in for a thread that is not started."""

    def start(self) -> None:
        """Do nothing."""


def test_a_link_sets_a_password_once_and_confirms_the_address(django_capture_on_commit_callbacks):
    User.objects.create_user("invited@example.org", None)
    with django_capture_on_commit_callbacks(execute=True):
        Client().post(RESET, {"email": "invited@example.org"})
    page = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body).group(1)
    client = Client()
    form = client.get(page)["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(form, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 302
    assert not is_signed_in(client), "a link alone signs nobody in"
    assert "no longer works" in Client().get(page, follow=True).content.decode()
    sign_in(client, "invited@example.org")
    assert is_signed_in(client)


def test_nobody_signs_up(client):
    text = client.get("/accounts/signup/").content.decode()
    assert "<form" not in text.split("<main")[1].split("</main")[0]
