"""The work of an import: done in pieces, each row whole and once, told once, and what rows said is forgotten."""

from datetime import timedelta

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

import pytest
import time_machine

from accounts.models import User
from accounts.roles import Role
from accounts.services import add_member
from cases.models import CaseStudyPage
from contributions.models import Contribution, Draft, Import, ImportedCase, ImportRow
from contributions.refusals import NotPossible
from contributions.services import importing
from contributions.services.erasing import forget_contribution_of
from search.services.nightly import check_if_due
from tests.contributing import contributor, reviewer
from tests.factories import new_organisation
from tests.web.contributions.spreadsheets import GOOD, HEADER, checked, go_on, made, text, upload, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_an_import_that_was_interrupted_goes_on_where_it_was(client, owner, monkeypatch):
    monkeypatch.setattr("contributions.views.imports._SECONDS", 0)
    rows = [[f"A-{number}", f"Story {number}.", "network"] for number in range(3)]
    address = upload(client, xlsx(HEADER, *rows)).url
    assert "3 rows are left." in client.get(address).content.decode()
    client.post(f"{address}continue/")
    assert "2 rows are left." in client.get(address).content.decode()
    go_on(client, address)
    client.post(address, {"confirmed": "on"})
    client.post(f"{address}continue/")
    assert Contribution.objects.count() == 1
    assert "2 rows are left." in client.get(address).content.decode()
    go_on(client, address)
    assert Contribution.objects.count() == ImportedCase.objects.count() == 3


def test_a_row_is_made_whole_or_not_at_all(client, owner, monkeypatch):
    address, _page = checked(client, xlsx(HEADER, GOOD, ["A-2", "Another.", "network"]))
    client.post(address, {"confirmed": "on"})

    def fail(**_given):
        raise RuntimeError("the server is killed here")

    with monkeypatch.context() as patched:
        patched.setattr(ImportedCase.objects, "create", fail)
        with pytest.raises(RuntimeError):
            client.post(f"{address}continue/")
    assert not Draft.objects.exists()
    assert not CaseStudyPage.objects.exists()
    go_on(client, address)
    assert CaseStudyPage.objects.count() == 2


def test_one_mail_tells_of_all_without_a_word_of_them(client, owner, django_capture_on_commit_callbacks):
    other = reviewer()
    # Who brings it reviews as well, and is told as who brought it.
    add_member(user=owner, organisation=owner.organisations.get(), role=Role.REVIEWER)
    rows = [[f"A-{number}", f"Quagga {number}.", "network"] for number in range(3)]
    address, _page = checked(client, xlsx(HEADER, *rows), name="quagga.xlsx")
    client.post(address, {"confirmed": "on"})
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        go_on(client, address)
        client.post(f"{address}continue/")
        importing._finish(Import.objects.get())
    assert sorted(one.to for one in mail.outbox) == sorted([[owner.email], [other.email]])
    to_owner = next(one for one in mail.outbox if one.to == [owner.email])
    assert "New: 3" in to_owner.body
    assert address in to_owner.body
    assert all("quagga" not in (one.subject + one.body).lower() for one in mail.outbox)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        made(client, xlsx(HEADER, *rows))
    assert [one.to for one in mail.outbox] == [[owner.email]], "nothing was made, so reviewers have nothing to read"


def test_what_rows_said_is_forgotten_when_the_cases_have_it(client, owner):
    made(client, xlsx(HEADER, GOOD, ["A-2", "", "network"]))
    assert [row.answers for row in ImportRow.objects.all()] == [{}, {}]


def test_imports_of_others_are_missing(client, owner):
    address, _page = checked(client, xlsx(HEADER, GOOD))
    for user in (contributor(), contributor(owner.organisations.get()), reviewer(owner.organisations.get())):
        client.force_login(user)
        assert client.get(address).status_code == 404
        assert client.post(address, {"confirmed": "on"}).status_code == 404
        assert client.post(f"{address}continue/").status_code == 404
        assert client.post(f"{address}delete/").status_code == 404
    assert Import.objects.get().confirmed_at is None


def test_a_file_is_brought_for_an_own_organisation_only(client, owner):
    other = new_organisation()
    values = {"kind": "case_study", "language": "en", "organisation": other.pk,
              "file": SimpleUploadedFile("a.xlsx", xlsx(HEADER, GOOD))}  # fmt: skip
    client.post(reverse("imports"), values)
    assert not Import.objects.filter(organisation=other).exists()


def test_nothing_is_confirmed_before_all_is_checked_or_by_who_has_left_the_organisation(client, owner):
    address = upload(client, xlsx(HEADER, GOOD)).url
    client.post(address, {"confirmed": "on"})
    assert Import.objects.get().confirmed_at is None
    go_on(client, address)
    owner.memberships.all().delete()
    with pytest.raises(NotPossible, match="may not share cases for this organisation"):
        importing.confirm_import(held=Import.objects.get(), by=User.objects.get(pk=owner.pk))


def test_what_was_read_is_deleted_and_cases_stay(client, owner):
    made(client, xlsx(HEADER, GOOD))
    client.post(reverse("import_delete", args=[Import.objects.get().key]))
    assert not Import.objects.exists()
    assert Contribution.objects.count() == 1


def test_the_command_does_the_same(owner, tmp_path, capsys):
    path = tmp_path / "cases.csv"
    path.write_bytes(text(HEADER, GOOD, ["A-2", "", "network"]))
    given = {"kind": "case_study", "organisation": owner.organisations.get().slug, "user": owner.email, "verbosity": 0}
    with pytest.raises(CommandError, match="--confirmed"):
        call_command("import_cases", path, **given)
    call_command("import_cases", path, dry_run=True, **given)
    assert "row 3, what_happened: Write what happened." in capsys.readouterr().out
    assert not Contribution.objects.exists()
    call_command("import_cases", path, confirmed=True, **given)
    call_command("import_cases", path, confirmed=True, **given)
    assert Contribution.objects.count() == 1
    with pytest.raises(CommandError, match="may not share cases for this organisation"):
        call_command("import_cases", path, dry_run=True, **{**given, "organisation": new_organisation().slug})
    with pytest.raises(CommandError, match="There is no organisation"):
        call_command("import_cases", path, dry_run=True, **{**given, "organisation": "nobody"})


def test_two_who_make_the_same_row_make_it_once(client, owner):
    checked(client, xlsx(HEADER, GOOD))
    held = Import.objects.get()
    importing.confirm_import(held=held, by=owner)
    held.refresh_from_db()
    row = ImportRow.objects.get()
    importing._make(row, held, owner)
    importing._make(row, held, owner)
    assert Contribution.objects.count() == 1


def test_a_file_that_is_deleted_while_its_rows_are_checked_or_made_is_gone(client, owner, monkeypatch):
    upload(client, xlsx(HEADER, GOOD))
    held, verdict_on = Import.objects.get(), importing.verdict_on

    def delete_and_judge(row, held, **how):
        verdict = verdict_on(row, held, **how)
        Import.objects.all().delete()
        return verdict

    monkeypatch.setattr(importing, "verdict_on", delete_and_judge)
    importing.check_rows(held=held)
    assert not ImportRow.objects.exists()


def test_a_row_forgets_what_it_says_as_soon_as_its_case_is_made(client, owner, monkeypatch):
    held = _brought(client, [GOOD, ["A-2", "Another text.", "network"]])
    importing.make_rows(held=held, by=owner, seconds=0)
    assert [bool(row.answers) for row in held.rows.all()] == [False, True]


def test_what_nobody_has_finished_is_deleted_after_two_weeks_and_cases_stay(client, owner):
    made(client, xlsx(HEADER, ["B-1", "Finished.", "network"]))
    finished = Import.objects.get()
    held = _brought(client, [GOOD, ["A-2", "Another text.", "network"]])
    # One that was finished is kept from then on.
    Import.objects.filter(pk=finished.pk).update(finished_at=held.created_at + timedelta(days=10))
    importing.make_rows(held=held, by=owner, seconds=0)
    with time_machine.travel(held.created_at + timedelta(days=13), tick=False):
        assert check_if_due()
        assert Import.objects.exists()
    with time_machine.travel(held.created_at + timedelta(days=15), tick=False):
        assert check_if_due()
    assert Import.objects.get() == finished
    assert Contribution.objects.count() == 2


def test_the_list_of_what_was_wrong_is_deleted_two_weeks_after_the_cases_were_made(client, owner):
    page = made(client, xlsx([*HEADER, "gender"], [*GOOD, ""], ["A-2", "Another.", "network", "Her name"]))
    assert "Her name" in page
    assert "This list is deleted after" in page
    finished = Import.objects.get().finished_at
    with time_machine.travel(finished + timedelta(days=13), tick=False):
        assert check_if_due()
        assert ImportRow.objects.exists()
    with time_machine.travel(finished + timedelta(days=15), tick=False):
        assert check_if_due()
    assert not Import.objects.exists()
    assert Contribution.objects.count() == 1


def test_erasing_a_case_reaches_the_rows_that_tell_of_it(client, owner):
    made(client, xlsx(HEADER, GOOD))
    _brought(client, [["A-1", "Her name was told again.", "network"], ["A-2", "Another.", "network"]])
    upload(client, xlsx(["id", "facts", "audience"], ["A-1", "Another kind.", "network"]), kind="court_case")
    client.force_login(contributor())
    upload(client, xlsx(HEADER, ["A-1", "Another organisation.", "network"]))
    forget_contribution_of(CaseStudyPage.objects.get())
    waiting = ImportRow.objects.filter(of_import__finished_at=None).order_by("pk")
    told = [row.answers.get("what_happened") or row.answers.get("facts") for row in waiting]
    assert told == [None, "Another.", "Another kind.", "Another organisation."]


def _brought(client, rows):
    """Bring a file, have it checked, confirm it, and return the import of which nothing is made yet."""
    address, _page = checked(client, xlsx(HEADER, *rows))
    client.post(address, {"confirmed": "on"})
    return Import.objects.get(finished_at=None)
