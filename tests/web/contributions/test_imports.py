"""Spreadsheets of cases: nothing is made before it is confirmed, each row becomes a case once, and later files change it."""

import csv
import io
from datetime import date

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

import pytest
from openpyxl import Workbook, load_workbook

from cases.models import AdvocacyOutcomePage, CaseStudyPage, CourtCasePage
from contributions.models import Contribution, ContributionEvent, Draft, Import, ImportedCase, ImportRow
from contributions.services import importing, moderation
from contributions.states import State
from tests.contributing import contributor, reviewer
from tests.factories import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

HEADER = ["id", "what_happened", "audience"]
GOOD = ["A-1", "A woman was promised work.", "network"]


@pytest.fixture
def owner(client):
    user = contributor()
    client.force_login(user)
    return user


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def text(*rows, separator=",", encoding="utf-8"):
    found = io.StringIO(newline="")
    csv.writer(found, delimiter=separator).writerows(rows)
    return found.getvalue().encode(encoding)


def upload(client, content, kind="case_study", name="cases.xlsx"):
    values = {"kind": kind, "language": "en", "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("imports"), values)


def checked(client, content, **more):
    """Bring a file, press "continue" until it is checked, and return the address of what would be made with its page."""
    answer = upload(client, content, **more)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url, go_on(client, answer.url)


def go_on(client, address):
    page = client.get(address).content.decode()
    for _piece in range(20):
        if "data-goes-on" not in page:
            return page
        client.post(f"{address}continue/")
        page = client.get(address).content.decode()
    raise AssertionError(page)


def made(client, content, **more):
    """Bring a file, confirm it, and return the page that says what was made."""
    address, _page = checked(client, content, **more)
    client.post(address, {"confirmed": "on"})
    return go_on(client, address)


def test_nothing_is_made_before_it_is_confirmed(client, owner):
    address, page = checked(client, xlsx(HEADER, GOOD))
    assert "Make one case and send it for review" in page
    assert not Draft.objects.exists()
    assert "Tick the box to confirm it" in client.post(address).content.decode()
    client.post(f"{address}continue/")
    assert not Contribution.objects.exists()
    client.post(address, {"confirmed": "on"})
    assert "What was made" in go_on(client, address)
    held = Contribution.objects.get()
    assert (held.state, held.contributor, held.organisation) == (State.SUBMITTED, owner, owner.organisations.get())
    page = CaseStudyPage.objects.get()
    assert (page.live, page.audience, page.what_happened) == (False, "network", "A woman was promised work.")


def test_cells_become_answers_in_codes_or_words_and_in_any_language(client, owner):
    header = [
        *HEADER,
        "title",
        "language",
        "year_from",
        "exploitation_countries",
        "acts",
        "topics",
        "content_note",
        "gender",
    ]
    row = [7, "Une femme a travaillé.", "Public", "Une serveuse", "fr", 2019.0, "Allemagne; RO", "recruitment",
           "compensation", True, "female"]  # fmt: skip
    made(client, xlsx(header, row))
    page = CaseStudyPage.objects.get()
    assert (page.title, page.language, page.year_from, page.year_to) == ("Une serveuse", "fr", 2019, 2019)
    assert (set(page.exploitation_countries), page.acts) == ({"DE", "RO"}, ("recruitment",))
    assert [topic.slug for topic in page.topics.all()] == ["compensation"]
    assert (page.audience, page.content_note, page.gender) == ("public", True, "female")
    assert ImportedCase.objects.get().source_id == "7"


def test_days_of_a_court_case_are_read(client, owner):
    made(client, xlsx(["id", "facts", "audience", "decision_date"], ["1", "Facts.", "public", date(2021, 3, 4)]),
         kind="court_case")  # fmt: skip
    assert CourtCasePage.objects.get().decision_date == date(2021, 3, 4)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_with_each_separator(client, owner, separator, encoding):
    row = ["ż-1", "Two lines,\nwith; all\tof them.", "network"]
    made(client, text(HEADER, row, separator=separator, encoding=encoding), name="cases.csv")
    assert CaseStudyPage.objects.get().what_happened == row[1]
    assert ImportedCase.objects.get().source_id == "ż-1"


@pytest.mark.parametrize("kind", ["case_study", "court_case", "advocacy_outcome"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_template_that_is_filled_in_is_understood(client, owner, kind, ending):
    answer = client.get(reverse("import_template", args=[kind, ending]))
    main = {"case_study": "what_happened", "court_case": "facts", "advocacy_outcome": "what_changed"}[kind]
    row = {"id": "1", "audience": "network", main: "Something."}
    if ending == "xlsx":
        book = load_workbook(io.BytesIO(answer.content))
        names = [cell.value for cell in book["cases"][1]]
        book["cases"].append([row.get(name) for name in names])
        content = io.BytesIO()
        book.save(content)
        filled = content.getvalue()
    else:
        names = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        filled = answer.content + text([row.get(name, "") for name in names])
    made(client, filled, kind=kind)
    model = {"case_study": CaseStudyPage, "court_case": CourtCasePage, "advocacy_outcome": AdvocacyOutcomePage}[kind]
    assert model.objects.get().audience == "network"
    assert Contribution.objects.count() == 1


def test_every_bad_cell_is_listed_with_its_row_and_column_and_the_rest_is_made(client, owner):
    header = [*HEADER, "year_from", "topics", "content_note", "acts"]
    rows = [
        [*GOOD, "20x1", "xyzzy", "perhaps", "flying"],
        ["A-2", "", "nobody", "", "", "", ""],
        ["A-3", "A man was promised work.", "public", "2020", "", "", ""],
        ["", "Without an id.", "public", "", "", "", ""],
        ["A-3", "Another man.", "public", "", "", "", ""],
    ]
    address, page = checked(client, xlsx(header, *rows))
    found = {(row.number, column) for row in ImportRow.objects.all() for column, _sentence in row.problems}
    assert found == {
        (2, "year_from"), (2, "topics"), (2, "content_note"), (2, "acts"), (3, "what_happened"), (3, "audience"),
        (5, "id"), (6, "id"),
    }  # fmt: skip
    for sentence in ("Enter a whole number.", "“xyzzy” is not known.", "Write yes or no.", "Write what happened.",
                     "There is no id.", "Row 4 has the same id."):  # fmt: skip
        assert sentence in page
    client.post(address, {"confirmed": "on"})
    go_on(client, address)
    assert [page.what_happened for page in CaseStudyPage.objects.all()] == ["A man was promised work."]


def test_the_same_file_again_changes_nothing(client, owner):
    made(client, xlsx(HEADER, GOOD))
    _address, page = checked(client, xlsx(HEADER, GOOD))
    assert "There is nothing to make." in page
    assert ImportRow.objects.latest("pk").state == "unchanged"
    assert Contribution.objects.count() == 1


def test_a_later_file_changes_what_lies_with_the_reviewers_and_it_has_to_be_accepted_again(client, owner):
    made(client, xlsx([*HEADER, "title"], [*GOOD, "A waitress"]))
    held = Contribution.objects.get()
    moderation.approve(contribution=held, by=reviewer())
    address, page = checked(client, xlsx(HEADER, ["A-1", "A woman was promised other work.", "network"]))
    assert "Differs in: <code>what_happened</code>" in page
    assert ImportRow.objects.latest("pk").changes == ["what_happened"]
    client.post(address, {"confirmed": "on"})
    go_on(client, address)
    held.refresh_from_db()
    page = CaseStudyPage.objects.get()
    assert (page.title, page.what_happened) == ("A waitress", "A woman was promised other work.")
    assert (held.state, held.approved_by, held.approved_revision) == (State.SUBMITTED, None, None)
    assert held.draft.is_sent
    assert ContributionEvent.objects.filter(action="renew").count() == 1


def test_what_a_reviewer_took_out_stays_out_of_columns_that_a_later_file_has_not(client, owner):
    made(client, xlsx([*HEADER, "result"], [*GOOD, "Quagga."]))
    page = CaseStudyPage.objects.get()
    page.result = ""
    page.save_revision(user=reviewer(), clean=False)
    made(client, xlsx(HEADER, ["A-1", "Other words.", "network"]))
    newest = CaseStudyPage.objects.get().get_latest_revision_as_object()
    assert (newest.what_happened, newest.result) == ("Other words.", "")


def test_a_later_file_answers_a_reviewer_who_asked_for_changes(client, owner):
    made(client, xlsx(HEADER, GOOD))
    moderation.ask_for_changes(contribution=Contribution.objects.get(), by=reviewer(), text="How old was she?")
    made(client, xlsx(HEADER, ["A-1", "A woman of 30 was promised work.", "network"]))
    assert Contribution.objects.get().state == State.SUBMITTED
    assert CaseStudyPage.objects.get().what_happened == "A woman of 30 was promised work."


def test_what_is_published_is_left_and_said(client, owner):
    made(client, xlsx(HEADER, GOOD))
    held = Contribution.objects.get()
    held.state, held.draft = State.PUBLISHED, None
    held.save()
    _address, page = checked(client, xlsx(HEADER, ["A-1", "Other words.", "network"]))
    assert f"It is published already as {held.reference}." in page
    assert "There is nothing to make." in page


def test_an_id_is_of_one_organisation_and_one_kind(client, owner):
    made(client, xlsx(HEADER, GOOD))
    made(client, xlsx(["id", "facts", "audience"], ["A-1", "Facts.", "public"]), kind="court_case")
    client.force_login(contributor())
    made(client, xlsx(HEADER, GOOD))
    assert Contribution.objects.count() == 3


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
    rows = [[f"A-{number}", f"Quagga {number}.", "network"] for number in range(3)]
    address, _page = checked(client, xlsx(HEADER, *rows), name="quagga.xlsx")
    client.post(address, {"confirmed": "on"})
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        go_on(client, address)
        client.post(f"{address}continue/")
    assert sorted(one.to for one in mail.outbox) == sorted([[owner.email], [other.email]])
    to_owner = next(one for one in mail.outbox if one.to == [owner.email])
    assert "New: 3" in to_owner.body
    assert address in to_owner.body
    assert all("quagga" not in (one.subject + one.body).lower() for one in mail.outbox)


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
    other = OrganisationFactory()
    values = {"kind": "case_study", "language": "en", "organisation": other.pk,
              "file": SimpleUploadedFile("a.xlsx", xlsx(HEADER, GOOD))}  # fmt: skip
    client.post(reverse("imports"), values)
    assert not Import.objects.filter(organisation=other).exists()


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
