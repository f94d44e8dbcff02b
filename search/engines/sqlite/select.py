"""The one statement of a search: match, visibility, the years, and which facet choices an entry fails."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from catalogue.facets import FACETS
from catalogue.visibility import Viewer

from ...params import SearchParams
from ...query.language import Query
from .codes import FacetCodes
from .match import Expression
from .schema import DOC, FTS
from .sources import Alike, Source, sources

# How often a word counts in the columns title, body, title_stems, body_stems, topics, about.
WEIGHTS = "4.0, 1.0, 4.0, 1.0, 3.0, 3.0"
# Of a word that more entries have, only the newest so many are looked at where not all words match: the others would rank
# last, because common words weigh little, and reading them all is slow.
CANDIDATES = 1_000
# 1 + k1 of BM25 as FTS5 has it ("The bm25() function").
MOST_OF_A_WORD = 2.2


@dataclass(slots=True)
class _Statement:
    """The parts of the statement, with the arguments of each in the order of their places."""

    ctes: list[str] = field(default_factory=list)
    arguments: list[Any] = field(default_factory=list)

    def add(self, name: str, sql: str, *arguments: Any) -> None:
        """Add a part that is worked out once."""
        self.ctes.append(f"{name} AS MATERIALIZED ({sql})")
        self.arguments += arguments


def search_statement(
    params: SearchParams, query: Query, viewer: Viewer, codes: FacetCodes, alike: Alike
) -> tuple[str, list[Any]]:
    """Return SQL and parameters. Its rows are (id, codes, year, published, score, matched, cut, failed facets).

    Lower scores are better. Matched is a bit for each clause of the query that the entry matches, or NULL where it matches all; cut has
    the bits of clauses of which not every entry was looked at. The last is a bit for each facet whose choice the entry fails: 0 is
    a result; a single bit is an entry that counts in that facet only, where the choice itself must not narrow the numbers.
    """
    made = _Statement()
    languages = codes.languages()
    where, where_arguments = _conditions(params, query, viewer, languages)
    if query.required:
        expression = Expression(languages)
        made.add(
            "whole",
            f"SELECT rowid AS id, bm25({FTS}, {WEIGHTS}) AS score FROM {FTS} WHERE {FTS} MATCH %s",
            expression.query(query),
        )
        if query.graded:
            _add_some(made, query, sources(query, expression, alike), (where, where_arguments))
            # What matches all has the score of its sources as well, where they were asked.
            listed = (
                "SELECT whole.id, COALESCE(graded.score, whole.score) AS score, NULL AS matched, 0 AS cut"
                " FROM whole LEFT JOIN graded ON graded.id = whole.id UNION ALL SELECT id, score, matched, cut FROM some"
            )
        else:
            listed = "SELECT id, score, NULL AS matched, 0 AS cut FROM whole"
        # Without CROSS JOIN the planner may start from the documents and run one MATCH for each.
        columns, source = "m.score, m.matched, m.cut", f"({listed}) m CROSS JOIN {DOC} d ON d.id = m.id"
    else:
        columns, source = "0, NULL, 0", f"{DOC} d"
    failed, failed_arguments = _failed_facets(params, codes)
    head = f"WITH {', '.join(made.ctes)} " if made.ctes else ""
    sql = f"{head}SELECT d.id, d.codes, d.year, d.published, {columns}, {failed} AS failed FROM {source} WHERE {where}"
    return sql, [*made.arguments, *failed_arguments, *where_arguments]


def totals_statement(
    searches: Iterable[tuple[SearchParams, Query]], viewer: Viewer, codes: FacetCodes, alike: Alike
) -> tuple[str, list[Any]]:
    """Return SQL and parameters; its one row has the number of results of each search."""
    counts: list[str] = []
    arguments: list[Any] = []
    for params, query in searches:
        sql, own = search_statement(params, query, viewer, codes, alike)
        counts.append(f"(SELECT COUNT(*) FROM ({sql}) WHERE failed = 0)")
        arguments += own
    return f"SELECT {', '.join(counts)}", arguments


def _add_some(made: _Statement, query: Query, asked: Iterable[Source], seen: tuple[str, list[Any]]) -> None:
    """Add the entries that match some of the clauses, unless enough that the viewer may see match all.

    Each source of score is a part of the statement, and an entry's score is the sum of what they give.
    """
    where, arguments = seen
    made.add(
        "room",
        f"SELECT CASE WHEN COUNT(*) < %s THEN {CANDIDATES} ELSE 0 END AS most"
        f" FROM whole CROSS JOIN {DOC} d ON d.id = whole.id WHERE {where}",
        settings.SEARCH_ENOUGH,
        *arguments,
    )
    bits = {clause: 1 << place for place, clause in enumerate(query.required)}
    made.add("size", f"SELECT COUNT(*) AS entries FROM {DOC}")
    parts, cuts = [], []
    for number, source in enumerate(asked):
        found, bit = f"s{number}", bits[source.clause]
        made.add(found, *_found(source, number, seen))
        rarity = ""
        if source.as_one_word:
            made.add(f"rare{number}", f"SELECT {_rarity(found)} AS rarity")
            rarity = f" CROSS JOIN rare{number}"
        parts.append(f"SELECT id, {_score(source)} AS score, {bit} AS bit FROM {found}{rarity}")
        cuts.append(f"SELECT {bit} AS bit WHERE (SELECT COUNT(*) FROM {found}) >= {CANDIDATES}")
    made.add("cuts", f"SELECT COALESCE(SUM(DISTINCT bit), 0) AS bits FROM ({' UNION ALL '.join(cuts)})")
    certain = sum(bits[clause] for clause in query.certain)
    made.add(
        "graded",
        "SELECT id, SUM(score) AS score, SUM(DISTINCT bit) AS matched, (SELECT bits FROM cuts) AS cut"
        f" FROM ({' UNION ALL '.join(parts)}) GROUP BY id",
    )
    made.add(
        "some",
        "SELECT id, score, matched, cut FROM graded WHERE id NOT IN (SELECT id FROM whole)"
        f" AND matched & {certain} = {certain} AND {_number_of_bits('matched', len(bits))} >= {query.enough(settings.SEARCH_SOME_SHARE)}",
    )


def _found(source: Source, number: int, seen: tuple[str, list[Any]]) -> tuple[Any, ...]:
    """Return what finds the entries of a source: SQL, and its arguments.

    Limits and counts are of what the viewer may see, or they would tell of the rest.
    """
    where, arguments = seen
    sql = (
        f"SELECT d.id, bm25({FTS}, {WEIGHTS}) AS score FROM {FTS} CROSS JOIN {DOC} d ON d.id = {FTS}.rowid"
        f" WHERE {FTS} MATCH %s AND {where} ORDER BY {FTS}.rowid DESC LIMIT (SELECT {_room(number, source)} FROM room)"
    )
    return sql, source.expression, *arguments


def _rarity(found: str) -> str:
    """Return how rare it is among all entries to be found: the part of BM25 that says so (IDF), kept above 0."""
    return f"LN(((SELECT entries FROM size) + 1.0) / ((SELECT COUNT(*) FROM {found}) + 0.5))"


def _score(source: Source) -> str:
    """Return the score of an entry that a source found, of its BM25 and of how rare it is to be found.

    BM25 adds several words up, so that a meaning with many of them would weigh more than one with few. It lets a word weigh at
    most `MOST_OF_A_WORD` times how rare it is, however often it stands there; so may all words of one meaning together.
    """
    if source.as_one_word:
        return f"score * {source.weight * MOST_OF_A_WORD} * rarity / ({MOST_OF_A_WORD - 1} * rarity - score)"
    return f"score * {source.weight}"


def _room(number: int, source: Source) -> str:
    """Return how many entries of a source are taken; none where the words of the clause, the source before it, found enough."""
    if source.unless_found is None:
        return "most"
    return f"CASE WHEN (SELECT COUNT(*) FROM s{number - 1}) < {source.unless_found} THEN most ELSE 0 END"


def _number_of_bits(column: str, most: int) -> str:
    return "(" + " + ".join(f"({column} >> {place} & 1)" for place in range(most)) + ")"


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
