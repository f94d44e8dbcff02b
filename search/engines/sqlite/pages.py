"""Which page of an entry's files, or which translation, matches a query best."""

from django.db.models.expressions import RawSQL

from ...query.marking import Marker
from .match import OF_PAGE, Expression
from .schema import PAGE
from .writing import entry_token


def best_pages(entry_ids: list[int], marker: Marker, languages: list[str]) -> RawSQL:
    """Return for each entry the key of the text that matches best, as a part of the statement that reads the texts."""
    entries = " OR ".join(f'"{entry_token(entry_id)}"' for entry_id in entry_ids)
    words = Expression(languages, OF_PAGE, topics=False, meanings=True).any_of(marker.clauses)
    return RawSQL(  # noqa: S611  what the reader typed is an argument
        f"WITH found AS MATERIALIZED (SELECT rowid AS page, entry, bm25({PAGE}, 0.0, 1.0, 1.0, 1.0) AS score"
        f" FROM {PAGE} WHERE {PAGE} MATCH %s)"
        # SQLite gives the page of the row that has the least.
        " SELECT page FROM (SELECT page, MIN(score) FROM found GROUP BY entry)",
        [f"(entry : ({entries})) AND ({words})"],
    )
