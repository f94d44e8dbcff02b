"""What is written in COUNTER's form has that form, so that programs which read such reports read these."""

import json

import pytest

from accounts.roles import Role
from tests.counter_rules import faults_in_json, faults_in_tsv
from tests.factories import case_study, publication
from tests.usage_counting import count_day
from tests.web.usage.test_reports import APRIL, MARCH, file_of, make, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def faults(client, path: str) -> list[str]:
    """Return what is wrong in the report in its two forms."""
    table = file_of(client, path, "tsv").decode("utf-8-sig")
    return faults_in_json(json.loads(file_of(client, path, "json"))) + faults_in_tsv(table)


def test_a_report_has_the_form_that_counter_asks_for(settings):
    settings.SITE_NAME = "7 Ärzte: cases of a network with a long name"
    study, case = publication(title="=The study\twith a tab", doi="10.1234/abcd", year=2024), case_study()
    count_day(study, MARCH, downloads=40, views=1060)
    count_day(study, APRIL, downloads=20, views=50)
    count_day(case, APRIL, views=30)
    client = signed_in(Role.COORDINATOR)
    path = make(client)
    assert faults(client, path) == []
    assert len(json.loads(file_of(client, path, "json"))["Report_Items"][0]["Items"]) == 2


def test_a_report_of_nothing_has_it_too():
    case_study()
    client = signed_in(Role.COORDINATOR)
    assert faults(client, make(client)) == []
