"""What is about the embedded index alone."""

import sqlite3
from contextlib import closing

from django.core.management import call_command
from django.db import connection

import pytest

from catalogue.services.exclusive import exclusive
from catalogue.visibility import anonymous_viewer
from contributions.services.erasing import erase_with_contribution
from search.engines import get_engine
from search.engines.base import SearchUnavailable
from search.engines.shape import Shape, Standing
from search.engines.sqlite import schema
from search.engines.sqlite.engine import SQLiteEngine
from search.params import SearchParams
from search.query.language import Query
from search.services import rebuild
from search.services.nightly import check_if_due
from search.services.renewal import Renewal
from tests.factories import case_study
from tests.index_shape import EARLIER, LATER, make_index_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def embedded() -> None:
    """Say why these tests do not run on another engine."""
    if not isinstance(get_engine(), SQLiteEngine):
        pytest.skip("about the embedded index, which lives in SQLite")


def test_an_index_of_an_older_version_is_made_again_at_the_next_start(found):
    case_study(title="Kept")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_title")
    call_command("migrate_with_progress")
    assert found("kept") == ["Kept"]
    assert get_engine().check_health() is None


def parts_with(word):
    """Return the tables of the index of which a part has the word, found or not."""
    found = []
    with connection.cursor() as cursor:
        for table in (schema.FTS, schema.PAGE, schema.TITLE):
            cursor.execute(f"SELECT block FROM {table}_data")
            found += [table for (block,) in cursor.fetchall() if word in bytes(block)]
    return set(found)


def test_no_part_of_the_index_has_the_words_of_what_was_withdrawn_or_erased(django_capture_on_commit_callbacks):
    case_study(title="Another")
    withdrawn, erased = case_study(title="Zyzzyva"), case_study(title="Quokka")
    assert parts_with(b"zyzzyva") == parts_with(b"quokka") == {schema.FTS, schema.TITLE}
    with django_capture_on_commit_callbacks(execute=True):
        erase_with_contribution(item=erased)
    assert parts_with(b"quokka") == set(), "at once"
    withdrawn.unpublish()
    assert check_if_due()
    assert parts_with(b"zyzzyva") == set(), "at night"


def test_what_is_deleted_is_overwritten_in_the_file_of_the_database():
    with closing(sqlite3.connect(":memory:")) as other:
        # Not every build of SQLite does so by itself.
        other.execute("PRAGMA secure_delete=OFF")
        other.executescript(connection.settings_dict["OPTIONS"]["init_command"])
        assert other.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_a_build_whose_removal_was_interrupted_is_removed_by_the_next():
    class Interrupted(Exception):
        pass

    class Cursor:
        def __init__(self, cursor) -> None:
            self.cursor, self.left = cursor, 2

        def execute(self, statement: str) -> None:
            if not self.left:
                raise Interrupted
            self.left -= 1
            self.cursor.execute(statement)

    with connection.cursor() as cursor:
        schema.create_tables(cursor, "_build_old")
        with pytest.raises(Interrupted):
            schema.drop_tables(Cursor(cursor), "_build_old")
    call_command("search_rebuild", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name GLOB 'search_*_build*'")
        assert cursor.fetchall() == []


@pytest.mark.parametrize("shape", [EARLIER, LATER, Shape()])
def test_the_embedded_index_is_made_again_by_whatever_runs_beside_it(found, shape):
    case_study(title="Before")
    for make_again in (
        lambda: call_command("search_worker", "--once", verbosity=0),
        lambda: call_command("migrate_with_progress"),
    ):
        make_index_of(shape)
        assert get_engine().index_state().standing is not Standing.IN_STEP
        make_again()
        assert get_engine().index_state().standing is Standing.IN_STEP
        assert found() == ["Before"]


def test_an_embedded_index_that_says_nothing_of_its_shape_is_of_an_earlier_version():
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {schema.SHAPE}")
    assert get_engine().index_state().standing is Standing.OLDER
    assert Renewal().index_is_ours()


def test_an_index_whose_words_look_otherwise_answers_nothing_and_the_page_says_so(found, client):
    case_study(title="A barge")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {schema.SHAPE} SET digest = 'other_' || digest")
    with pytest.raises(SearchUnavailable, match="other words"):
        get_engine().search(SearchParams(text="barge"), Query(), anonymous_viewer())
    with pytest.raises(SearchUnavailable, match="other words"):
        get_engine().check_health()
    assert "the catalogue answers" in get_engine().index_state().sentence
    text = client.get("/search/?q=barge").content.decode()
    assert "does not answer right now" in text
    assert "A barge" in text, "the catalogue answers"
    rebuild.rebuild_index(lambda number: None)
    assert found("barge") == ["A barge"]


def test_an_index_that_does_not_say_what_its_words_look_like_is_not_read_until_it_is_made_again(found, client):
    case_study(title="A barge")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {schema.SHAPE} SET digest = 'e905cf1a', made_by = '0.0.1'")
    assert "does not answer right now" in client.get("/search/?q=barge").content.decode()
    assert Renewal().index_is_ours()
    assert found("barge") == ["A barge"]


def test_an_earlier_version_can_make_its_index_where_this_one_was():
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA table_info({schema.SHAPE})")
        assert [column[1] for column in cursor.fetchall()] == ["digest", "made_by"]


def test_a_new_database_has_an_index_in_step():
    assert get_engine().index_state().standing is Standing.IN_STEP


def test_while_a_rebuild_holds_the_lock_the_embedded_index_serves(found):
    case_study(title="Before")
    make_index_of(EARLIER)
    with exclusive(rebuild.WORK):
        assert not Renewal().index_is_ours()
        assert found() == ["Before"]
        case_study(title="Meanwhile")
    assert set(found()) == {"Before", "Meanwhile"}
