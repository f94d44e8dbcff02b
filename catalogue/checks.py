"""A check of the database before it is migrated."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

# The table of entries while the catalogue was a part of the app "search".
_EARLIER = "search_catalogueentry"


@register(Tags.database)
def check_for_earlier_tables(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Say what to do with a database of version 0.1, whose tables no migration leads on from."""
    return [
        Error(
            "This database was made by an earlier version of Casebook, which had the catalogue in other tables.",
            hint=(
                "Export it with the version that made it (manage.py export_data), move the database away, run"
                " manage.py migrate, and take the archive in (manage.py import_data). A database with nothing but the demo"
                " can be deleted: make run makes another one."
            ),
            id="catalogue.E001",
        )
        for alias in databases or ()
        if _EARLIER in connections[alias].introspection.table_names()
    ]
