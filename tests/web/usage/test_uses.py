"""The register of uses, as a visitor meets it: two clicks to tell of a use, and nothing of it shows before it is accepted."""

import re
from datetime import timedelta

from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import pytest

from accounts.roles import Role
from catalogue.services.erasing import erase_item
from catalogue.visibility import anonymous_viewer, viewer_for
from cms.limits import counter
from tests.factories import case_study, person, publication
from tests.form_fields import changed, form_with
from tests.web.planting import make_use
from usage.models import Use, UseOfItem, UseReporter
from usage.selectors.uses import count_uses, uses_of
from usage.use_codes import UseState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

ACCOUNT = "The appeal court quoted it in a judgment on compensation."


@pytest.fixture
def item():
    return case_study(title="A farm in the north")


def form_address(item) -> str:
    """Open the page of the item as a visitor and return where “I used this” leads."""
    page = Client().get(item.get_absolute_url()).content.decode()
    return re.search(r'href="([^"]+)" rel="nofollow">I used this', page)[1]


def send(item, client=None, **fields):
    """Fill in the form as it is shown and send it."""
    client, address = client or Client(enforce_csrf_checks=True), form_address(item)
    shown = client.get(address)
    assert shown.status_code == 200
    filled = {"kind": "judgment", "account": ACCOUNT} | fields
    return client.post(address, dict(changed(form_with(shown.content.decode(), "account"), **filled)))


def test_a_use_is_told_of_with_two_answers_and_is_for_coordinators_alone(item):
    answer = send(item)
    assert answer.status_code == 302
    assert len(answer.cookies) == 0
    thanks = Client().get(answer["Location"]).content.decode()
    assert "Thank you" in thanks
    assert f"/{item.reference}" in thanks
    use = Use.objects.get()
    assert (use.kind, use.account, use.state, use.language, use.date) == ("judgment", ACCOUNT, "proposed", "en", None)
    assert use.of_items.get().item_id == item.pk
    assert not UseReporter.objects.exists()
    for address in (item.get_absolute_url(), reverse("uses")):
        assert ACCOUNT not in Client().get(address).content.decode()


def test_coordinators_are_told_of_it_once_with_a_link_and_without_its_words(item, django_capture_on_commit_callbacks):
    coordinator = person(Role.COORDINATOR)
    type(coordinator).objects.filter(pk=coordinator.pk).update(language="fr")
    person(Role.REVIEWER)
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            send(item, email="ada@example.org")
    (sent,) = mail.outbox
    assert sent.to == [coordinator.email]
    (link,) = re.findall(rf"{re.escape(settings.SITE_URL)}(/fr/usage/\S+)", sent.body)
    client = Client()
    client.force_login(coordinator)
    assert ACCOUNT in client.get(link).content.decode()
    for word in (ACCOUNT, item.title, item.reference, "ada@example.org"):
        assert word not in sent.subject + sent.body


def test_an_accepted_use_shows_on_the_item_and_in_the_register(item):
    make_use(item, account=ACCOUNT, identifier_scheme="ecli", identifier="ECLI:NL:HR:2026:1")
    for address in (item.get_absolute_url(), reverse("uses")):
        text = Client().get(address).content.decode()
        assert ACCOUNT in text
        assert "https://e-justice.europa.eu/ecli/ECLI:NL:HR:2026:1" in text


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("authority_talks", "Meeting or talks with a ministry or other authority"),
        ("other", "Something else"),
    ],
)
def test_talks_with_an_authority_and_what_has_no_kind_of_its_own_can_be_told_of_and_show(item, kind, label):
    """What the kind does not say, the sentence says."""
    assert send(item, kind=kind).status_code == 302
    Use.objects.update(state=UseState.ACCEPTED, decided_at=timezone.now())
    for address in (item.get_absolute_url(), reverse("uses")):
        text = Client().get(address).content.decode()
        assert label in text
        assert ACCOUNT in text


@pytest.mark.parametrize("state", [UseState.PROPOSED, UseState.REFUSED])
def test_what_is_not_accepted_shows_nowhere_even_to_staff(item, state):
    make_use(item, account=ACCOUNT, state=state)
    client = Client()
    client.force_login(person(Role.REVIEWER))
    for address in (item.get_absolute_url(), reverse("uses")):
        assert ACCOUNT not in client.get(address).content.decode()


def test_a_use_of_a_hidden_item_is_hidden_where_its_other_items_are_read():
    """Its text may tell of the hidden one."""
    public, hidden = case_study(), case_study(audience="network")
    make_use(public, hidden, account=ACCOUNT)
    member = Client()
    member.force_login(person(Role.NETWORK_READER))
    for address in (public.get_absolute_url(), reverse("uses")):
        assert ACCOUNT not in Client().get(address).content.decode()
        assert ACCOUNT in member.get(address).content.decode()


def test_a_use_goes_with_the_item_that_is_withdrawn(item):
    make_use(item, account=ACCOUNT)
    item.unpublish()
    assert ACCOUNT not in Client().get(reverse("uses")).content.decode()


def test_uses_are_counted_as_they_are_shown(item, django_assert_num_queries):
    other, hidden = publication(), case_study(audience="network")
    make_use(item, other)
    make_use(item)
    make_use(item, hidden)
    make_use(item, state=UseState.PROPOSED)
    keys = [item.pk, other.pk, hidden.pk]
    with django_assert_num_queries(1):
        assert count_uses(keys, anonymous_viewer()) == {item.pk: 2, other.pk: 1}
    assert len(uses_of(item.pk, anonymous_viewer())) == 2
    assert count_uses(keys, viewer_for(person(Role.NETWORK_READER))) == {item.pk: 3, other.pk: 1, hidden.pk: 1}


def test_more_can_be_told_and_who_tells_is_kept_apart(item):
    send(
        item, when="2026-05", jurisdiction="Netherlands", evidence_url="https://example.org/judgment", name="Ada\x0b L.",
        email="ada@example.org", organisation="Clinic",
    )  # fmt: skip
    use = Use.objects.get()
    assert (use.when, use.jurisdiction, use.evidence_url) == ("May 2026", "Netherlands", "https://example.org/judgment")
    reporter = UseReporter.objects.get()
    assert (reporter.name, reporter.email, reporter.organisation) == ("Ada L.", "ada@example.org", "Clinic")
    use.state, use.decided_at = UseState.ACCEPTED, use.proposed_at
    use.save()
    for address in (item.get_absolute_url(), reverse("uses")):
        text = Client().get(address).content.decode()
        assert "ada@example.org" not in text
        assert "Clinic" not in text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"account": ""}, "Write in one sentence what it was used for."),
        ({"kind": ""}, "Choose where it was used."),
        ({"kind": "invented"}, "Select a valid choice"),
        ({"account": "x" * 601}, "at most 600 characters"),
        ({"when": "last spring"}, "This is no date."),
        ({"when": "2026-13"}, "This is no date."),
        ({"when": "1200"}, "This is no date."),
        ({"when": "2999"}, "This date is in the future."),
        ({"evidence_url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"evidence_url": "ftp://example.org/x"}, "Enter a valid URL."),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"website": "https://casino.example"}, "Leave this field empty"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(item, wrong, sentence):
    answer = send(item, **{"jurisdiction": "Typed before", **wrong})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert sentence in text
    assert "Typed before" in text
    assert not Use.objects.exists()


def test_a_use_is_not_of_a_day_that_the_site_has_not_reached(item, time_machine):
    time_machine.move_to("2026-03-10T20:00:00+00:00")
    with timezone.override("Pacific/Auckland"):
        assert "This date is in the future." in send(item, when="2026-03-11").content.decode()
        assert send(item, when="2026-03-10").status_code == 302


def test_the_trap_is_out_of_sight_until_somebody_falls_into_it(item):
    hidden = re.compile(r'class="visually-hidden" aria-hidden="true">\s*<div[^>]*>\s*<label for="id_website"')
    assert hidden.search(Client().get(form_address(item)).content.decode())
    assert not hidden.search(send(item, website="x").content.decode())


def test_what_is_sent_twice_is_noted_once(item):
    send(item)
    assert send(item).status_code == 302
    assert Use.objects.count() == 1
    send(item, account="Another use.")
    send(case_study())
    assert Use.objects.count() == 3
    # Told of again days later, or after a decision, it is another report.
    Use.objects.update(proposed_at=timezone.now() - timedelta(days=2))
    send(item)
    assert Use.objects.count() == 4
    Use.objects.update(state=UseState.REFUSED, decided_at=timezone.now())
    send(item)
    assert Use.objects.count() == 5


@pytest.mark.parametrize("named", ["", "?item=", "?item=CS-2026-9999", "?item=x%00", "?item=CS-2026-0001%0A"])
def test_an_item_that_is_none_has_no_form(named):
    assert Client().get(f"/usage/uses/new/{named}").status_code == 404


def test_a_hidden_item_takes_no_report_of_strangers():
    hidden = case_study(audience="network")
    address = f"{reverse('use_new')}?item={hidden.reference}"
    answer = Client().post(address, {"kind": "judgment", "account": ACCOUNT})
    assert answer.status_code == 404
    assert not Use.objects.exists()
    member = Client()
    member.force_login(person(Role.NETWORK_READER))
    assert member.post(address, {"kind": "judgment", "account": ACCOUNT}).status_code == 302
    assert Use.objects.count() == 1


def test_programs_that_send_many_are_refused_and_the_form_can_still_be_read(item, settings):
    settings.LIMITS = settings.LIMITS | {"report": (3, 3600)}
    counter.forget()
    found = [send(item, account=f"Use {number}.").status_code for number in range(4)]
    assert found == [302, 302, 302, 429]
    assert Client().get(form_address(item)).status_code == 200


def test_the_register_goes_on_to_the_next_page(item, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("usage.views.uses.PAGE_SIZE", 2)
    for number in range(3):
        make_use(item, account=f"Use number {number}.")
    client = Client()
    client.get(reverse("uses"))
    with django_assert_num_queries(4):
        first = client.get(reverse("uses")).content.decode()
    assert "?page=2" in first
    assert "Use number 0." in client.get(reverse("uses"), {"page": "2"}).content.decode()
    for page in ("0", "99", "x", "\x00"):
        assert client.get(reverse("uses"), {"page": page}).status_code == 200


def test_a_report_with_a_file_in_it_is_no_upload(item, settings):
    settings.LIMITS = settings.LIMITS | {"report": (3, 3600)}
    counter.forget()
    client, address = Client(), form_address(item)
    found = []
    for number in range(4):
        sent = {"kind": "judgment", "account": f"Use {number}.", "more": SimpleUploadedFile("x.txt", b"x")}
        found.append(client.post(address, sent).status_code)
    assert found == [302, 302, 302, 429]


@pytest.mark.parametrize("state", UseState.values)
def test_nothing_of_a_use_is_left_when_the_item_is_erased(item, state):
    UseReporter.objects.create(use=make_use(item, state=state), email="ada@example.org")
    erase_item(item=item)
    for model in (Use, UseOfItem, UseReporter):
        assert not model.objects.exists(), model


def test_a_use_waits_again_when_one_of_its_items_is_erased(item):
    """Its text may tell of what was erased, and nothing hides it any longer."""
    hidden = case_study(audience="network")
    use, other = make_use(item, hidden, account=ACCOUNT), make_use(item)
    refused = make_use(item, hidden, state=UseState.REFUSED)
    UseReporter.objects.create(use=use, email="ada@example.org")
    erase_item(item=hidden)
    for address in (item.get_absolute_url(), reverse("uses")):
        assert ACCOUNT not in Client().get(address).content.decode()
    found = {one.pk: (one.state, one.decided_at is None) for one in Use.objects.all()}
    assert found == {use.pk: ("proposed", True), other.pk: ("accepted", False), refused.pk: ("refused", False)}
    assert list(use.of_items.values_list("item", flat=True)) == [item.pk]
    assert UseReporter.objects.get().use_id == use.pk, "the coordinator may have to ask"


def test_nothing_of_a_use_is_left_when_its_items_are_erased_together(item):
    other = case_study()
    assert other.get_parent() == item.get_parent()
    make_use(item, other)
    item.get_parent().specific.delete()
    assert not Use.objects.exists()
