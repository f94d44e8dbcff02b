"""Where a phrase ends for every search engine: with its text. The pages of a file are one text."""

from django.core.files.base import ContentFile

from wagtail.models import Collection

import pytest

from files.models import RepositoryFile
from files.services import store_file
from tests.factories import case_study, entry_of, publication
from tests.makers import make_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def file_of(*pages: str, language: str = "en") -> RepositoryFile:
    """Return a stored file with so many pages."""
    return store_file(
        file=ContentFile(make_pdf(list(pages)), name="study.pdf"), title="Study", language=language,
        collection=Collection.get_first_root_node(),
    )  # fmt: skip


def test_a_phrase_goes_on_over_a_page_break(found):
    publication(title="A study", files=[file_of("It was forced", "labour in the", "end.")])
    assert found('"forced labour"') == ["A study"]
    assert found('"labour in the end"') == ["A study"]
    assert found('"forced end"') == []


def test_a_phrase_goes_on_over_a_page_break_of_each_of_several_files(found):
    publication(
        title="A study", files=[file_of("It was forced", "labour then."), file_of("In the dark", "cellar below.")]
    )
    assert found('"forced labour"') == found('"dark cellar"') == ["A study"]
    for not_written in ("forced in", "then in", "dark labour", "labour cellar", "below it"):
        assert found(f'"{not_written}"') == [], not_written


def test_a_phrase_does_not_go_on_from_a_title_to_that_in_another_language(found):
    item = case_study(title="A night", translations=[{"language": "nl", "title": "Werk", "summary": "Weg."}])
    last = entry_of(item).reference.split("-")[-1]
    assert found(f'"{last} werk"') == []


def test_a_phrase_does_not_go_on_from_the_end_of_a_title_to_its_beginning(found):
    item = case_study(title="A night")
    last = entry_of(item).reference.split("-")[-1]
    assert found(f'"{last} a night"') == []


def test_a_phrase_does_not_go_on_from_the_text_to_its_translation(found):
    dutch = {"language": "nl", "title": "Weg", "summary": "Zebra weg."}
    case_study(title="Gone", what_happened="They left.", translations=[dutch])
    assert found('"zebra weg"') == found('"they left"') == ["Gone"]
    assert found('"left zebra"') == []


def test_words_with_a_hyphen_are_a_phrase_over_a_page_break_too(found):
    publication(title="A study", files=[file_of("All of the night", "shifts and a day")])
    assert found("night-shift") == ["A study"]
    assert found("shift-all") == []


def test_words_with_a_hyphen_do_not_go_on_from_one_text_to_the_next(found):
    dutch = {"language": "nl", "title": "Weg", "summary": "Zebra weg."}
    publication(title="A study", files=[file_of("In the dark"), file_of("Cellar below.")])
    case_study(title="Gone", what_happened="They left.", translations=[dutch])
    assert found("dark-cellar") == found("left-zebra") == []


def test_a_phrase_does_not_go_on_from_the_titles_to_the_text(found):
    item = case_study(title="A night", summary="Zebra weg.")
    last = entry_of(item).reference.split("-")[-1]
    assert found(f'"{last} zebra"') == found(f"{last}-zebra") == []


def test_a_summary_that_counts_more_does_not_go_on_from_the_text(found):
    case_study(title="Alba", summary="Quagga in a zoo.", what_happened="Nothing was said there.")
    assert found("zoo-nothing") == ["Alba"]
    assert found("there-quagga") == []
