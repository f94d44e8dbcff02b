"""Other items are named in the forms of the admin by their references: nobody chooses from a list of every page."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest

from accounts.roles import Role
from cases.models import CaseStudyPage
from tests.factories import advocacy_outcome, case_study, court_case, person, publication
from tests.form_fields import changed, form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def edit(client):
    """Return a function that sends the edit form of an item as it is shown, with changes, and returns the answer."""
    client.force_login(person(Role.COORDINATOR))

    def run(item, **changes):
        path = reverse("wagtailadmin_pages:edit", args=[item.pk])
        fields = changed(form_with(client.get(path).content.decode(), "title"), **{"action-publish": "1", **changes})
        body: dict[str, list[str]] = {}
        for name, value in fields:
            body.setdefault(name, []).append(value)
        return client.post(path, body)

    return run


def related(item) -> set[int]:
    return set(CaseStudyPage.objects.get(pk=item.pk).related_items.values_list("pk", flat=True))


def test_items_of_every_kind_are_named_by_their_references(edit):
    item = case_study()
    others = [court_case(), publication(), advocacy_outcome(), case_study()]
    lines = [f"  {other.reference.lower()} whatever stands behind it" for other in others]
    assert edit(item, related_items="\r\n".join([*lines, "", lines[0]])).status_code == 302
    assert related(item) == {other.pk for other in others}


def test_what_is_named_is_shown_with_its_title_and_stays_when_the_form_is_sent(client, edit):
    other = court_case(title="A v B")
    item = case_study(related_items=[other.page_ptr])
    page = client.get(reverse("wagtailadmin_pages:edit", args=[item.pk]))
    assert f"{other.reference} A v B" in page.content.decode()
    field = page.context["form"]["related_items"]
    assert not field.field.has_changed(field.initial, field.value())
    assert edit(item).status_code == 302
    assert related(item) == {other.pk}
    assert edit(item, related_items="").status_code == 302
    assert related(item) == set()


@pytest.mark.parametrize("typed", ["CS-1999-9999", "A title", "Home", "CS-1999-0001; DROP TABLE x", "\u202e", "1"])
def test_what_names_no_item_is_refused_in_words_and_stays_in_the_form(edit, typed):
    item = case_study()
    answer = edit(item, related_items=typed)
    assert "There is no item" in answer.content.decode()
    assert typed in answer.content.decode()
    assert related(item) == set()


def test_what_supported_an_outcome_is_named_in_the_same_way(edit):
    study, outcome = case_study(), advocacy_outcome()
    assert edit(outcome, supporting_items=study.reference).status_code == 302
    outcome.refresh_from_db()
    assert [page.pk for page in outcome.supporting_items.all()] == [study.pk]


def test_the_form_does_not_grow_with_the_number_of_items(client, edit):
    item = case_study()
    path = reverse("wagtailadmin_pages:edit", args=[item.pk])
    client.get(path)

    def cost() -> tuple[int, bool]:
        with CaptureQueriesContext(connection) as captured:
            text = client.get(path).content.decode()
        return len(captured), "Unmistakable" in text

    before = cost()
    for number in range(5):
        case_study(title=f"Unmistakable {number}")
    assert cost() == (before[0], False)
