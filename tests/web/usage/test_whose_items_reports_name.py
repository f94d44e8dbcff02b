"""A report that bears the name of an organisation ties it to no item that must not be named with it."""

from datetime import UTC, datetime

import pytest

from accounts.roles import Role
from tests.factories import case_study, new_organisation, publication
from tests.usage_counting import count_day
from tests.web.planting import make_use
from tests.web.usage.reporting import MARCH, file_of, make, sent_back, signed_in, text_of
from usage.models import Report, Use

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_what_a_report_of_an_organisation_may_not_name_is_refused_with_one_sentence():
    own = new_organisation()
    named = publication(organisation=own)
    refused = [
        publication(organisation=own, organisation_naming="unnamed").reference,
        publication(organisation=new_organisation()).reference,
        case_study(organisation=own, audience="network").reference,
        "PB-2020-0001",
    ]
    client = signed_in(Role.CONTRIBUTOR, own)
    said = {
        sent_back(client, organisation=str(own.pk), references=f"{named.reference} {one}").replace(one, "…")
        for one in refused
    }
    assert len(said) == 1
    assert "No item that everybody may read under the name of this organisation has the reference …" in said.pop()
    assert not Report.objects.exists()
    assert named.reference in text_of(client, make(client, organisation=str(own.pk), references=named.reference))


def test_an_item_that_loses_the_name_later_is_named_in_no_form_of_the_report():
    own = new_organisation()
    study = publication(title="Quiet study", organisation=own)
    count_day(study, MARCH, downloads=40)
    client = signed_in(Role.CONTRIBUTOR, own)
    path = make(client, organisation=str(own.pk), references=study.reference)
    assert "Quiet study" in text_of(client, path)
    study.organisation_naming = "unnamed"
    study.save_revision().publish()
    for text in (text_of(client, path), *(file_of(client, path, one).decode() for one in ("csv", "json", "tsv"))):
        assert study.reference not in text
        assert "Quiet study" not in text
    assert "Downloads 40" in text_of(client, path)


def test_a_use_is_told_without_the_items_that_do_not_bear_the_name():
    own = new_organisation()
    study = publication(title="Named study", organisation=own)
    count_day(study, MARCH, downloads=40)
    quiet = publication(title="Quiet study", organisation=own, organisation_naming="unnamed")
    use = make_use(study, quiet, account="A court cited it.")
    Use.objects.filter(pk=use.pk).update(decided_at=datetime(2026, 4, 1, tzinfo=UTC))
    client = signed_in(Role.CONTRIBUTOR, own)
    text = text_of(client, make(client, organisation=str(own.pk)))
    assert "A court cited it. quoted: Named study" in text
    assert "Quiet study" not in text
