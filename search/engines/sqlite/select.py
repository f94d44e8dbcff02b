"""The conditions of a search, and the statement of one where every clause has to match."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from catalogue.facets import FACETS
from catalogue.visibility import Viewer

from ...params import SearchParams
from ...query.language import Query
from ..tokens import IN_TITLE, SUBJECT
from .codes import FacetCodes
from .match import Expression
from .schema import DOC, FTS

# How often a word counts in the columns title, body, title_stems, body_stems, meanings, topics, about.
WEIGHTS = f"{IN_TITLE}.0, 1.0, {IN_TITLE}.0, 1.0, 1.0, {SUBJECT}.0, {SUBJECT}.0"
# BM25 in units so small that it is a whole number: these are written and read far faster than fractions.
UNIT = 1e-12
SCORE = f"CAST(bm25({FTS}, {WEIGHTS}) / {UNIT} AS INTEGER)"
# Without CROSS JOIN the planner may start from the documents and run one MATCH for each.
MATCHING = f"{FTS} CROSS JOIN {DOC} d ON d.id = {FTS}.rowid WHERE {FTS} MATCH %s"


class Part(NamedTuple):
    """A piece of a statement, and its arguments in the order of their places."""

    sql: str
    arguments: list[Any]


def search_statement(params: SearchParams, query: Query, viewer: Viewer, codes: FacetCodes) -> Part:
    """Return the statement of a search of which everything has to match; lower scores are better, the others as in `entries_statement`."""
    seen, columns = conditions(params, query, viewer, codes), _columns(params, query, codes)
    if not query.required:
        sql = f"SELECT {columns.sql}, 0 AS score FROM {DOC} d WHERE {seen.sql}"
        return Part(sql, [*columns.arguments, *seen.arguments])
    sql = f"SELECT {columns.sql}, {SCORE} AS score FROM {MATCHING} AND {seen.sql}"
    expression = Expression(codes.languages()).query(query)
    return Part(sql, [*columns.arguments, expression, *seen.arguments])


def entries_statement(
    ids: Iterable[int], params: SearchParams, query: Query, viewer: Viewer, codes: FacetCodes
) -> Part:
    """Return a statement of (id, codes, year, published, own, failed, score) of those of some entries that the viewer may see.

    Own says whether the entry is in the reader's language. Failed is a bit for each facet whose choice it fails: 0 is a result; a
    single bit is an entry that counts in that facet only, where the choice itself must not narrow the numbers. The score is told
    elsewhere.
    """
    seen, columns = conditions(params, query, viewer, codes), _columns(params, query, codes)
    sql = f"SELECT {columns.sql}, 0 AS score FROM json_each(%s) j CROSS JOIN {DOC} d ON d.id = j.value WHERE {seen.sql}"
    return Part(sql, [*columns.arguments, f"[{','.join(map(str, ids))}]", *seen.arguments])


def in_columns(params: SearchParams, entries: Part) -> Part:
    """Return a statement with one row for all entries that fail the same facets: (failed, ids, codes, years, published, own, scores).

    A text for each column is read several times faster than a row for each entry.
    """
    lists = "GROUP_CONCAT(COALESCE(year, '')), GROUP_CONCAT(published), GROUP_CONCAT(own, ''), GROUP_CONCAT(score)"
    # Grouping sorts; where nothing is chosen nothing fails. Without it there is one row even of nothing, with no keys.
    together = " GROUP BY failed" if any(map(params.values, FACETS)) else ""
    # With a limit, if of nothing, SQLite keeps what it finds apart from what is made of it; FTS5 scores nowhere else.
    sql = f"SELECT failed, GROUP_CONCAT(id), GROUP_CONCAT(codes, ''), {lists} FROM ({entries.sql} LIMIT -1){together}"
    return Part(sql, entries.arguments)


def _columns(params: SearchParams, query: Query, codes: FacetCodes) -> Part:
    failed, own = _failed_facets(params, codes), codes.symbols("language", (query.reader,))
    sql = (
        f"d.id, d.codes, d.year, d.published, {'instr(d.codes, %s) > 0' if own else '0'} AS own, {failed.sql} AS failed"
    )
    return Part(sql, [*own, *failed.arguments])


def totals_statement(searches: Iterable[Part], most: int | None) -> Part:
    """Return a statement with one row: the number of results of each of some searches, counted up to `most`."""
    limit = "" if most is None else f" LIMIT {most}"
    counts: list[str] = []
    arguments: list[Any] = []
    for search in searches:
        counts.append(f"(SELECT COUNT(*) FROM (SELECT 1 FROM ({search.sql}) WHERE failed = 0{limit}))")
        arguments += search.arguments
    return Part(f"SELECT {', '.join(counts)}", arguments)


def _failed_facets(params: SearchParams, codes: FacetCodes) -> Part:
    """Return the bits of the facets whose choice an entry fails."""
    terms, arguments = [], []
    for bit, facet in enumerate(FACETS):
        if chosen := params.values(facet):
            symbols = codes.symbols(facet, chosen)
            tests = " OR ".join("instr(d.codes, %s)" for _symbol in symbols) or "0"
            terms.append(f"(CASE WHEN {tests} THEN 0 ELSE {1 << bit} END)")
            arguments += symbols
    return Part(" + ".join(terms) or "0", arguments)


def visible(viewer: Viewer) -> Part:
    """Return the condition that the viewer may see the entry of a row `d` of the documents."""
    audiences = sorted(viewer.audiences)
    day = viewer.day.isoformat()
    tests = (
        f"d.audience IN ({', '.join('%s' for _audience in audiences)})",
        "(d.shared_from IS NULL OR d.shared_from <= %s)",
        "(d.shared_until IS NULL OR d.shared_until >= %s)",
    )
    return Part(" AND ".join(tests), [*audiences, day, day])


def conditions(params: SearchParams, query: Query, viewer: Viewer, codes: FacetCodes) -> Part:
    """Return what an entry of a row `d` has to meet besides the words: who may see it, the years, and what is left out."""
    seen, arguments = visible(viewer)
    tests = [seen]
    # An item about several years is in the span if one of them is.
    for test, year in (("d.year >= %s", params.year_from), ("d.first_year <= %s", params.year_to)):
        if year is not None:
            tests.append(test)
            arguments.append(year)
    if query.excluded and not query.required:
        tests.append(f"d.id NOT IN (SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s)")
        arguments.append(Expression(codes.languages()).any_of(query.excluded))
    return Part(" AND ".join(tests), arguments)
