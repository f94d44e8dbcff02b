"""The large demo: it loads beside the ordinary one, again without change, and its texts are all different."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from django.core.management import call_command
from django.utils import timezone

import pytest
from pytest_django import DjangoDbBlocker

from catalogue.kinds import ITEM_MODELS
from catalogue.models import CatalogueEntry
from cms.demo.loading import rows_of
from cms.demo.people import ACCOUNTS, PASSWORD
from search.services.outbox import wait_for_delivery
from tests.database import copy_of, discard
from tests.demo import Demo, demo
from usage.models import Use

__all__ = ["demo"]

pytestmark = pytest.mark.xdist_group("engines")

SMALL = [row for model in ITEM_MODELS for row in rows_of(model.kind.folder)]
ADDED = [row for model in ITEM_MODELS for row in rows_of(model.kind.folder, large=True) if row not in SMALL]
NUMBER = 120
NARRATIVE = (
    "summary", "what_happened", "support_given", "authorities_response", "result", "what_went_well_or_wrong", "what_should_change",
    "what_changed", "our_contribution", "others_contribution", "significance", "evidence", "facts", "holding",
)  # fmt: skip
SHINGLE = 8


def text_of(row: dict) -> str:
    """Return all that is told in a row."""
    return "\n".join(row.get(name, "") for name in NARRATIVE)


@pytest.fixture(scope="module")
def large(
    demo: Demo, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[int, tuple]]:
    """Load the large demo over a copy of the ordinary one; return its entries as they were after the first time."""
    with django_db_blocker.unblock():
        own = Demo(copy_of(demo.database, tmp_path_factory.mktemp("large")), demo.folder)
        with own.used():
            call_command("load_demo", large=True, verbosity=0)
            wait_for_delivery()
            yield _entries()
        discard(own.database)


def _entries() -> dict[int, tuple]:
    rows = CatalogueEntry.objects.values_list("pk", "version", "title", "audience", "updated_at")
    return {row[0]: row for row in rows}


def test_what_is_in_another_language_says_title_and_summary_in_english_too():
    others = [row for row in SMALL + ADDED if row.get("language", "en") != "en"]
    assert others
    translations = [{one["language"]: one for one in row["translations"]}["en"] for row in others]
    assert all(one["title"] and one["summary"] and one["by"] for one in translations)


def test_the_ordinary_demo_has_every_kind_and_its_accounts_open(demo, django_db_blocker, client, capsys):
    with django_db_blocker.unblock(), demo.used():
        kinds = Counter(CatalogueEntry.objects.values_list("kind", flat=True))
        assert kinds.keys() == {"case_study", "court_case", "advocacy_outcome", "publication"}
        assert kinds["court_case"] == 24
        for email, *_names in ACCOUNTS:
            assert client.login(email=email, password=PASSWORD), email
        call_command("announce")
        assert PASSWORD in capsys.readouterr().out


def test_it_loads_beside_the_ordinary_demo_and_again_without_change(large, django_db_blocker):
    assert len(large) == len(SMALL) + NUMBER
    with django_db_blocker.unblock():
        call_command("load_demo", large=True, verbosity=0)
        call_command("load_demo", verbosity=0)
        assert _entries() == large
        states = Counter(Use.objects.values_list("state", flat=True))
    assert states == {"accepted": 9, "proposed": 1}


def test_there_are_so_many_and_a_third_is_not_in_english():
    assert len(ADDED) == NUMBER
    languages = Counter(row["language"] for row in ADDED)
    assert len(languages) >= 15
    assert sum(languages.values()) - languages["en"] >= NUMBER / 3
    assert 10 <= sum(row["audience"] == "network" for row in ADDED) <= NUMBER / 3


def test_names_by_which_rows_refer_to_one_another_are_there_once():
    names = Counter(str(row.get("key", row["title"])) for row in SMALL + ADDED)
    assert [name for name, number in names.items() if number > 1] == []
    assert len({row["title"] for row in SMALL + ADDED}) == len(SMALL + ADDED)
    assert {key for row in ADDED for key in row.get("supporting", ())} <= names.keys()


@pytest.mark.parametrize("row", ADDED, ids=lambda row: row["key"])
def test_it_is_as_long_as_a_case_is_and_dates_follow_one_another(row):
    assert 80 <= len(text_of(row).split()) <= 600
    published = datetime.fromisoformat(row["published"]).date()
    ended = date.fromisoformat(row["date"]) if "date" in row else date(row["year_to"], 1, 1)
    assert ended < published <= timezone.localdate()


@pytest.mark.parametrize("row", ADDED, ids=lambda row: row["key"])
def test_it_holds_no_address_number_or_name_of_a_site(row):
    assert not re.search(r"https?:|www\.|@|\+\d|\d{6,}", text_of(row))


def test_no_two_texts_share_more_than_a_turn_of_phrase():
    held: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in SMALL + ADDED:
        words = re.findall(r"\w+", text_of(row).casefold())
        for start in range(len(words) - SHINGLE + 1):
            held[tuple(words[start : start + SHINGLE])].add(row.get("key", row["title"]))
    added = {row["key"] for row in ADDED}
    shared = {" ".join(words): keys for words, keys in held.items() if len(keys) > 1 and keys & added}
    assert shared == {}
