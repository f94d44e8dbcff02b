"""Titles and courts by the beginnings of their words."""

from typing import Any

from django.db import connection

from catalogue.visibility import Viewer
from catalogue.words import fold

from ..base import Suggested
from .match import quoted
from .schema import DOC, TITLE
from .select import visible

# A short beginning can match nearly everything; the newest of so many are what is chosen from.
_ENOUGH = 2000


def suggest(words: tuple[str, ...], viewer: Viewer, limit: int) -> Suggested:
    """Return the entries and courts that the words may become."""
    if not words:
        return Suggested()
    with connection.cursor() as cursor:
        cursor.execute(
            *_statement("title", words, viewer, "SELECT id FROM found ORDER BY published DESC, id DESC", limit)
        )
        entries = tuple(key for (key,) in cursor.fetchall())
        cursor.execute(
            *_statement(
                "court", words, viewer, "SELECT name FROM found GROUP BY name ORDER BY MAX(published) DESC", limit
            )
        )
        return Suggested(entries, tuple(name for (name,) in cursor.fetchall()))


def _statement(column: str, words: tuple[str, ...], viewer: Viewer, choice: str, limit: int) -> tuple[str, list[Any]]:
    seen, arguments = visible(viewer)
    *whole, begun = [quoted([fold(word)]) for word in words]
    expression = f"{column} : ({' AND '.join([*whole, f'{begun} *'])})"
    sql = (
        f"WITH found AS (SELECT d.id, d.published, t.court_name AS name FROM {TITLE} t CROSS JOIN {DOC} d ON d.id = t.rowid"
        f" WHERE {TITLE} MATCH %s AND {seen} ORDER BY t.rowid DESC LIMIT {_ENOUGH}) {choice} LIMIT %s"
    )
    return sql, [expression, *arguments, limit]
