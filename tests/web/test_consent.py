"""Why a case may be shared is asked for in the admin and told to nobody else."""

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

import pytest

from accounts.roles import Role
from cases.models import CaseStudyPage
from catalogue.models import EntryText
from tests.factories import advocacy_outcome, case_study, court_case, person
from tests.web.planting import plant
from tests.web.surfaces import addresses, ask
from tests.web.test_copying import address as copy_address
from tests.web.test_copying import as_shown
from tests.web.test_topic_admin import item_values

pytestmark = pytest.mark.django_db

CASES = (case_study, court_case, advocacy_outcome)
DAY = date(1997, 11, 23)
# Years where a number begins: keys at random have four figures in a row now and then.
TOLD = re.compile(r"(?<![0-9A-Za-z])(?:1997|2093)|Another legal basis|consent_date")


@pytest.mark.usefixtures("media")
@pytest.mark.parametrize("member", [False, True], ids=["visitor", "member"])
@pytest.mark.parametrize("maker", CASES, ids=lambda maker: maker.__name__)
def test_consent_and_its_date_show_nowhere(client, maker, member):
    planted = plant(maker, consent="other", consent_date=DAY, kept_until=date(2093, 1, 1))
    if member:
        client.force_login(person(Role.NETWORK_READER))
    for path in addresses(planted):
        answer = ask(client, path)
        assert not [told for told in TOLD.findall(answer.text) if told not in path], path
    assert not EntryText.objects.filter(text__contains="1997").exists()


def test_the_form_of_a_case_asks_for_it(client):
    client.force_login(person(Role.COORDINATOR))
    item = case_study(live=False)
    url = reverse("wagtailadmin_pages:edit", args=[item.pk])
    values = {"consent": "person", "consent_date": "2024-02-29", "action-publish": "1"}
    assert client.post(url, item_values(client.get(url), **values)).status_code == 302
    item.refresh_from_db()
    assert (item.consent, item.consent_date) == ("person", date(2024, 2, 29))


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"consent": "person"}, "consent_date", "Say on which day the person agreed."),
        ({"consent_date": "2024-02-29"}, "consent", "Choose to what this date belongs."),
        (
            {"consent": "other", "consent_date": timezone.localdate() + timedelta(days=2)},
            "consent_date",
            "Choose a date that is not in the future.",
        ),
    ],
    ids=["no day", "no basis", "a day to come"],
)
def test_the_form_says_what_is_missing(client, values, field, sentence):
    client.force_login(person(Role.COORDINATOR))
    item = case_study(live=False)
    url = reverse("wagtailadmin_pages:edit", args=[item.pk])
    answer = client.post(url, item_values(client.get(url), **{**values, "action-publish": "1"}))
    assert answer.status_code == 200
    assert answer.context["form"].errors[field] == [sentence]


@pytest.mark.parametrize("maker", CASES, ids=lambda maker: maker.__name__)
def test_the_database_takes_no_other_basis_and_no_date_without_one(maker):
    item = maker()
    for values in ({"consent": "hearsay"}, {"consent": "", "consent_date": DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(item).objects.filter(pk=item.pk).update(**values)


def test_consent_to_one_story_is_not_copied_to_another(client):
    client.force_login(person(Role.COORDINATOR))
    item = case_study(consent="person", consent_date=DAY, kept_until=date(2093, 1, 1), verification="source")
    client.post(copy_address(item), as_shown(client, item))
    copy = CaseStudyPage.objects.exclude(pk=item.pk).get()
    for version in (copy, copy.get_latest_revision_as_object()):
        assert (version.consent, version.consent_date, version.kept_until) == ("", None, None)
        assert version.verification == "none", "nor who checked it"


def test_a_case_without_consent_can_be_checked_before_anybody_asks_for_it():
    item = case_study()
    item.full_clean()
    item.consent = "person"
    with pytest.raises(ValidationError):
        item.full_clean()
