"""Contributors give a case title and summary in other languages: in the form, and in columns of a spreadsheet."""

import csv
import io
from uuid import uuid4

from django.urls import reverse

import pytest

from cases.models import CaseStudyPage
from contributions.models import Contribution, ImportRow
from contributions.services import moderation
from contributions.services.copying import copy_contribution
from contributions.services.sending import NotReady, send
from tests.contributing import make_draft, reviewer
from tests.form_fields import form_with
from tests.web.contributions.spreadsheets import GOOD, HEADER, checked, made, xlsx

from .test_drafts import send_step, step_address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

FRENCH = ["fr", "Une cuisine", "Elle a travaillé.", "une bénévole"]
DUTCH = ["nl", "Een keuken", "Zij werkte.", ""]
NOTHING = ["", "", "", ""]
TOLD = {"what_happened": "A woman was promised work.", "audience": "network"}
SENTENCE = "French: a translation needs a title and a summary."


def newest():
    return CaseStudyPage.objects.get().get_latest_revision_as_object()


def languages():
    return [one.language for one in newest().translations]


def test_what_is_typed_is_kept_sent_and_read_by_the_reviewer(client, owner):
    draft = make_draft(owner, answers=TOLD)
    send_step(client, draft, translations=[*FRENCH, *NOTHING])
    draft.refresh_from_db()
    assert draft.answers["translations"] == FRENCH
    shown = form_with(client.get(step_address(draft)).content.decode(), "translations")
    assert [value for name, value in shown if name == "translations"] == [*FRENCH, *NOTHING]
    line = "fr: Une cuisine – Elle a travaillé. [une bénévole]"
    assert line in client.get(reverse("draft_check", args=[draft.key])).content.decode()
    held = send(draft=draft, by=owner)
    assert [list(one.parts()) for one in newest().translations] == [FRENCH]
    client.force_login(reviewer())
    assert line in client.get(reverse("review", args=[held.reference])).content.decode()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["fr", "Sans résumé", "", ""], SENTENCE),
        (["en", "A kitchen", "Work.", ""], "The text itself is in this language: English"),
    ],
    ids=["no summary", "own language"],
)
def test_what_cannot_be_is_kept_as_it_was_typed_and_is_not_sent(client, owner, row, sentence):
    draft = make_draft(owner, answers=TOLD)
    send_step(client, draft, translations=row)
    draft.refresh_from_db()
    assert draft.answers["translations"] == row
    with pytest.raises(NotReady) as refused:
        send(draft=draft, by=owner)
    (problem,) = refused.value.problems
    assert (problem.step, problem.question) == ("story", "translations")
    assert sentence in problem.message


def test_what_is_wrong_is_told_with_a_link_to_the_fields(client, owner):
    page = send_step(client, make_draft(owner), translations=["fr", "Sans résumé", "", ""]).content.decode()
    assert 'href="#id_translations"' in page
    assert '<div class="translations" id="id_translations">' in page


def test_a_translation_by_a_reviewer_is_in_the_draft_that_comes_back_and_in_no_copy(client, owner):
    draft = make_draft(owner, answers=TOLD)
    held = send(draft=draft, by=owner)
    page = newest()
    page.translations = [dict(zip(("language", "title", "summary", "by"), FRENCH, strict=True))]
    page.save_revision(user=reviewer(), clean=False)
    moderation.ask_for_changes(contribution=held, by=reviewer(), text="How old was she?")
    draft.refresh_from_db()
    assert draft.answers["translations"] == FRENCH
    copy = copy_contribution(contribution=Contribution.objects.get(), by=owner, key=uuid4())
    assert "translations" not in copy.answers


def test_the_template_has_columns_for_the_languages_of_the_site_and_others_are_taken_too(client, owner):
    answer = client.get(reverse("import_template", args=["case_study", "csv"]))
    names = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {"title:fr", "summary:fr", "by:fr", "title:ar"} <= set(names)
    assert not {"translations", "title:uk"} & set(names)
    made(
        client,
        xlsx([*HEADER, "Title:FR", "summary:fr", "title:uk", "summary:uk"], [*GOOD, *FRENCH[1:3], "Кухня", "Праця."]),
    )
    assert languages() == ["fr", "uk"]


def test_half_a_translation_in_a_file_is_named_with_its_row(client, owner):
    checked(client, xlsx([*HEADER, "title:fr"], [*GOOD, "Une cuisine"]))
    assert ImportRow.objects.get().problems == [["translations", SENTENCE]]


def test_a_later_file_changes_the_languages_that_it_has_columns_for(client, owner):
    header = [*HEADER, "title:fr", "summary:fr"]
    made(client, xlsx([*header, "title:nl", "summary:nl"], [*GOOD, *FRENCH[1:3], *DUTCH[1:3]]))
    made(client, xlsx(header, [*GOOD, "Autre cuisine", "Elle travaillait."]))
    assert [one.title for one in newest().translations] == ["Autre cuisine", "Een keuken"]
    _address, page = checked(client, xlsx(header, [*GOOD, "Autre cuisine", "Elle travaillait."]))
    assert "There is nothing to make." in page
    made(client, xlsx(header, [*GOOD, "", ""]))
    assert languages() == ["nl"]
