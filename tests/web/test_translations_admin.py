"""Editors and reviewers give an item title and summary in other languages in the admin's edit screen."""

from django.urls import reverse

import pytest

from accounts.roles import Role
from cases.models import CaseStudyPage
from tests.factories import case_study, court_case, person, publication
from tests.form_fields import form_with

pytestmark = pytest.mark.django_db

FRENCH = ["fr", "Une cuisine fermée", "Elle a travaillé\r\nsept jours.", "une bénévole"]
NOTHING = ["", "", "", ""]


@pytest.fixture
def edit(client):
    """Return a function that sends the edit form of an item with other rows of translations, and returns the answer."""
    client.force_login(person(Role.COORDINATOR))

    def run(item, *rows):
        path = reverse("wagtailadmin_pages:edit", args=[item.pk])
        body: dict[str, list[str]] = {"action-publish": ["1"]}
        for name, value in form_with(client.get(path).content.decode(), "title"):
            body.setdefault(name, []).append(value)
        body["translations"] = [part for row in rows for part in row]
        return client.post(path, body)

    return run


def stored(item):
    return [one.parts() for one in type(item).objects.get(pk=item.pk).translations]


@pytest.mark.parametrize("maker", [case_study, court_case, publication], ids=lambda maker: maker.__name__)
def test_what_is_typed_is_published_with_the_item_and_shown_in_the_form_again(client, edit, maker):
    item = maker()
    assert edit(item, FRENCH, NOTHING).status_code == 302
    assert stored(item) == [("fr", "Une cuisine fermée", "Elle a travaillé\r\nsept jours.", "une bénévole")]
    assert "Une cuisine fermée" in client.get(f"/fr{item.get_absolute_url()}").content.decode()
    page = client.get(reverse("wagtailadmin_pages:edit", args=[item.pk]))
    sent = [value for name, value in form_with(page.content.decode(), "title") if name == "translations"]
    assert [text.replace("\r\n", "\n") for text in sent] == [text.replace("\r\n", "\n") for text in FRENCH + NOTHING]
    field = page.context["form"]["translations"]
    assert not field.field.has_changed(field.initial, sent)


def test_a_row_whose_texts_are_emptied_is_removed(edit):
    item = case_study(translations=[dict(zip(("language", "title", "summary", "by"), FRENCH, strict=True))])
    assert edit(item, ["fr", " ", "", ""], NOTHING).status_code == 302
    assert stored(item) == []


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [FRENCH, ["fr", "Encore", "Une autre.", ""]],
            "There are two translations into this language: French. Keep one.",
        ),
        ([["en", "A kitchen", "She worked.", ""]], "The text itself is in this language: English."),
        ([["fr", "Sans résumé", "", ""]], "French: a translation needs a title and a summary."),
        ([["", "Une cuisine", "Elle a travaillé.", ""]], "Choose the language of the translation “Une cuisine”."),
        ([["xx", "Une cuisine", "Elle a travaillé.", ""]], "Choose the language of the translation “Une cuisine”."),
        ([["fr", "Une cuisine", "a" * 601, ""]], "French: the title has at most 255 characters, the summary 600"),
        ([["fr", "Une cuisine"]], "French: a translation needs a title and a summary."),
    ],
    ids=["twice", "own language", "no summary", "no language", "unknown language", "too long", "cut off"],
)
def test_what_cannot_be_is_refused_in_words_and_stays_in_the_form(edit, rows, sentence):
    item = case_study()
    answer = edit(item, *rows)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert sentence in text
    assert rows[0][1] in text, "nothing typed is lost"
    assert stored(item) == []


def test_two_versions_are_compared_translation_by_translation(client, edit):
    item = case_study()
    before = item.latest_revision
    edit(item, FRENCH)
    after = CaseStudyPage.objects.get(pk=item.pk).latest_revision
    path = reverse("wagtailadmin_pages:revisions_compare", args=[item.pk, before.pk, after.pk])
    page = client.get(path).content.decode()
    assert "fr: Une cuisine fermée – Elle a travaillé sept jours. [une bénévole]" in page
