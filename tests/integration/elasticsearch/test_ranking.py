"""What comes first on Elasticsearch, beside what every engine is held to."""

import pytest

from tests.factories import case_study
from tests.integration.search.conftest import found, search

__all__ = ["found", "search"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_words_of_before")]


@pytest.mark.parametrize("typed", ["kitchen cellar", "cellar kitchen", "kitchen AND cellar", "kitchen cellar unheard"])
def test_of_equal_texts_the_one_that_has_the_words_close_together_comes_first(engine, found, typed):
    case_study(title="Near", what_happened="Her bed stood in the cellar of the kitchen, and a van came by at night.")
    case_study(title="Far", what_happened="Her bed stood in the cellar, and a van came by the kitchen of the night at.")
    assert found(typed) == ["Near", "Far"]


def test_several_words_of_one_meaning_count_as_one(engine, found):
    case_study(title="Both", what_happened="They slept in a hut by a barn, two roads and a bridge.")
    case_study(title="Several", what_happened="They slept in a shack by a barn, a shed and a hangar.")
    assert found("hut unheard") == ["Both", "Several"]
