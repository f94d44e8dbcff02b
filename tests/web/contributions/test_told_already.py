"""Before sending, what may be the same case is shown beside it: to who may see it, and never as a wall."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Collection

import pytest

from contributions.models import Contribution
from contributions.states import State
from files.services import store_file
from tests.contributing import contribution_in, contributor, make_draft
from tests.factories import case_study, court_case
from tests.makers import make_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

ECLI = "ECLI:CE:ECHR:2017:0330JUD002188415"
STORY = (
    "A woman from the east was promised work in a restaurant by a man who had helped her cousin. He took her to a flat"
    " above the kitchen and kept her papers. She worked from the morning until the last guest had gone, and was paid nothing."
)


def page_of(client, draft):
    return client.get(reverse("draft_check", args=[draft.key])).content.decode()


def draft_of(owner, kind="court_case", **answers):
    return make_draft(owner, kind=kind, answers={"facts": "Facts.", "audience": "public", **answers})


def test_the_same_ecli(client, owner):
    court_case(title="Chowdury", ecli=ECLI)
    page = page_of(client, draft_of(owner, ecli=ECLI))
    assert "Chowdury" in page
    assert "It has the same ECLI." in page


def test_the_same_court_and_number_and_not_the_number_alone(client, owner):
    court_case(title="Chowdury", court="District Court of Utrecht", case_numbers=("16/700-12",))
    there = {"court": "District court of Utrecht", "case_numbers": "16/700-12"}
    assert "with the same case number" in page_of(client, draft_of(owner, **there))
    elsewhere = {"court": "District Court of Assen", "case_numbers": "16/700-12"}
    assert "Has it been told already?" not in page_of(client, draft_of(owner, **elsewhere))


def test_sentences_that_are_the_same(client, owner):
    case_study(title="The cook", what_happened=f"{STORY} Then the police came.")
    draft = make_draft(owner, answers={"what_happened": STORY, "audience": "public"})
    page = page_of(client, draft)
    assert "The cook" in page
    assert "Sentences of its text are the same." in page
    other = make_draft(owner, answers={"what_happened": STORY[::-1], "audience": "public"})
    assert "Has it been told already?" not in page_of(client, other)


def test_a_topic_in_a_sentence_is_no_sentence_that_is_the_same(client, owner):
    case_study(title="The cook", what_happened="Another story.", topics=["withholding-of-documents", "forced-labour"])
    draft = make_draft(
        owner, answers={"what_happened": STORY.replace("paid", "kept in forced labour"), "audience": "public"}
    )
    assert "Has it been told already?" not in page_of(client, draft)


def test_the_same_file(client, owner):
    content = make_pdf(["What the centre wrote"])
    root = Collection.get_first_root_node()
    file = store_file(file=ContentFile(content, name="first.pdf"), title="First", language="en", collection=root)
    case_study(title="The cook", attachments=[file])
    draft = make_draft(owner, answers={"what_happened": "Short."})
    upload = SimpleUploadedFile("other.pdf", content)
    client.post(reverse("draft_files", args=[draft.key]), {"file": upload})
    assert "It has the same file." in page_of(client, draft)


def test_the_same_title_of_the_own_organisation(client, owner):
    contribution_in(State.SUBMITTED, owner, title="The cook")
    draft = make_draft(owner, answers={"title": "the Cook", "what_happened": "Short."})
    assert "sent something with the same title" in page_of(client, draft)
    stranger = contributor()
    client.force_login(stranger)
    theirs = make_draft(stranger, answers={"title": "the Cook", "what_happened": "Short."})
    assert "Has it been told already?" not in page_of(client, theirs)


def test_what_the_contributor_may_not_see_is_not_told_of(client, owner):
    court_case(title="Chowdury", ecli=ECLI, live=False, facts=STORY)
    page = page_of(client, draft_of(owner, ecli=ECLI, facts=STORY))
    assert "Has it been told already?" not in page
    assert "Chowdury" not in page


def test_a_warning_is_no_wall(client, owner):
    court_case(ecli=ECLI)
    draft = draft_of(owner, ecli=ECLI)
    assert client.post(reverse("draft_check", args=[draft.key]), {"confirmed": "on"}).status_code == 302
    assert Contribution.objects.count() == 1


def test_many_numbers_cost_no_more_statements_than_few(client, owner):
    """Two thirds of them ask the database whether the answers keep the constraints of a court case, one statement each."""
    costs = []
    for many in (2, 300):
        draft = draft_of(owner, case_numbers="\n".join(f"16/{number}" for number in range(many)))
        page_of(client, draft)
        with CaptureQueriesContext(connection) as statements:
            page_of(client, draft)
        costs.append(len([each for each in statements.captured_queries if "SAVEPOINT" not in each["sql"]]))
    assert costs[0] == costs[1]
    assert costs[1] <= 30


def test_of_what_the_network_reads_only_members_are_told(client, owner):
    court_case(title="Chowdury", ecli=ECLI, audience="network", organisation_naming="unnamed")
    assert "Chowdury" in page_of(client, draft_of(owner, ecli=ECLI))


def test_what_is_not_shared_yet_is_not_told_of(client, owner):
    tomorrow = timezone.localdate() + timedelta(days=1)
    court_case(title="Chowdury", ecli=ECLI, shared_from=tomorrow)
    assert "Chowdury" not in page_of(client, draft_of(owner, ecli=ECLI))
