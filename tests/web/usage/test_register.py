"""The register of uses, as coordinators keep it: they accept, correct and refuse, and delete who told of a use."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import pytest
import time_machine

from accounts.roles import Role
from catalogue.services.erasing import erase_item
from files.models import RepositoryFile
from tests.factories import case_study, person, publication
from tests.form_fields import changed, form_with
from tests.makers import make_pdf
from tests.web.planting import make_use
from usage.models import Use, UseReporter
from usage.services.upkeep import look_after

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

ACCOUNT = "The ministry took it into its guideline."
REPORTER = "ada@example.org"


@pytest.fixture
def item():
    return case_study(title="A farm in the north")


@pytest.fixture
def proposed(item):
    """A use that somebody told of, with their address."""
    address = f"{reverse('use_new')}?item={item.reference}"
    Client().post(address, {"kind": "policy", "account": ACCOUNT, "email": REPORTER})
    return Use.objects.get()


@pytest.fixture
def coordinator():
    client = Client()
    client.force_login(person(Role.COORDINATOR))
    return client


def filled(client, address, **values):
    """Return the fields of the full form as it is shown, with some changed."""
    shown = client.get(address)
    assert shown.status_code == 200
    return dict(changed(form_with(shown.content.decode(), "account"), **values))


def seen_by_visitors(item) -> bool:
    return ACCOUNT in Client().get(item.get_absolute_url()).content.decode()


def test_what_waits_is_found_corrected_and_accepted(coordinator, proposed, item):
    assert ACCOUNT in coordinator.get(reverse("uses_kept")).content.decode()
    address = reverse("use_edit", args=[proposed.pk])
    assert REPORTER in coordinator.get(address).content.decode()
    study = publication()
    sent = filled(
        coordinator, address, action="accept", when="2026-05", identifier_scheme="celex", identifier="celex:32011l0036",
        what_changed="Nobody is punished any more.", verified_by="The ministry",
        **{"items-1-reference": study.reference.lower(), "items-1-relation": "quotes"},
    )  # fmt: skip
    assert coordinator.post(address, sent).status_code == 302
    use = Use.objects.get()
    assert (use.state, use.identifier, use.when) == ("accepted", "32011L0036", "May 2026")
    assert dict(use.of_items.values_list("item", "relation")) == {item.pk: "discusses", study.pk: "quotes"}
    assert seen_by_visitors(item)
    assert seen_by_visitors(study)
    assert ACCOUNT not in coordinator.get(reverse("uses_kept")).content.decode()
    assert ACCOUNT in coordinator.get(reverse("uses_kept"), {"state": "accepted"}).content.decode()


def test_what_is_refused_shows_nowhere_even_if_it_showed_before(coordinator, item):
    use = make_use(item, account=ACCOUNT)
    assert seen_by_visitors(item)
    address = reverse("use_edit", args=[use.pk])
    assert coordinator.post(address, filled(coordinator, address, action="refuse")).status_code == 302
    assert not seen_by_visitors(item)
    assert ACCOUNT in coordinator.get(reverse("uses_kept"), {"state": "refused"}).content.decode()


def test_saving_decides_nothing(coordinator, proposed, item):
    address = reverse("use_edit", args=[proposed.pk])
    coordinator.post(address, filled(coordinator, address, action="save", jurisdiction="Netherlands"))
    proposed.refresh_from_db()
    assert (proposed.state, proposed.jurisdiction, proposed.decided_at) == ("proposed", "Netherlands", None)
    assert not seen_by_visitors(item)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"identifier_scheme": "ecli", "identifier": "NL:1"}, "This is not an ECLI."),
        ({"identifier": "12 K 345/26"}, "give both or neither"),
        ({"identifier_scheme": "doi"}, "give both or neither"),
        ({"items-0-reference": "CS-2026-9999"}, "There is no such item."),
        ({"items-0-reference": "that one"}, "There is no such item."),
        ({"items-0-reference": ""}, "Name at least one case or publication"),
        ({"evidence_upload": SimpleUploadedFile("a.pdf", b"no file")}, "Only PDF and Word"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(coordinator, proposed, wrong, sentence):
    address = reverse("use_edit", args=[proposed.pk])
    answer = coordinator.post(address, filled(coordinator, address, action="accept", significance="Typed.", **wrong))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in text
    assert "Typed." in text
    proposed.refresh_from_db()
    assert proposed.state == "proposed"
    assert not RepositoryFile.objects.exists()


def test_the_file_that_proves_it_is_for_those_who_check(coordinator, proposed, item):
    address = reverse("use_edit", args=[proposed.pk])
    upload = SimpleUploadedFile("letter.pdf", make_pdf(["A letter"]))
    coordinator.post(address, filled(coordinator, address, action="accept", evidence_upload=upload))
    file = RepositoryFile.objects.get()
    assert file.url in coordinator.get(address).content.decode()
    assert coordinator.get(file.url).status_code == 200
    assert Client().get(file.url).status_code == 404
    assert seen_by_visitors(item)
    assert file.url not in Client().get(item.get_absolute_url()).content.decode()


def stored_files() -> list[str]:
    """Return the names of all files in the storage, not only of those that the database knows."""
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*.pdf"))


def test_a_file_whose_use_was_not_stored_is_kept_nowhere(
    coordinator, proposed, monkeypatch, django_capture_on_commit_callbacks
):
    """It was written before the transaction, which takes back the rows alone."""
    address = reverse("use_edit", args=[proposed.pk])
    upload = SimpleUploadedFile("letter.pdf", make_pdf(["A letter"]))
    sent = filled(coordinator, address, action="accept", evidence_upload=upload)
    Use.objects.update(changed_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        answer = coordinator.post(address, sent).content.decode()
    assert "Choose the file again" in answer
    assert "Open the file that proves it" not in answer
    assert not RepositoryFile.objects.exists()
    assert stored_files() == []


def test_a_file_goes_when_another_takes_its_place_and_with_the_last_item(
    coordinator, proposed, item, django_capture_on_commit_callbacks
):
    address = reverse("use_edit", args=[proposed.pk])
    for name in ("first.pdf", "second.pdf"):
        upload = SimpleUploadedFile(name, make_pdf(["A letter"]))
        with django_capture_on_commit_callbacks(execute=True):
            coordinator.post(address, filled(coordinator, address, action="accept", evidence_upload=upload))
    assert stored_files() == ["second.pdf"]
    coordinator.post(address, filled(coordinator, address, action="accept"))
    assert Use.objects.get().evidence_file is not None, "saved without choosing another"
    with django_capture_on_commit_callbacks(execute=True):
        erase_item(item=item)
    assert stored_files() == []
    assert not RepositoryFile.objects.exists()


def test_a_form_that_is_older_than_what_is_stored_is_shown_again(coordinator, proposed):
    address = reverse("use_edit", args=[proposed.pk])
    mine, theirs = (filled(coordinator, address, action="save", jurisdiction=name) for name in ("Mine", "Theirs"))
    coordinator.post(address, theirs)
    answer = coordinator.post(address, mine).content.decode()
    assert "Somebody else has changed this meanwhile" in answer
    assert Use.objects.get().jurisdiction == "Theirs"
    again = dict(changed(form_with(answer, "account"), action="save"))
    assert coordinator.post(address, again).status_code == 302
    assert Use.objects.get().jurisdiction == "Mine"


def test_an_old_form_refuses_nothing_that_was_corrected_since(coordinator, proposed, item):
    address = reverse("use_edit", args=[proposed.pk])
    mine = filled(coordinator, address, action="refuse")
    theirs = filled(coordinator, address, action="accept", jurisdiction="Theirs")
    coordinator.post(address, theirs)
    answer = coordinator.post(address, mine, follow=True).content.decode()
    assert "Not refused: somebody else has changed this meanwhile." in answer
    assert dict(form_with(answer, "account"))["jurisdiction"] == "Theirs"
    assert seen_by_visitors(item)
    coordinator.post(address, dict(changed(form_with(answer, "account"), action="refuse")))
    assert Use.objects.get().state == "refused"


@pytest.mark.parametrize("action", ["accept", "save", "refuse"])
def test_a_form_that_does_not_say_what_it_saw_decides_nothing(coordinator, proposed, action):
    address = reverse("use_edit", args=[proposed.pk])
    sent = filled(coordinator, address, action=action, jurisdiction="Mine")
    for wrong in (sent | {"seen": ""}, {name: value for name, value in sent.items() if name != "seen"}):
        answer = coordinator.post(address, wrong, follow=True).content.decode()
        assert "omebody else has changed this meanwhile" in answer
    use = Use.objects.get()
    assert (use.state, use.jurisdiction) == ("proposed", "")


@pytest.mark.parametrize("action", ["accept", "refuse"])
def test_a_form_that_was_opened_before_an_item_was_erased_decides_nothing(coordinator, item, action):
    other = case_study()
    use = make_use(item, other, account=ACCOUNT)
    address = reverse("use_edit", args=[use.pk])
    sent = filled(coordinator, address, action=action, **{"items-1-reference": ""})
    erase_item(item=other)
    answer = coordinator.post(address, sent, follow=True).content.decode()
    assert "omebody else has changed this meanwhile" in answer
    assert Use.objects.get().state == "proposed"
    erase_item(item=item)
    assert coordinator.post(address, sent).status_code == 404


def test_the_coordinator_reads_why_a_use_waits_again_until_it_is_decided_about(coordinator, item):
    other = case_study()
    use, untouched = make_use(item, other, account=ACCOUNT), make_use(item)
    erase_item(item=other)
    address, kept = reverse("use_edit", args=[use.pk]), reverse("uses_kept")
    for page in (kept, address):
        assert "was erased for good" in coordinator.get(page).content.decode()
    assert "was erased for good" not in coordinator.get(reverse("use_edit", args=[untouched.pk])).content.decode()
    coordinator.post(address, filled(coordinator, address, action="accept"))
    for page in (f"{kept}?state=accepted", address):
        assert "was erased for good" not in coordinator.get(page).content.decode()


def test_items_that_are_withdrawn_stay_what_they_were(coordinator, item):
    other = case_study()
    use = make_use(item, other, account=ACCOUNT)
    other.unpublish()
    assert not seen_by_visitors(item)
    address = reverse("use_edit", args=[use.pk])
    assert "no longer shared" in coordinator.get(address).content.decode()
    coordinator.post(address, filled(coordinator, address, action="accept"))
    assert set(use.of_items.values_list("item", flat=True)) == {item.pk, other.pk}


@pytest.mark.parametrize(
    ("role", "shown", "accepted"), [(Role.COORDINATOR, True, "accepted"), (Role.REVIEWER, False, "proposed")]
)
def test_a_full_use_is_added_by_staff_and_accepted_by_coordinators(item, role, shown, accepted):
    client = Client()
    client.force_login(person(role))
    address = reverse("use_add")
    sent = filled(client, address, kind="training", account=ACCOUNT, **{"items-0-reference": item.reference})
    assert client.post(address, sent).status_code == 302
    assert Use.objects.get().state == accepted
    assert seen_by_visitors(item) is shown


@pytest.mark.parametrize("role", [Role.NETWORK_READER, Role.CONTRIBUTOR, Role.REVIEWER, None])
def test_others_neither_read_nor_decide(proposed, role):
    client = Client()
    if role:
        client.force_login(person(role))
    for name, arguments in (("uses_kept", []), ("use_edit", [proposed.pk]), ("use_forget", [proposed.pk])):
        address = reverse(name, args=arguments)
        for answer in (client.get(address), client.post(address, {"action": "accept"})):
            assert answer.status_code in ({403, 405} if role else {302, 403, 405})
            assert ACCOUNT not in answer.content.decode()
    assert Use.objects.get().state == "proposed"
    assert UseReporter.objects.exists()


def test_what_is_typed_into_a_use_survives_the_end_of_the_session(item):
    text = "The committee quoted it twice in its report on the new law about compensation."
    answer = Client().post(reverse("use_add"), {"kind": "training", "account": text})
    assert answer.status_code == 403
    assert text in answer.content.decode()
    assert not Use.objects.exists()


def test_who_told_of_it_is_deleted_at_a_word_and_after_half_a_year(coordinator, proposed):
    with time_machine.travel(proposed.proposed_at + timedelta(days=179)):
        look_after(at_once=True)
        assert UseReporter.objects.count() == 1
    with time_machine.travel(proposed.proposed_at + timedelta(days=181)):
        look_after(at_once=True)
        assert UseReporter.objects.count() == 0
    UseReporter.objects.create(use=proposed, email=REPORTER)
    assert coordinator.post(reverse("use_forget", args=[proposed.pk])).status_code == 302
    assert UseReporter.objects.count() == 0
    assert REPORTER not in coordinator.get(reverse("use_edit", args=[proposed.pk])).content.decode()


def test_the_list_takes_few_statements(coordinator, item, django_assert_max_num_queries):
    for number in range(5):
        make_use(item, account=f"Use {number}.", state="proposed")
    with django_assert_max_num_queries(8):
        coordinator.get(reverse("uses_kept"))
