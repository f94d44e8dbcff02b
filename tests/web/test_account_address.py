"""One address an account: how it changes, who is told, and what the one before can still do (nothing)."""

import re

from django.contrib.auth import authenticate
from django.core import mail
from django.test import Client

import pytest
from allauth.account.models import EmailAddress

from accounts.addresses import ask_for_address
from accounts.models import User
from accounts.roles import Role
from cms import context_processors
from tests.factories import person
from tests.signing_in import PASSWORD, account, is_signed_in, sign_in

pytestmark = pytest.mark.django_db

ADDRESS = "/accounts/email/"
PROVE = "/accounts/reauthenticate/"
OLD, NEW = "old@example.org", "new@example.org"


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Return what runs the rest of a request as after its commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def user(client):
    found = account(OLD, Role.CONTRIBUTOR)
    sign_in(client, OLD)
    return found


def link(text: str) -> str:
    """Return the path of the link in a mail."""
    return re.search(r"https?://[^/]+(/\S+)", text.split("\n\n", 1)[1]).group(1)


def rows(user) -> list[tuple[str, bool, bool]]:
    return list(EmailAddress.objects.filter(user=user).order_by("pk").values_list("email", "verified", "primary"))


def ask(client, address=NEW):
    """Ask for another address and prove oneself where that is wanted."""
    answer = client.post(ADDRESS, {"action_add": "", "email": address})
    if answer.status_code == 302 and answer["Location"].startswith(PROVE):
        answer = client.post(answer["Location"], {"password": PASSWORD})
    return answer


def mails_to(address) -> list[str]:
    return [one.subject + "\n\n" + one.body for one in mail.outbox if one.to == [address]]


def test_another_address_is_asked_for_with_the_password_only(client, user, commit):
    with commit():
        answer = client.post(ADDRESS, {"action_add": "", "email": NEW})
        assert answer["Location"].startswith(PROVE)
        assert "password" in client.get(answer["Location"]).content.decode()
        client.post(answer["Location"], {"password": "wrong"})
    assert rows(user) == [(OLD, True, True)]
    assert mails_to(NEW) == []


def test_it_takes_the_place_of_the_old_one_when_its_reader_confirms(client, user, commit):
    elsewhere = Client()
    sign_in(elsewhere, OLD)
    with commit():
        ask(client)
    assert User.objects.get(pk=user.pk).email == OLD
    assert "present one" in client.get(ADDRESS).content.decode()
    page = link(mails_to(NEW)[0])
    with commit():
        assert client.get(page).status_code == 200, "reading the link alone changes nothing"
        assert User.objects.get(pk=user.pk).email == OLD
        client.post(page)
    assert rows(user) == [(NEW, True, True)]
    assert User.objects.get(pk=user.pk).email == NEW
    assert NEW in mails_to(OLD)[0]
    assert is_signed_in(client)
    assert client.get(ADDRESS).status_code == 200, "the session in which it was confirmed goes on"
    assert elsewhere.get(ADDRESS).status_code == 302, "every other one has ended"
    assert not is_signed_in(_try(OLD))
    assert is_signed_in(_try(NEW))


def _try(address):
    client = Client()
    sign_in(client, address)
    return client


def test_the_frame_of_the_page_is_worked_out_once(client, user, monkeypatch):
    asked = []
    languages = context_processors._languages
    monkeypatch.setattr(context_processors, "_languages", lambda *values: asked.append(values) or languages(*values))
    assert client.get(ADDRESS).status_code == 200
    assert len(asked) == 1


def test_an_address_that_was_only_asked_for_does_nothing(client, user, commit):
    with commit():
        ask(client)
    mail.outbox.clear()
    assert not is_signed_in(_try(NEW))
    with commit():
        Client().post("/accounts/password/reset/", {"email": NEW})
    assert mails_to(NEW) == []


def test_an_address_that_was_only_asked_for_is_nobodys_name(user, rf):
    ask_for_address(user=user, address=NEW)
    assert authenticate(rf.post("/"), email=NEW, password=PASSWORD) is None
    assert authenticate(rf.post("/"), email=OLD, password=PASSWORD) == user


def test_the_address_of_another_member_is_answered_the_same_and_never_taken(client, user, commit):
    account("member@example.org", Role.REVIEWER)
    with commit():
        free = ask(client, "free@example.org")
        taken = ask(client, "member@example.org")
    assert (free.status_code, free["Location"]) == (taken.status_code, taken["Location"])
    assert "member@example.org" in client.get(ADDRESS).content.decode()
    assert len(mails_to("member@example.org")) == 1
    assert "/accounts/" not in mails_to("member@example.org")[0], "no link"
    with commit():
        mail.outbox.clear()
        Client().post("/accounts/password/reset/", {"email": "member@example.org"})
    with commit():
        reset = link(mails_to("member@example.org")[0])
        opened = Client()
        page = opened.get(reset)["Location"]
        opened.post(page, {"password1": "another-" + PASSWORD, "password2": "another-" + PASSWORD})
    assert User.objects.get(email="member@example.org").check_password("another-" + PASSWORD)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_an_address_taken_meanwhile_is_refused_in_words(client, user, commit):
    with commit():
        ask(client)
    account(NEW)
    answer = client.post(link(mails_to(NEW)[0]), follow=True)
    assert answer.status_code == 200
    assert "cannot be confirmed" in answer.content.decode()
    assert User.objects.get(pk=user.pk).email == OLD


def test_nobody_has_a_second_address(client, user, commit):
    with commit():
        ask(client, "first@example.org")
        ask(client, "second@example.org")
        client.post(ADDRESS, {"action_primary": "", "email": "second@example.org"})
        client.post(ADDRESS, {"action_remove": "", "email": OLD})
    assert rows(user) == [(OLD, True, True), ("second@example.org", False, False)]
    assert User.objects.get(pk=user.pk).email == OLD
    with commit():
        client.post(ADDRESS, {"action_remove": "", "email": "second@example.org"})
    assert rows(user) == [(OLD, True, True)]


def test_the_address_that_one_has_is_refused_in_words(client, user):
    client.post(PROVE, {"password": PASSWORD})
    assert "This is the address that your account has." in ask(client, OLD.upper()).content.decode()


def test_an_address_that_a_coordinator_replaced_is_worth_nothing(client, commit):
    user = account(OLD, Role.CONTRIBUTOR)
    session = _try(OLD)
    ask_for_address(user=user, address="asked@example.org")
    client.force_login(person(Role.COORDINATOR))
    with commit():
        names = {"first_name": "A", "last_name": "B", "is_active": "on", "groups": []}
        answer = client.post(f"/admin/users/edit/{user.pk}/", {"email": NEW, **names})
        assert answer.status_code == 302, answer.context["form"].errors
    assert rows(user) == [(NEW, False, True)]
    assert NEW in mails_to(OLD)[0]
    assert session.get(ADDRESS).status_code == 302, "its sessions have ended"
    with commit():
        assert not is_signed_in(_try(OLD))
        assert not is_signed_in(_try("asked@example.org"))
        for address in (OLD, "asked@example.org"):
            Client().post("/accounts/password/reset/", {"email": address})
    assert len(mails_to(OLD)) == 1
    assert mails_to("asked@example.org") == []
    assert not is_signed_in(_try(NEW)), "not before its reader has confirmed it"
    client.logout()
    client.post(link(mails_to(NEW)[0]))
    assert is_signed_in(_try(NEW))


def test_the_page_of_the_admin_changes_neither_address_nor_password(client):
    user = account(OLD, Role.COORDINATOR)
    client.force_login(user)
    text = client.get("/admin/account/").content.decode()
    assert 'type="password"' not in text
    assert 'name="name_email-email"' not in text
    for page in (ADDRESS, "/accounts/password/change/", "/accounts/2fa/"):
        assert f'href="{page}"' in text
    sent = {
        "name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": NEW, "locale-preferred_language": "en",
        "password-old_password": PASSWORD, "password-new_password1": "x" + PASSWORD, "password-new_password2": "x" + PASSWORD,
    }  # fmt: skip
    client.post("/admin/account/", sent)
    user.refresh_from_db()
    assert user.email == OLD
    assert user.check_password(PASSWORD)


def test_nor_does_the_form_about_oneself(client, commit):
    user = account(OLD, Role.COORDINATOR)
    client.force_login(user)
    names = {"first_name": "A", "last_name": "B", "groups": [group.pk for group in user.groups.all()]}
    with commit():
        answer = client.post(f"/admin/users/edit/{user.pk}/", {"email": NEW, **names})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert (user.email, user.first_name) == (OLD, "A")
    assert ADDRESS in client.get(f"/admin/users/edit/{user.pk}/").content.decode()


def test_a_changed_password_ends_other_sessions_and_is_told(client, user, commit):
    elsewhere = _try(OLD)
    new = "another-" + PASSWORD
    with commit():
        client.post("/accounts/password/change/", {"oldpassword": "wrong", "password1": new, "password2": new})
        assert User.objects.get(pk=user.pk).check_password(PASSWORD)
        client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert User.objects.get(pk=user.pk).check_password(new)
    assert "password" in mails_to(OLD)[0]
    assert client.get(ADDRESS).status_code == 200
    assert elsewhere.get(ADDRESS).status_code == 302


def test_every_account_has_its_row_however_it_is_made():
    made = User.objects.create_superuser("Admin@Example.org", PASSWORD)
    assert rows(made) == [("admin@example.org", True, True)]
    made.email = "else@example.org"
    made.save()
    assert rows(made) == [("else@example.org", False, True)]
