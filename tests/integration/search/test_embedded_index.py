"""What is about the embedded index alone."""

from django.core.management import call_command
from django.db import connection

import pytest

from search.engines import get_engine
from search.engines.sqlite import schema
from search.engines.sqlite.engine import SQLiteEngine
from tests.factories import case_study

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
