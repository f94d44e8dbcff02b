"""What is missing before something is published: shown where it is read and decided, and held where it is done."""

from django.core.files.base import ContentFile
from django.urls import reverse

from wagtail.models import Collection, PageLogEntry, Revision

import pytest

from accounts.roles import Role
from cases.models import CaseStudyPage
from contributions.models import Contribution
from contributions.services import gate, moderation
from contributions.services.moderation import NotPossible
from contributions.states import State
from files.services import store_file
from tests.contributing import contribution_in, contributor, member, reviewer
from tests.factories import new_organisation
from tests.makers import make_pdf

pytestmark = pytest.mark.django_db

WITHOUT = [
    ({"topics": []}, "It has no topic"),
    ({"exploitation_countries": ()}, "It has no country"),
    ({"year_from": None, "year_to": None}, "“Last year” is not filled in."),
    (
        {"elements_note": "", "acts": ()},
        "Not shown: act. Where it cannot be added, “Why this case is included” has to be filled in.",
    ),
]


@pytest.mark.parametrize(("values", "sentence"), WITHOUT)
def test_what_is_missing_is_said_and_nothing_is_published_without_it(client, values, sentence):
    held = contribution_in(State.APPROVED, contributor(), **values)
    client.force_login(reviewer())
    decision = reverse("review_decide", args=[held.reference, "publish"])
    for address in (reverse("review", args=[held.reference]), decision):
        page = client.get(address).content.decode()
        assert sentence in page, address
        assert "This field cannot be" not in page, address
        where = page.split("Before it can be published")[1].split("</section>")[0]
        assert reverse("wagtailadmin_pages:edit", args=[held.page_id]) in where, address
    answer = client.post(decision, {"version": held.page.latest_revision_id, "text": ""})
    assert sentence in answer.content.decode()
    held.refresh_from_db()
    assert held.state == State.APPROVED
    assert not CaseStudyPage.objects.get(pk=held.page_id).live


@pytest.mark.parametrize("values", [values for values, _ in WITHOUT])
def test_the_contributor_is_not_promised_that_it_is_published_soon(client, owner, values):
    lacking, whole = contribution_in(State.APPROVED, owner, **values), contribution_in(State.APPROVED, owner)
    pages = [client.get(reverse("contribution", args=[held.reference])).content.decode() for held in (lacking, whole)]
    assert ["Something has to be added before it can be published" in page for page in pages] == [True, False]
    assert ["will be published soon" in page for page in pages] == [False, True]


def test_what_is_complete_is_not_said_to_lack_anything(client):
    held = contribution_in(State.SUBMITTED, contributor())
    client.force_login(reviewer())
    assert "Before it can be published" not in client.get(reverse("review", args=[held.reference])).content.decode()


def test_a_kind_without_a_field_for_countries_is_not_asked_for_one(client, monkeypatch):
    monkeypatch.setattr(gate, "_COUNTRIES", ("no_such_field",))
    held = contribution_in(State.APPROVED, contributor(), exploitation_countries=())
    user = reviewer()
    client.force_login(user)
    assert "It has no country" not in client.get(reverse("review", args=[held.reference])).content.decode()
    assert moderation.publish(contribution=held, by=user).state == State.PUBLISHED


def test_a_file_without_text_is_pointed_out_and_keeps_nobody_from_publishing(client, media):
    files = [
        store_file(file=ContentFile(make_pdf([text]), name=name), title=name, language="en", collection=Collection.get_first_root_node())
        for name, text in (("scan.pdf", ""), ("letter.pdf", "What the centre wrote"))
    ]  # fmt: skip
    held = contribution_in(State.APPROVED, contributor(), attachments=files)
    user = reviewer()
    client.force_login(user)
    for address in (
        reverse("review", args=[held.reference]),
        reverse("review_decide", args=[held.reference, "publish"]),
    ):
        page = client.get(address).content.decode()
        assert "The file “scan.pdf” has no text that could be read by the machine" in page, address
        assert "The file “letter.pdf”" not in page, address
    assert moderation.publish(contribution=held, by=user).state == State.PUBLISHED


def test_that_somebody_holds_it_is_said_and_keeps_nobody_from_deciding(client):
    held = contribution_in(State.APPROVED, contributor())
    other, user = reviewer(first_name="Ana", last_name="Kovač"), reviewer()
    moderation.hand_over(contribution=held, by=other, to=other)
    client.force_login(user)
    page = client.get(reverse("review_decide", args=[held.reference, "publish"])).content.decode()
    assert "Ana Kovač holds it: ask before you decide." in page
    assert moderation.publish(contribution=held, by=user).state == State.PUBLISHED


def test_nothing_is_said_to_be_added_to_the_text_where_only_somebody_else_has_to_decide(client):
    author = member(Role.REVIEWER, new_organisation())
    held = contribution_in(State.SUBMITTED, author)
    client.force_login(author)
    page = client.get(reverse("review", args=[held.reference])).content.decode()
    assert "Before it can be published" in page
    assert "edit the text" not in page


def test_it_can_be_accepted_before_it_is_complete():
    held = contribution_in(State.SUBMITTED, contributor(), topics=[])
    assert moderation.approve(contribution=held, by=reviewer()).state == State.APPROVED
    with pytest.raises(NotPossible, match="no topic"):
        moderation.publish(contribution=held, by=reviewer())


def test_only_the_published_version_is_kept_and_the_history_tells_no_earlier_title():
    held = contribution_in(State.SUBMITTED, contributor(), title="Maria of Lodz")
    item = held.item.get_latest_revision_as_object()
    item.title = "A woman in a small town"
    item.save_revision()
    moderation.approve(contribution=held, by=reviewer())
    held = Contribution.objects.get(pk=moderation.publish(contribution=held, by=reviewer()).pk)
    assert Revision.page_revisions.filter(object_id=str(held.page_id)).count() == 1
    assert held.page.live_revision_id == held.page.latest_revision_id == held.approved_revision_id
    told = [f"{entry.label} {entry.data}" for entry in PageLogEntry.objects.filter(page_id=held.page_id)]
    assert told
    assert "Maria" not in " ".join(told)
