"""What the admin tells of the past: who withdrew and deleted what, how two versions differ, and exports without formulas."""

from io import BytesIO

from django.test import Client
from django.urls import reverse

import pytest
from openpyxl import load_workbook

from accounts.roles import Role
from tests.factories import case_study, person

pytestmark = pytest.mark.django_db

HISTORY = reverse("wagtailadmin_reports:site_history")


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


def test_coordinators_see_who_withdrew_and_who_deleted_what(client, coordinator):
    item, draft = case_study(title="Was public"), case_study(title="Was a draft", live=False)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[item.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    other = person(Role.COORDINATOR)
    client.force_login(other)
    text = client.get(HISTORY).content.decode()
    assert "Was public" in text
    assert "Withdrawn" in text
    assert "Was a draft" in text
    assert coordinator.email in text or coordinator.get_username() in text


def test_reviewers_do_not_see_what_was_deleted(client, coordinator):
    draft = case_study(title="Was a draft", live=False)
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    reviewer = Client()
    reviewer.force_login(person(Role.REVIEWER))
    assert "Was a draft" not in reviewer.get(HISTORY).content.decode()


def test_a_comparison_keeps_the_entries_of_lists_apart(client, coordinator):
    item = case_study(means=("fraud",), elements_note="")
    first = item.latest_revision_id
    item.means = ("fraud", "deception")
    second = item.save_revision().pk
    url = reverse("wagtailadmin_pages:revisions_compare", args=[item.pk, first, second])
    text = client.get(url).content.decode()
    assert "Fraud, " in text
    assert 'class="addition">Deception' in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exports_of_the_admin_hold_no_formula(client, coordinator, kind):
    case_study(title='=HYPERLINK("https://example.org")')
    answer = client.get(HISTORY, {"export": kind})
    body = b"".join(answer.streaming_content)
    if kind == "xlsx":
        cells = [str(cell.value) for row in load_workbook(BytesIO(body)).active.iter_rows() for cell in row]
    else:
        cells = body.decode().replace('"', "").replace("\r\n", ",").split(",")
    found = [cell for cell in cells if "HYPERLINK" in cell]
    assert found
    assert all(cell.startswith("'=") for cell in found)
