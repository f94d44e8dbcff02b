"""Migrations that processes of the release before cannot live with are refused; run on SQLite and on PostgreSQL."""

import sys
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command

import pytest

from tests.database import is_sqlite

FIRST = "from accounts.migrations import __name__ as home\nfrom importlib import import_module\n"
FIRST += "Migration = import_module(f'{home}.0001_initial').Migration\n"
SECOND = """from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.{operation}]
"""


@pytest.fixture
def lint(settings, tmp_path: Path, monkeypatch, own_database) -> Callable[[str], None]:
    """Return what lints an operation as if it were what the next release does to the accounts."""
    folder = tmp_path / "later"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "0001_initial.py").write_text(FIRST)
    monkeypatch.syspath_prepend(str(tmp_path))
    settings.MIGRATION_MODULES = {"accounts": "later"}

    def lint(operation: str) -> None:
        (folder / "0002_change.py").write_text(SECOND.format(operation=operation))
        try:
            call_command("lintmigrations", "accounts", "0002_change")
        finally:
            for name in [name for name in sys.modules if name.partition(".")[0] == "later"]:
                del sys.modules[name]

    return lint


def test_the_release_before_can_live_with_every_migration(own_database):
    call_command("lintmigrations")


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        ('RemoveField("organisation", "country")', "DROPPING columns"),
        ('RenameField("organisation", "country", "land")', "RENAMING columns"),
        ('RenameModel("organisation", "member")', "RENAMING tables"),
        ('DeleteModel("membership")', "DROPPING table"),
    ],
)
def test_what_the_release_before_still_reads_is_not_taken_away(lint, capsys, operation, told):
    with pytest.raises(SystemExit):
        lint(operation)
    assert told in capsys.readouterr().out


@pytest.mark.skipif(is_sqlite(), reason="SQLite makes the table again for harmless changes too: found on PostgreSQL")
def test_no_column_is_added_that_the_release_before_would_have_to_fill(lint, capsys):
    with pytest.raises(SystemExit):
        lint('AddField("organisation", "city", models.CharField(default="", max_length=20))')
    assert "NOT NULL" in capsys.readouterr().out


@pytest.mark.parametrize(
    "operation",
    [
        'AddField("organisation", "city", models.CharField(null=True, max_length=20))',
        'AddField("organisation", "city", models.CharField(db_default="", max_length=20))',
        'AddConstraint("organisation", models.CheckConstraint(condition=~models.Q(name=""), name="named"))',
    ],
)
def test_what_the_release_before_can_live_with_passes(lint, operation):
    lint(operation)
