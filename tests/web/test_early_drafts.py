"""In the admin a draft of a case is saved early, and says what it still needs."""

from datetime import date

from django.urls import reverse

import pytest

from cases.models import CASE_TYPES, AdvocacyOutcomePage, CaseStudyPage
from tests.factories import case_study
from tests.web.test_topic_admin import LEAST, coordinator, item_values, new_item

__all__ = ["coordinator"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", CASE_TYPES)
def test_a_draft_with_only_a_title_says_what_it_needs_and_stores_nothing(client, coordinator, model):
    url, values = new_item(client, model)
    response = client.post(url, {**values, "organisation": ""})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"organisation", *LEAST[model]}
    assert not model.objects.exists()


@pytest.mark.parametrize("model", CASE_TYPES)
def test_a_draft_with_the_least_it_needs_is_saved_and_not_published(client, coordinator, model):
    url, values = new_item(client, model, **LEAST[model])
    assert client.post(url, values).status_code == 302
    draft = model.objects.get()
    assert not draft.live
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    response = client.post(edit, item_values(client.get(edit), topics="", **{"action-publish": "1"}))
    assert "summary" in response.context["form"].errors
    assert not model.objects.get().live


@pytest.mark.parametrize(
    ("model", "choice"),
    [
        *[(model, name) for model in CASE_TYPES for name in ("language", "audience", "organisation_naming")],
        (CaseStudyPage, "age_band"),
        (CaseStudyPage, "gender"),
        (AdvocacyOutcomePage, "date_precision"),
        (AdvocacyOutcomePage, "contribution_strength"),
    ],
)
def test_a_draft_without_a_choice_that_the_database_needs_says_so(client, coordinator, model, choice):
    url, values = new_item(client, model, **LEAST[model])
    response = client.post(url, {**values, choice: ""})
    assert response.context["form"].errors.keys() == {choice}


def test_days_are_chosen_without_the_inline_script_that_the_content_security_policy_stops(client, coordinator):
    item = case_study(shared_until=date(2031, 2, 28))
    text = client.get(f"/admin/pages/{item.pk}/edit/").content.decode()
    assert '<input type="date" name="shared_until" value="2031-02-28"' in text
    assert "initDateChooser" not in text
