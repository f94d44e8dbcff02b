"""Drafts, and what was sent and is not published, show to the people of the organisation that shares them and to nobody else."""

from uuid import uuid4

from django.urls import reverse

import pytest

from accounts.roles import Role
from cases.models import CaseStudyPage
from contributions import urls
from contributions.models import Contribution, Import
from contributions.services import moderation
from tests.contributing import contributor, make_draft, member, reviewer
from tests.factories import case_study, new_organisation
from tests.web.planting import LOWER, MARKER
from tests.web.surfaces import addresses, ask
from tests.web.test_visibility_matrix import plant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

OWNER, COLLEAGUE, OTHERS = "owner", "colleague", "others"
# Which of the people see the marker on each page of contributors: of a draft, and of what was sent.
SHOWN = {
    "share": set(),
    "draft": {OWNER},
    "draft_step": {OWNER},
    "draft_autosave": set(),
    "draft_files": {OWNER},
    "draft_file_remove": set(),
    "draft_check": {OWNER},
    "draft_delete": {OWNER},
    "my_contributions": {OWNER, COLLEAGUE},
    "contribution": {OWNER, COLLEAGUE},
    "contribution_action": {OWNER, COLLEAGUE},
    "contribution_copy": set(),
    "imports": {OWNER},
    "import": {OWNER},
    "import_continue": set(),
    "import_delete": set(),
    "import_template": set(),
}
STRANGERS = ("anonymous", "reader", "contributor elsewhere", "reviewer elsewhere", "reader of the organisation")


@pytest.fixture
def owner():
    return contributor(new_organisation(name="Quiet House"))


def marked(owner):
    """Return a draft with the marker in each answer and a file, and a contribution that was made of such a one."""
    answers = {"title": f"{MARKER} title", "what_happened": f"{MARKER} happened.", "audience": "public"}
    draft = make_draft(owner, answers=answers)
    draft.files.create(file=f"drafts/{uuid4()}.pdf", name=f"{LOWER}.pdf", media_type="pdf", size=1, texts=[])
    other = make_draft(owner, answers=answers)
    page = case_study(
        live=False, organisation=draft.organisation, title=f"{MARKER} title", what_happened=f"{MARKER} happened."
    )
    held = moderation.submit(draft=other, page=page.page_ptr, reference=page.reference, by=owner)
    moderation.ask_for_changes(contribution=held, by=reviewer(), text=f"{MARKER} question?")
    brought = draft.organisation.imports.create(owner=owner, kind=draft.kind, file_name=f"{LOWER}.xlsx")
    problems = [["topics", f"“{MARKER}” is not known."]]
    brought.rows.create(number=2, source_id="1", answers=answers, problems=problems, state="bad")
    return draft, Contribution.objects.get()


def pages(draft, held):
    """Return (name, address) of each page of contributors."""
    file, brought = draft.files.get(), Import.objects.get().key
    arguments = {
        "draft": [draft.key], "draft_step": [draft.key, "story"], "draft_autosave": [draft.key, "story"],
        "draft_files": [draft.key], "draft_file_remove": [draft.key, file.pk], "draft_check": [draft.key],
        "draft_delete": [draft.key], "contribution": [held.reference], "contribution_copy": [held.reference],
        "contribution_action": [held.reference, "answer"], "import": [brought], "import_continue": [brought],
        "import_delete": [brought], "import_template": ["case_study", "xlsx"],
    }  # fmt: skip
    return [(name, reverse(name, args=arguments.get(name, []))) for name in SHOWN]


def people(owner):
    """Return the people who come to the pages; None is somebody who is not signed in."""
    organisation = owner.organisations.get()
    return {
        OWNER: owner,
        COLLEAGUE: contributor(organisation),
        "anonymous": None,
        "reader": member(Role.NETWORK_READER, new_organisation()),
        "contributor elsewhere": contributor(),
        "reviewer elsewhere": reviewer(),
        "reader of the organisation": member(Role.NETWORK_READER, organisation),
    }


def test_the_table_has_every_page_of_contributors():
    assert {pattern.name for pattern in urls.urlpatterns} == set(SHOWN)


def test_contributors_pages_show_to_the_organisation_only(client, owner):
    draft, held = marked(owner)
    for who, user in people(owner).items():
        client.logout()
        if user is not None:
            client.force_login(user)
        for name, address in pages(draft, held):
            answer = ask(client, address)
            shown = LOWER in answer.text.lower()
            assert shown == (who in SHOWN[name]), (who, name)
            if who in STRANGERS and name not in {"share", "my_contributions", "imports"}:
                assert "Quiet House" not in answer.text, (who, name)


def test_nobody_changes_what_is_not_theirs(client, owner):
    draft, held = marked(owner)
    before = draft.answers
    for who, user in people(owner).items():
        if who in STRANGERS and user is not None:
            client.force_login(user)
            for _name, address in pages(draft, held):
                sent = {
                    "version": 9,
                    "asked": "what_happened",
                    "what_happened": "Mine now.",
                    "text": "x",
                    "confirmed": "on",
                }
                client.post(address, sent)
    draft.refresh_from_db()
    assert draft.answers == before
    assert draft.files.count() == 1
    assert Import.objects.get().confirmed_at is None
    assert Contribution.objects.get().events.count() == 2


def test_a_draft_and_what_was_sent_show_on_no_surface_of_the_site(client, owner):
    planted = plant(case_study)
    surfaces = addresses(planted)
    CaseStudyPage.objects.filter(pk=planted.item.pk).get().unpublish()
    marked(owner)
    for user in (None, member(Role.NETWORK_READER, new_organisation()), owner):
        client.logout()
        if user is not None:
            client.force_login(user)
        for address in surfaces:
            text = ask(client, address).text.lower()
            for words in (f"{LOWER} title", f"{LOWER} happened", f"{LOWER} question"):
                assert words not in text, (address, words)


def test_pages_of_contributors_are_kept_by_nobody_and_listed_by_no_search_engine(client, owner):
    draft, held = marked(owner)
    client.force_login(owner)
    for name, address in pages(draft, held):
        answer = client.get(address)
        if answer.status_code == 200:
            assert "no-store" in answer["Cache-Control"], name
            # A file to fill in is no page, and nobody finds it without signing in.
            if name != "import_template":
                assert '<meta name="robots" content="noindex">' in answer.content.decode(), name
