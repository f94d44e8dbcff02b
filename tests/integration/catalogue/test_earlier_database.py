"""A database of version 0.1 is not migrated: a sentence says what to do with it."""

from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("command", ["migrate", "migrate_with_progress"])
def test_a_database_with_the_catalogue_in_other_tables_is_refused_with_what_to_do(command):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE search_catalogueentry (id INTEGER PRIMARY KEY)")
    with pytest.raises(SystemCheckError, match="earlier version of Casebook") as error:
        call_command(command, verbosity=0, skip_checks=False)
    assert "export_data" in str(error.value)


def test_a_database_of_today_is_not_refused():
    assert run_checks(tags=[Tags.database], databases=["default"]) == []
