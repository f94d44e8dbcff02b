"""The one statement of a search: match, visibility, the years, and which facet choices an entry fails."""

from typing import Any

from catalogue.facets import FACETS
from catalogue.visibility import Viewer

from ...params import SearchParams
from ...query.language import Query
from .codes import FacetCodes
from .match import TITLE_EXACT, TITLE_STEMS, Expression
from .schema import DOC, FTS

# A hit in the title counts more than one in the text; the topics column only lets an item in.
_WEIGHTS = "8.0, 1.0, 8.0, 1.0, 1.0"


def search_statement(
    params: SearchParams, query: Query, viewer: Viewer, codes: FacetCodes, languages: list[str]
) -> tuple[str, list[Any]]:
    """Return SQL and parameters. Its rows are (id, codes, year, published, score, words in title, failed facets).

    The last is a bit for each facet whose choice the entry fails: 0 is a result; a single bit is an entry that counts
    in that facet only, where the choice itself must not narrow the numbers.
    """
    arguments: list[Any] = []
    if query.required:
        expression = Expression(languages).query(query)
        title = Expression(languages, TITLE_STEMS, TITLE_EXACT, topics=False).all_of(query.required)
        head = (
            f"WITH m AS MATERIALIZED (SELECT rowid AS id, bm25({FTS}, {_WEIGHTS}) AS score FROM {FTS} WHERE {FTS} MATCH %s),"
            f" t AS MATERIALIZED (SELECT rowid AS id FROM {FTS} WHERE {FTS} MATCH %s)"
        )
        arguments += [expression, title]
        # Without CROSS JOIN the planner may start from the documents and run one MATCH for each.
        source, score, in_title = (
            f"m CROSS JOIN {DOC} d ON d.id = m.id",
            "m.score",
            "d.id IN (SELECT id FROM t)",
        )
    else:
        head, source, score, in_title = "", f"{DOC} d", "0", "0"
    failed, failed_arguments = _failed_facets(params, codes)
    where, where_arguments = _conditions(params, query, viewer, languages)
    sql = f"{head} SELECT d.id, d.codes, d.year, d.published, {score}, {in_title}, {failed} FROM {source} WHERE {where}"
    return sql, [*arguments, *failed_arguments, *where_arguments]


def _failed_facets(params: SearchParams, codes: FacetCodes) -> tuple[str, list[Any]]:
    terms, arguments = [], []
    for bit, facet in enumerate(FACETS):
        if chosen := params.values(facet):
            symbols = codes.symbols(facet, chosen)
            tests = " OR ".join("instr(d.codes, %s)" for _symbol in symbols) or "0"
            terms.append(f"(CASE WHEN {tests} THEN 0 ELSE {1 << bit} END)")
            arguments += symbols
    return " + ".join(terms) or "0", arguments


def visible(viewer: Viewer) -> tuple[str, list[Any]]:
    """Return the condition that the viewer may see the entry of a row `d` of the documents."""
    audiences = sorted(viewer.audiences)
    day = viewer.day.isoformat()
    tests = (
        f"d.audience IN ({', '.join('%s' for _audience in audiences)})",
        "(d.shared_from IS NULL OR d.shared_from <= %s)",
        "(d.shared_until IS NULL OR d.shared_until >= %s)",
    )
    return " AND ".join(tests), [*audiences, day, day]


def _conditions(params: SearchParams, query: Query, viewer: Viewer, languages: list[str]) -> tuple[str, list[Any]]:
    seen, arguments = visible(viewer)
    tests = [seen]
    # An item about several years is in the span if one of them is.
    for test, year in (("d.year >= %s", params.year_from), ("d.first_year <= %s", params.year_to)):
        if year is not None:
            tests.append(test)
            arguments.append(year)
    if query.excluded and not query.required:
        tests.append(f"d.id NOT IN (SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s)")
        arguments.append(Expression(languages).any_of(query.excluded))
    return " AND ".join(tests), arguments
