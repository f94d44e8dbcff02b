"""The entries that match some of the clauses of a query: what each source finds is asked in one statement, and counted here."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any

from django.conf import settings
from django.db import connection

from ...query.language import Clause, Query
from ..passages import Alike
from .match import Expression
from .schema import DOC, FTS
from .select import MATCHING, Part
from .sources import Source, sources

# Of a word that more entries have, only the newest so many are looked at where not all words match: the others would rank
# last, because common words weigh little, and reading them all is slow.
CANDIDATES = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """A source, the keys of the entries that it found, and of about how many entries in all."""

    source: Source
    ids: list[int]
    entries: float

    @property
    def is_cut(self) -> bool:
        """Whether there may be more."""
        return len(self.ids) >= CANDIDATES


@dataclass(frozen=True, slots=True)
class Candidates:
    """The entries that the viewer may see, by what they match.

    `whole` are those that match all; where they are enough, none is looked for that matches some. `matched` has a bit for each clause
    that an entry of the others matches, and `cut` the bits of clauses of which not every entry was looked at.
    """

    query: Query
    whole: list[int]
    found: list[Found] = field(default_factory=list)
    matched: dict[int, int] = field(default_factory=dict)
    cut: int = 0
    # How many entries there are.
    entries: int = 0

    @property
    def enough(self) -> bool:
        """Whether enough match all."""
        return len(self.whole) >= settings.SEARCH_ENOUGH

    @property
    def ids(self) -> list[int]:
        """All of them."""
        return [*self.whole, *self.matched]


def candidates_of(searches: Sequence[tuple[Query, Part]], languages: list[str], alike: Alike) -> list[Candidates]:
    """Ask one statement for the candidates of graded queries.

    Args:
        searches: each with the conditions that its entries have to meet.
        languages: those of the texts in the index.
        alike: for words of the queries those that are spelled alike.
    """
    if not searches:
        return []
    expression = Expression(languages)
    asked = [(query, list(sources(query, expression, alike)), seen) for query, seen in searches]
    parts, columns = list[Part](), [Part(f"SELECT COUNT(*) FROM {DOC}", [])]
    for number, (query, ways, seen) in enumerate(asked):
        parts += _room(number, expression.query(query), seen)
        columns += [_extent(seen), Part(f"SELECT GROUP_CONCAT(id) FROM whole{number}", [])]
        # The words of a clause come before what is asked where few have them.
        columns += [_keys(number, source, before, seen) for before, source in pairwise([*ways[:1], *ways])]
    sql = f"WITH {', '.join(part.sql for part in parts)} SELECT {', '.join(f'({column.sql})' for column in columns)}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [argument for part in (*parts, *columns) for argument in part.arguments])
        entries, *lists = cursor.fetchone()
    told = map(_numbers, lists)
    return [
        _counted(query, entries, next(told), next(told), [(source, next(told)) for source in ways])
        for query, ways, _seen in asked
    ]


def _extent(seen: Part) -> Part:
    """Return the first and the last key of the entries that the viewer may see: others tell nothing here."""
    keys = f"SELECT d.id FROM {DOC} d WHERE {seen.sql} ORDER BY d.id"
    return Part(f"SELECT ({keys} LIMIT 1) || ',' || ({keys} DESC LIMIT 1)", [*seen.arguments, *seen.arguments])


def _room(number: int, expression: str, seen: Part) -> tuple[Part, Part]:
    """Return what finds up to enough entries that match all, and how many of a source are taken: none if they are enough."""
    whole = f"SELECT d.id FROM {MATCHING} AND {seen.sql} LIMIT %s"
    room = f"SELECT CASE WHEN COUNT(*) < %s THEN {CANDIDATES} ELSE 0 END AS most FROM whole{number}"
    return (
        Part(f"whole{number} AS MATERIALIZED ({whole})", [expression, *seen.arguments, settings.SEARCH_ENOUGH]),
        Part(f"room{number} AS MATERIALIZED ({room})", [settings.SEARCH_ENOUGH]),
    )


def found_by(source: Source, columns: str, limit: str, seen: Part) -> Part:
    """Return what finds the newest entries of a source. It takes and counts what the viewer may see, or it would tell of the rest."""
    sql = f"SELECT {columns} FROM {MATCHING} AND {seen.sql} ORDER BY {FTS}.rowid DESC LIMIT {limit}"
    return Part(sql, [source.expression, *seen.arguments])


def _keys(number: int, source: Source, before: Source, seen: Part) -> Part:
    """Return the keys of the entries of a source in one text; none where the source before it, the words of the clause, found enough."""
    most, arguments = f"SELECT most FROM room{number}", list[Any]()
    if few := source.unless_found:
        words = found_by(before, "1", str(few), seen)
        most = f"SELECT CASE WHEN (SELECT COUNT(*) FROM ({words.sql})) < {few} THEN most ELSE 0 END FROM room{number}"
        arguments = words.arguments
    keys = found_by(source, "d.id", f"({most})", seen)
    return Part(f"SELECT GROUP_CONCAT(id) FROM ({keys.sql})", [*keys.arguments, *arguments])


def _numbers(text: str | None) -> list[int]:
    return list(map(int, text.split(","))) if text else []


def _counted(
    query: Query, entries: int, extent: list[int], whole: list[int], told: list[tuple[Source, list[int]]]
) -> Candidates:
    """Return the candidates of a query, of the keys that each of its sources found."""
    if not extent:
        return Candidates(query, [])
    found = [Found(source, ids, _about(ids, entries, *extent)) for source, ids in told if ids]
    by_clause: dict[Clause, list[Found]] = defaultdict(list)
    for one in found:
        by_clause[one.source.clause].append(one)
    keys = [set[int]().union(*(one.ids for one in by_clause[clause])) for clause in query.required]
    cut = sum(1 << place for place, clause in enumerate(query.required) if any(one.is_cut for one in by_clause[clause]))
    enough = query.enough(settings.SEARCH_SOME_SHARE)
    matching = Counter(chain.from_iterable(keys))
    some = {key for key, clauses in matching.items() if clauses >= enough}.difference(whole)
    some.intersection_update(*(keys[query.required.index(clause)] for clause in query.certain))
    matched = dict.fromkeys(some, 0)
    for place, own in enumerate(keys):
        for key in some & own:
            matched[key] |= 1 << place
    return Candidates(query, whole, found, matched, cut, entries)


def _about(ids: list[int], entries: int, first: int, last: int) -> float:
    """Return about how many entries a source would find in all: where only the newest were looked at, as many among the older ones.

    Args:
        ids: those that it found.
        entries: how many there are.
        first: the least key of all that the viewer may see.
        last: the greatest.
    """
    if len(ids) < CANDIDATES:
        return len(ids)
    return min(entries, len(ids) * (last - first + 1) / (last - min(ids) + 1))
