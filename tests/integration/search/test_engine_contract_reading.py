"""What every search engine must do for readers before and beside a search: suggest, correct, and show what is alike."""

from datetime import timedelta

from django.utils import timezone

import pytest

from accounts.roles import Role
from catalogue.models import CatalogueEntry
from catalogue.visibility import anonymous_viewer, viewer_for
from catalogue.vocabulary import get_vocabulary
from catalogue.words import cut
from search.engines import get_engine
from search.engines.base import MOST_ALIKE
from tests.elasticsearch_index import renew_index
from tests.factories import case_study, court_case, entry_of, person

pytestmark = pytest.mark.django_db


def suggested(text, viewer=None, limit=5):
    """Return (titles, courts)."""
    answer = get_engine().suggest(tuple(cut(text)), viewer or anonymous_viewer(), limit)
    entries = CatalogueEntry.objects.in_bulk(answer.entries)
    return [entries[key].title for key in answer.entries], list(answer.courts)


def alike(word):
    return get_engine().corrections((word,)).get(word, ())


def like(item, viewer=None, limit=4):
    entry = entry_of(item)
    keys = get_engine().similar(entry.pk, tuple(entry.topics), viewer or anonymous_viewer(), limit)
    entries = CatalogueEntry.objects.in_bulk(keys)
    return [entries[key].title for key in keys]


# --- suggestions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["pa", "pass", "passport", "PASSPORT", "passport ta", "taken passp", "pässport"])
def test_a_title_is_suggested_from_the_beginnings_of_its_words(typed):
    case_study(title="Passport taken away")
    case_study(title="Wages held back", what_happened="Her passport was taken.")
    assert suggested(typed)[0] == ["Passport taken away"]


@pytest.mark.parametrize("typed", ["port", "passport wages", "pass taken", "passports"])
def test_a_title_without_all_the_words_is_not_suggested(typed):
    case_study(title="Passport taken away")
    assert suggested(typed) == ([], [])


def test_titles_in_other_scripts_are_suggested():
    case_study(title="وعد بالعمل في مطبخ فندق", language="ar")
    case_study(title="Йому погрожували", language="uk")
    case_study(title="被强迫劳动三年", language="zh")
    assert suggested("بالع")[0] == ["وعد بالعمل في مطبخ فندق"]
    assert suggested("йом")[0] == ["Йому погрожували"]
    assert suggested("强迫")[0] == ["被强迫劳动三年"]


def test_a_reference_is_suggested():
    item = case_study(title="Mine")
    case_study(title="Other")
    assert suggested(item.reference)[0] == ["Mine"]


def test_the_newest_are_suggested_first_and_no_more_than_asked_for():
    for number in range(4):
        case_study(title=f"Harvest {number}")
    assert suggested("harvest", limit=3)[0] == ["Harvest 3", "Harvest 2", "Harvest 1"]


def test_a_court_is_suggested_once_and_as_it_is_written():
    for number in range(3):
        court_case(title=f"A v B {number}", court="Cour d’assises de Liège")
    court_case(court="Tribunal of Liège")
    assert suggested("cour liege") == ([], ["Cour d’assises de Liège"])
    assert set(suggested("liè")[1]) == {"Cour d’assises de Liège", "Tribunal of Liège"}
    assert len(suggested("liè", limit=1)[1]) == 1


def test_suggestions_keep_to_what_the_viewer_may_see():
    today = timezone.localdate()
    court_case(title="Harvest hidden", court="Court of Harvest", audience="network")
    court_case(title="Harvest draft", court="Harvest Tribunal", live=False)
    court_case(title="Harvest tomorrow", court="Harvest Bench", shared_from=today + timedelta(days=1))
    court_case(title="Harvest over", court="Harvest Chamber", shared_until=today - timedelta(days=1))
    assert suggested("harv") == ([], [])
    assert suggested("harv", viewer_for(person(Role.NETWORK_READER))) == (["Harvest hidden"], ["Court of Harvest"])


def test_a_removed_entry_is_suggested_no_more():
    item = court_case(title="Harvest", court="Court of Harvest")
    item.unpublish()
    assert suggested("harv") == ([], [])


@pytest.mark.parametrize(
    "words", [(), ("",), ('"',), ("*",), ("a" * 500,), ("\u200f",), ("ﷺ",), ("ـ" * 6,), ("or", "not", "and")]
)
def test_any_words_give_an_answer(words):
    case_study()
    get_engine().suggest(words, anonymous_viewer(), 5)
    get_engine().corrections(words)


# --- corrections ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["pasport", "passpotr", "passsport", "passporg", "pazzport"])
def test_a_misspelt_word_leads_to_the_word_of_a_text(typed):
    case_study(what_happened="Her passport was kept in a drawer.")
    assert "passport" in alike(typed)


def test_words_of_titles_and_of_other_scripts_are_known_too():
    case_study(title="Siliadin against France", language="en")
    case_study(what_happened="Йому погрожували на фермах щодня.", language="uk")
    assert "siliadin" in alike("siliadyn")
    assert "погрожували" in alike("погражували")


def test_no_stem_no_topic_and_no_far_word_is_offered():
    # Elasticsearch knows the words of a deleted text until its files are merged.
    renew_index()
    case_study(what_happened="The victims were exploited in orchards.", topics=["compensation"])
    assert alike("enexplot") == alike("tcompensatoin") == alike("compensatoin") == ()
    assert "exploited" in alike("explioted")
    assert not {"exploit", "orchard", "victim"} & {*alike("exploet"), *alike("orchad"), *alike("victm")}
    assert alike("zzzzzzzz") == ()


@pytest.mark.usefixtures("no_words_of_before")
def test_the_word_with_the_fewest_mistakes_comes_first_and_so_many_are_enough():
    case_study(what_happened="Harvezts, harvests.")
    assert alike("harvestz") == ("harvests", "harvezts")
    letters = [first + second for first in "abcdefgh" for second in "abcde"]
    case_study(what_happened=" ".join(f"passport{two}" for two in letters))
    assert len(alike("passportzz")) == MOST_ALIKE < len(letters)


def test_it_is_not_told_which_words_are_in_texts_that_are_hidden():
    """Else a word that gets no correction would be one that a hidden text has."""
    case_study(what_happened="Her passport was taken.")
    case_study(what_happened="His passpart was taken.", audience="network")
    assert "passport" in alike("passpart")
    assert "passport" in alike("passpurt")
    assert "passport" not in alike("passport")


# --- what is alike -------------------------------------------------------------------------------------------


def test_items_that_share_a_topic_are_alike_and_an_item_is_not_like_itself():
    item = case_study(title="This", topics=["debt-bondage", "compensation"])
    case_study(title="One shared", topics=["compensation"])
    case_study(title="Both shared", topics=["debt-bondage", "compensation"])
    case_study(title="None shared", topics=["internal-trafficking"])
    case_study(title="No topic")
    assert like(item) == ["Both shared", "One shared"]
    assert len(like(item, limit=1)) == 1


def test_a_rare_topic_makes_more_alike_than_a_common_one():
    item = case_study(title="This", topics=["debt-bondage", "compensation"])
    case_study(title="Rare", topics=["debt-bondage"])
    for number in range(8):
        case_study(title=f"Common {number}", topics=["compensation"])
    assert like(item)[0] == "Rare"


def test_an_item_about_a_narrower_topic_is_alike():
    narrower = next(slug for slug in get_vocabulary().concepts["forms-of-exploitation"].narrower)
    item = case_study(title="Wide", topics=["forms-of-exploitation"])
    case_study(title="Narrow", topics=[narrower])
    assert like(item) == ["Narrow"]


def test_what_is_alike_keeps_to_what_the_viewer_may_see():
    today = timezone.localdate()
    item = case_study(title="This", topics=["compensation"])
    case_study(title="Hidden", topics=["compensation"], audience="network")
    case_study(title="Draft", topics=["compensation"], live=False)
    case_study(title="Tomorrow", topics=["compensation"], shared_from=today + timedelta(days=1))
    case_study(title="Over", topics=["compensation"], shared_until=today - timedelta(days=1))
    case_study(title="Withdrawn", topics=["compensation"]).unpublish()
    assert like(item) == []
    assert like(item, viewer_for(person(Role.NETWORK_READER))) == ["Hidden"]


def test_nothing_is_like_an_item_without_topics():
    case_study(topics=["compensation"])
    assert like(case_study()) == []
