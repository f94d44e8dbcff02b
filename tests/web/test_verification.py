"""Who checked what a case says: chosen by the reviewer, shown to readers, and searched by."""

from django.db import IntegrityError, transaction
from django.urls import reverse

import pytest

from cases.codes.verification import Verification
from catalogue.models import CatalogueEntry
from contributions.models import Contribution
from contributions.services import moderation
from contributions.services.sending import send
from contributions.states import State
from search.addresses import facet_url
from tests.contributing import contribution_in, contributor, reviewer
from tests.factories import case_study, publication

pytestmark = pytest.mark.django_db

SOURCE = "Checked by a reviewer, against the source document"


def accept(client, held, **given):
    form = {"version": held.page.latest_revision_id, "read": "on", "text": "", **given}
    return client.post(reverse("review_decide", args=[held.reference, "approve"]), form, follow=True)


def test_what_the_reviewer_chooses_is_shown_found_and_exported(client):
    held = contribution_in(State.SUBMITTED, contributor(), title="A checked one", audience="public")
    case_study(title="Another one")
    user = reviewer()
    client.force_login(user)
    accept(client, held, verification="source")
    held.refresh_from_db()
    assert held.approved_revision_id == held.page.latest_revision_id, "the version that says it is the accepted one"
    moderation.publish(contribution=held, by=user)
    client.logout()
    page = client.get(held.item.get_absolute_url()).content.decode()
    assert SOURCE in page
    assert facet_url("verification", "source") in page
    found = client.get(reverse("search"), {"verification": "source"}).content.decode()
    assert "A checked one" in found
    assert "Another one" not in found
    table = client.get(reverse("search_csv"), {"verification": "source"}).getvalue().decode()
    assert SOURCE in table


def test_nothing_is_accepted_without_saying_who_checked_it(client):
    held = contribution_in(State.SUBMITTED, contributor())
    client.force_login(reviewer())
    page = accept(client, held).content.decode()
    assert "Choose who checked it." in page
    assert Contribution.objects.get(pk=held.pk).state == State.SUBMITTED


def test_a_text_that_was_sent_again_has_to_be_checked_again():
    owner, user = contributor(), reviewer()
    held = contribution_in(State.SUBMITTED, owner)
    moderation.approve(contribution=held, by=user, verification="file")
    held = moderation.ask_for_changes(contribution=held, by=user, text="How old was she?")
    held.draft.answers = {**held.draft.answers, "audience": "network"}
    held.draft.save()
    send(draft=held.draft, by=owner)
    assert held.item.get_latest_revision_as_object().verification == Verification.NOT_CHECKED


def test_a_publication_says_nothing_of_it(client):
    item = publication()
    assert CatalogueEntry.objects.get(item=item.pk).verification == ""
    assert "Verification" not in client.get(item.get_absolute_url()).content.decode()


def test_the_database_takes_no_other_level():
    item = case_study()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(item).objects.filter(pk=item.pk).update(verification="sure")
