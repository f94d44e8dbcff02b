"""A pasted story proposes answers, and nothing that was proposed counts before somebody has ticked it."""

from uuid import uuid4

from django.urls import reverse

import pytest

from contributions.models import Draft

pytestmark = pytest.mark.django_db

STORIES = [
    (
        "de",
        "Eine Frau aus Bulgarien wurde 2021 mit dem Versprechen einer Arbeit nach Deutschland geholt. Sie musste vierzehn Stunden am"
        " Tag in einem Restaurant arbeiten. Es war Zwangsarbeit. Später klagte sie auf Entschädigung.",
        {"topics": "forced-labour", "exploitation_countries": "DE", "origin_countries": "BG"},
    ),
    (
        "nl",
        "Een man uit Roemenië werkte in 2019 in Nederland op een boerderij. Zijn paspoort was afgenomen. Het was gedwongen arbeid,"
        " en hij kreeg later een schadevergoeding.",
        {"topics": "forced-labour", "exploitation_countries": "NL", "origin_countries": "RO"},
    ),
]


def begin(client, text, kind="case_study"):
    client.post(reverse("share"), {"key": str(uuid4()), "kind": kind, "text": text})
    return Draft.objects.get()


@pytest.mark.parametrize(("language", "text", "proposed"), STORIES)
def test_what_a_story_tells_is_proposed_and_ticked_by_a_person(client, owner, language, text, proposed):
    draft = begin(client, text)
    assert draft.language == language
    assert draft.answers == {"what_happened": text}
    page = client.get(reverse("draft_step", args=[draft.key, "about"])).content.decode()
    assert "Found in your text; tick what is right:" in page
    for question, value in proposed.items():
        assert value in draft.proposals[question], question
        box = page.split(f'name="{question}"')
        assert any(f'value="{value}"' in part.partition(">")[0] for part in box[1:]), question
        assert not any("checked" in part.partition(">")[0] for part in box[1:]), question
    assert "Found in your text: 20" in page


def test_a_judgment_proposes_its_identifiers(client, owner):
    ecli = "ECLI:CE:ECHR:2017:0330JUD002188415"
    draft = begin(client, f"The Court found a violation of Article 4 ECHR in Chowdury ({ecli}).", kind="court_case")
    assert draft.proposals["ecli"] == [ecli]
    assert draft.proposals["articles"] == ["ECHR Art. 4"]
    assert "ecli" not in draft.answers


def test_without_a_text_nothing_is_proposed(client, owner):
    draft = begin(client, "")
    assert (draft.language, draft.answers, draft.proposals) == ("en", {}, {})
