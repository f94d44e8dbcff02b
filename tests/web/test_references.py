"""References are given when an item is stored, and to nothing else."""

from django.urls import reverse

import pytest

from accounts.roles import Role
from cases.models import CaseStudyIndexPage, CaseStudyPage, ReferenceCounter
from tests.factories import case_study, person

from .test_topic_admin import LEAST, new_item


def counters():
    return sorted(ReferenceCounter.objects.values_list("prefix", "year", "last"))


@pytest.mark.django_db
def test_previews_and_refused_forms_take_no_reference(client):
    client.force_login(person(Role.COORDINATOR))
    url, values = new_item(client, CaseStudyPage, **LEAST[CaseStudyPage])
    before = counters()
    index = CaseStudyIndexPage.objects.get()
    preview = reverse("wagtailadmin_pages:preview_on_add", args=["cases", "casestudypage", index.pk])
    for _ in range(3):
        assert client.post(preview, values).json()["is_valid"]
        assert client.get(preview, {"mode": ""}).status_code == 200
        assert client.post(url, {**values, "title": ""}).status_code == 200
    assert counters() == before
    assert client.post(url, values).status_code == 302
    assert counters() != before
    item = CaseStudyPage.objects.get()
    assert item.slug.startswith(item.reference.lower())


@pytest.mark.django_db
def test_an_insert_that_fails_gives_its_reference_back():
    first = case_study()
    before = counters()
    with pytest.raises(Exception, match="organisation"):
        case_study(title="No organisation", organisation=None)
    assert counters() == before
    assert case_study().reference.endswith(f"{int(first.reference[-4:]) + 1:04d}")
