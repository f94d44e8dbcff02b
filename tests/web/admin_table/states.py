"""What is stored of pages and of what readers see, to tell whether something changed."""

import hashlib
import re
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

# The rows of each model.
State = dict[str, list[Any]]

# Who did it and when; what signed-in people do in passing; counters that a rolled-back step leaves behind.
_PASSING = frozenset(
    {
        "editingsession",
        "pagesubscription",
        "pagelogentry",
        "modellogentry",
        "userprofile",
        "referencecounter",
        "rendition",
    }
)
_APPS = frozenset(
    {
        "wagtailcore",
        "wagtailadmin",
        "wagtailredirects",
        "wagtailimages",
        "files",
        "cases",
        "publications",
        "search",
        "cms",
    }
)
# The words of the vocabulary: many, and no page of the page admin writes them.
_VOCABULARY = frozenset({"topic", "topiclabel", "topicmatch"})
_TIMES = ("_at", "version", "created", "last_published", "user", "object_hash")


def everything(*without: str) -> State:
    """Return all rows about pages, without who did it and when, and without columns of these names.

    The catalogue is compared with them by `search_check`.
    """
    found: State = {}
    with connection.cursor() as cursor:
        for label, statement in _statements((*_TIMES, *without)).items():
            cursor.execute(statement)
            found[label] = cursor.fetchall()
    return found


@cache
def _statements(left_out: tuple[str, ...]) -> dict[str, str]:
    """Return for each model the statement that reads its rows: they are read some thousand times."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.app_label not in _APPS or meta.model_name in _PASSING | _VOCABULARY or not meta.managed or meta.proxy:
            continue
        columns = [
            field.column for field in meta.local_concrete_fields if not any(word in field.attname for word in left_out)
        ]
        names = ", ".join(map(connection.ops.quote_name, columns))
        table, key = connection.ops.quote_name(meta.db_table), connection.ops.quote_name(meta.pk.column)
        found[meta.label] = f"SELECT {names} FROM {table} ORDER BY {key}"
    return found


def changed(before: State) -> list[str]:
    """Return the models of which something is stored otherwise than before."""
    return [label for label, rows in everything().items() if rows != before[label]]


# Keys at random, points in time and who made a page, which no two roles and no two tests have in common.
_OWN = ("owner", "key")
_RANDOM = re.compile(
    r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)?|\"owner\": \d+"
)


def digest(*values: Any) -> str:
    """Return a short name of what is stored, and of these values."""
    return hashlib.sha256(_RANDOM.sub("", repr((everything(*_OWN), values))).encode()).hexdigest()
