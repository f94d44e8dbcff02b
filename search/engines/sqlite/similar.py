"""Entries that share topics with an entry, weighed by how rare each topic is."""

from typing import Any

from django.db import connection

from catalogue.visibility import Viewer

from ..tokens import topic_token
from .match import quoted
from .schema import DOC, FTS
from .select import visible

# Of a topic that half of all entries have, only the newest count: the others are not more alike, and reading them is slow.
_ENOUGH = 3000
_MOST_TOPICS = 12


def similar(entry_id: int, topics: tuple[str, ...], viewer: Viewer, limit: int) -> tuple[int, ...]:
    """Return the entries that share most, in one statement."""
    if not topics:
        return ()
    shares: list[str] = []
    arguments: list[Any] = []
    for slug in topics[:_MOST_TOPICS]:
        expression = f"topics : {quoted([topic_token(slug)])}"
        shares.append(
            f"SELECT * FROM (SELECT {FTS}.rowid AS id, r.weight FROM (SELECT LN(1.0 + (SELECT MAX(id) FROM {DOC}) /"
            f" (1.0 + (SELECT COUNT(*) FROM {FTS} WHERE {FTS} MATCH %s))) AS weight) r CROSS JOIN {FTS}"
            f" WHERE {FTS} MATCH %s ORDER BY {FTS}.rowid DESC LIMIT {_ENOUGH})"
        )
        arguments += [expression, expression]
    seen, seen_arguments = visible(viewer)
    sql = (
        f"WITH shared AS MATERIALIZED (SELECT id, SUM(weight) AS likeness FROM ({' UNION ALL '.join(shares)}) GROUP BY id)"
        f" SELECT d.id FROM shared CROSS JOIN {DOC} d ON d.id = shared.id WHERE d.id <> %s AND {seen}"
        " ORDER BY shared.likeness DESC, d.published DESC, d.id DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*arguments, entry_id, *seen_arguments, limit])
        return tuple(key for (key,) in cursor.fetchall())
