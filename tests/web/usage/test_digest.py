"""The digest: for who asked for it, once a quarter, in numbers and without a word of a case."""

import re
from datetime import UTC, date, datetime
from smtplib import SMTPServerDisconnected
from unittest.mock import Mock

from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

import pytest
import time_machine
from lxml import html

from accounts.models import Membership, User
from accounts.roles import Role
from tests.factories import case_study, new_organisation, person
from tests.usage_counting import count_day
from tests.web.planting import make_use
from usage.models import DigestWish
from usage.periods import Period
from usage.selectors.digests import digest_of
from usage.services import digests
from usage.services.digests import send_digests
from usage.small_numbers import Untold, in_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

ASKED, TOO_EARLY, DUE = (datetime(2026, *day, 9, tzinfo=UTC) for day in ((2, 10), (4, 1), (4, 3)))


@pytest.fixture
def organisation():
    return new_organisation(name="The house")


def member_of(organisation) -> User:
    user = person(Role.CONTRIBUTOR)
    Membership.objects.create(user=user, organisation=organisation)
    return user


def choose(user: User, *, wanted: bool, language: str = "en") -> None:
    """Sign in and go from the page of the account to that of the digest, and tick its box or take the tick away."""
    client = Client(enforce_csrf_checks=True)
    with translation.override(language):
        client.force_login(user)
        account, path = client.get(reverse("account_email")), reverse("usage_digest")
    assert html.fromstring(account.content).xpath(f"//nav//a[@href='{path}']")
    (form,) = html.fromstring(client.get(path).content).xpath("//main//form")
    assert bool(form.fields["wanted"]) is not wanted
    form.fields["wanted"] = "on" if wanted else None
    assert client.post(form.action, dict(form.form_values())).status_code == 302


def sent_at(moment: datetime) -> int:
    with time_machine.travel(moment):
        return send_digests()


def test_who_asked_is_told_once_when_the_quarter_is_over(organisation):
    item, withdrawn = (case_study(title=title, organisation=organisation) for title in ("A farm", "Gone"))
    elsewhere = case_study(organisation_naming="named")
    for one in (item, withdrawn, elsewhere):
        count_day(one, date(2026, 3, 3), downloads=3, views=1040)
    count_day(item, date(2025, 12, 31), downloads=50)
    member = member_of(organisation)
    member_of(organisation)
    with time_machine.travel(ASKED):
        choose(member, wanted=True, language="fr")
        make_use(item, account="The court quoted it.")
        make_use(item, withdrawn)
    withdrawn.unpublish()
    assert [sent_at(moment) for moment in (ASKED, TOO_EARLY, DUE, DUE)] == [0, 0, 1, 0]
    (digest,) = mail.outbox
    assert digest.to == [member.email]
    with translation.override("fr"):
        numbers = (in_words(1040), in_words(Untold.SMALL), "1")
    assert re.findall(r"^  .+: (.+)$", digest.body, re.MULTILINE) == [*numbers]
    for word in ("A farm", "court", "Gone", withdrawn.reference, elsewhere.reference):
        assert word not in digest.body
    client = Client()
    client.force_login(member)
    links = re.findall(rf"{re.escape(settings.SITE_URL)}(/fr/usage/\S+)", digest.body)
    assert [client.get(link).status_code for link in links] == [200, 200]


def test_who_takes_the_tick_away_and_whose_account_is_closed_are_not_told(organisation):
    people = three_who_asked(organisation)
    with time_machine.travel(ASKED):
        choose(people[0], wanted=False)
    User.objects.filter(pk=people[1].pk).update(is_active=False)
    assert sent_at(DUE) == 1
    assert [one.to for one in mail.outbox] == [[people[2].email]]


def test_who_asks_is_told_of_the_quarter_in_which_they_ask_and_of_none_before(organisation):
    count_day(case_study(organisation=organisation), date(2026, 3, 3), views=9)
    with time_machine.travel(DUE):
        choose(member_of(organisation), wanted=True)
    assert [sent_at(moment) for moment in (DUE, datetime(2026, 7, 3, tzinfo=UTC))] == [0, 1]


def test_what_is_told_most_of_comes_first_and_what_is_not_told_orders_nothing(organisation, monkeypatch):
    monkeypatch.setattr("usage.selectors.digests.MOST_ITEMS", 3)
    unread, few, read, used = (case_study(organisation=organisation) for _number in range(4))
    for item, views in ((unread, 0), (few, 4), (read, 9), (used, 0)):
        count_day(item, date(2026, 3, 3), views=views)
    with time_machine.travel(ASKED):
        make_use(used)
    with time_machine.travel(DUE):
        make_use(few)
    (told,) = digest_of(member_of(organisation), Period(date(2026, 1, 1), date(2026, 3, 31)))
    assert [(one.reference, one.views, one.uses) for one in told.items] == [
        (used.reference, in_words(Untold.SMALL), 1), (read.reference, "9", 0), (unread.reference, in_words(Untold.SMALL), 0),
    ]  # fmt: skip
    assert told.more == 1


def test_who_is_told_by_another_process_meanwhile_is_not_told_again(organisation, monkeypatch):
    count_day(case_study(organisation=organisation), date(2026, 3, 3), views=9)
    with time_machine.travel(ASKED):
        choose(member_of(organisation), wanted=True)

    def told_meanwhile(user, quarter):
        DigestWish.objects.filter(user=user).update(told_until=quarter.last)
        return digest_of(user, quarter)

    monkeypatch.setattr(digests, "digest_of", told_meanwhile)
    assert sent_at(DUE) == 0
    assert not mail.outbox


def test_who_asks_again_loses_no_quarter(organisation):
    count_day(case_study(organisation=organisation), date(2026, 3, 3), views=9)
    member = member_of(organisation)
    for moment in (ASKED, TOO_EARLY):
        with time_machine.travel(moment):
            digests.choose_digest(user=member, wanted=True)
    assert sent_at(DUE) == 1


def three_who_asked(organisation):
    """Return three people who have asked for the digest of an organisation of which there is something to tell."""
    count_day(case_study(organisation=organisation), date(2026, 3, 3), views=9)
    people = [member_of(organisation) for _number in range(3)]
    with time_machine.travel(ASKED):
        for user in people:
            choose(user, wanted=True)
    return people


def test_what_was_cut_off_goes_on_and_nobody_is_told_twice(organisation, monkeypatch):
    people = three_who_asked(organisation)
    whole = digests.digest_of

    def cut_off(user, quarter):
        if user == people[1]:
            raise KeyboardInterrupt
        return whole(user, quarter)

    with monkeypatch.context() as patch:
        patch.setattr(digests, "digest_of", cut_off)
        with pytest.raises(KeyboardInterrupt):
            sent_at(DUE)
    assert sent_at(DUE) == 2
    assert [one.to for one in mail.outbox] == [[user.email] for user in people]


def test_while_the_mail_server_is_away_nobody_is_noted_as_told(organisation, settings):
    count_day(case_study(organisation=organisation), date(2026, 3, 3), views=9)
    with time_machine.travel(ASKED):
        choose(member_of(organisation), wanted=True)
    ours, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with time_machine.travel(DUE), pytest.raises(CommandError, match="mail server is away"):
        call_command("usage_digest", verbosity=0)
    settings.EMAIL_BACKEND = ours
    assert sent_at(DUE) == 1


def test_when_the_mail_server_goes_away_meanwhile_the_others_wait(organisation, monkeypatch):
    people = three_who_asked(organisation)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", Mock(side_effect=SMTPServerDisconnected))
        patch.setattr(EmailBackend, "close", closed := Mock())
        patch.setattr(EmailBackend, "open", Mock(side_effect=[None, None, ConnectionRefusedError]))
        with pytest.raises(ConnectionRefusedError):
            sent_at(DUE)
    assert closed.call_count == 2, "a connection that failed is not used for the next, and the end closes the last"
    assert sent_at(DUE) == 2
    assert [one.to for one in mail.outbox] == [[user.email] for user in people[1:]]


def test_who_works_for_no_organisation_reads_that_there_is_nothing_to_tell():
    client = Client()
    client.force_login(person(Role.NETWORK_READER))
    assert "there is nothing to tell" in client.get(reverse("usage_digest")).content.decode()
    assert Client().get(reverse("usage_digest")).status_code == 302
