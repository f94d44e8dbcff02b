"""From which of an entry's texts every search engine shows a passage, and by which rules each of them is read."""

import pytest

from tests.factories import case_study

pytestmark = pytest.mark.django_db


def translated(language: str, title: str, summary: str) -> list[dict[str, str]]:
    """Return a title and a summary in a further language."""
    return [{"language": language, "title": title, "summary": summary}]


def test_a_title_in_another_language_is_read_by_the_rules_of_that_language(found):
    case_study(title="Flats", translations=translated("de", "Wohnungen am Fluss", "Eine Kurzfassung."))
    assert found("Wohnung") == ["Flats"]


def test_a_passage_is_of_the_items_own_text_where_another_shows_no_more(search):
    case_study(what_happened="The quagga was gone.", translations=translated("nl", "Weg", "De quagga was weg."))
    assert search("quagga").hits[0].passage.language == ""


def test_a_passage_of_a_translation_says_its_language(search):
    case_study(translations=translated("nl", "Weg", "De zebra was weg."))
    passage = search("zebra").hits[0].passage
    assert (passage.language, passage.file_id, passage.page) == ("nl", None, None)
    assert ("zebra", True) in passage.pieces
