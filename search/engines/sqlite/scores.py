"""What the candidates of a query are worth, one source after the other."""

from collections.abc import Iterable, Mapping, Sequence
from math import log

from ...query.language import Clause
from .. import weights
from .candidates import Candidates, Found, found_by
from .select import SCORE, Part
from .sources import Source

# So many entries are scored by the BM25 of the index, which reads how often each word stands in each of them: those of the sources
# that decide most. It is by far the dearest part of a search.
SCORED = 1_000
# 1 + k1 of BM25 as FTS5 has it ("The bm25() function").
MOST_OF_A_WORD = 2.2
# The least that FTS5 lets a word weigh, and the least rarity that is compared with another.
_LEAST, _LEAST_COMPARED = 1e-6, 0.05
# By whose rarity a match weighs: 0 is that of its own source, 1 that of the whole clause, matched in whatever way. A topic that few
# entries have tells less where many have its word.
BY_CLAUSE = 0.3
Scored = dict[int, float]


def to_be_scored(candidates: Candidates) -> list[int]:
    """Return the places of the sources that are worth the most, as far as `SCORED` entries go.

    Topics, years and laws come last: an entry has one or not, and only the length of its text is left to be read.
    """
    chosen, left = [], SCORED
    worth = [found.source.weight * _rarity(found.entries, candidates.entries) for found in candidates.found]
    for place in sorted(range(len(worth)), key=lambda place: (candidates.found[place].source.is_even, -worth[place])):
        if (found := len(candidates.found[place].ids)) <= left:
            chosen.append(place)
            left -= found
    return chosen


def scored_statement(number: int, source: Source, most: int, seen: Part) -> Part:
    """Return a statement of one row for the newest that a source finds: (number, keys, BM25 of each), and four columns that are empty."""
    part = found_by(source, f"d.id, {SCORE} AS score", str(most), seen)
    sql = f"SELECT {number}, GROUP_CONCAT(id), GROUP_CONCAT(score), NULL, NULL, NULL, NULL FROM ({part.sql})"
    return Part(sql, part.arguments)


def scores_of(candidates: Candidates, bm25: Mapping[int, Scored], near: Sequence[tuple[Source, Scored]] = ()) -> Scored:
    """Return the score of each candidate, the sum of what each clause gives; lower is better.

    Args:
        candidates: of one query.
        bm25: the BM25 of the entries of some sources, by the place of the source. Of the others it is taken to be that of a word that
            counts as often as it does as a rule, in a text of ordinary length.
        near: what further sources add, with the BM25 of what they found.
    """
    total = dict.fromkeys(candidates.ids, 0.0)
    ways: dict[Clause, list[Scored]] = {clause: [] for clause in candidates.query.required}
    by_words: dict[Clause, float] = {}
    matching = _matching(candidates)
    for place, found in enumerate(candidates.found):
        source = found.source
        weight = source.weight * _by_clause(found, matching[source.clause], candidates.entries)
        ordinary = -_rarity(found.entries, candidates.entries) * _once(source.frequency) * weight
        scores = bm25.get(place, {})
        worth = {key: scores[key] * weight if key in scores else ordinary for key in total.keys() & found.ids}
        ways[source.clause].append(worth)
        by_words.setdefault(source.clause, ordinary)
    for clause, worths in ways.items():
        # What matches all has each clause, also where it is older than the newest that were looked at.
        least = dict.fromkeys(candidates.whole, by_words.get(clause, 0.0))
        for key, score in _of_clause(worths, least).items():
            total[key] += score
    for source, scores in near:
        for key in total.keys() & scores.keys():
            total[key] += source.weight * scores[key]
    return total


def _of_clause(ways: Iterable[Scored], least: Scored) -> Scored:
    """Return what entries get for a clause: that they have it, the best of the ways in which they do, and a part of the others.

    Args:
        ways: what each of them gives.
        least: what entries get that have the clause, and are in none of them.
    """
    best: Scored = {}
    all_of_them: Scored = {}
    for worth in ways:
        for key, score in worth.items():
            all_of_them[key] = all_of_them.get(key, 0.0) + score
            if score <= best.get(key, 0.0):
                best[key] = score
    best = least | best
    further = weights.FURTHER
    return {
        key: (1 - further) * score + further * all_of_them.get(key, score) - weights.MATCHED * MOST_OF_A_WORD
        for key, score in best.items()
    }


def _matching(candidates: Candidates) -> dict[Clause, float]:
    """Return how many entries match each clause, at the least."""
    keys: dict[Clause, set[int]] = {}
    most: dict[Clause, float] = {}
    for found in candidates.found:
        clause = found.source.clause
        keys.setdefault(clause, set()).update(found.ids)
        most[clause] = max(found.entries, most.get(clause, 0.0))
    return {clause: max(most[clause], len(of)) for clause, of in keys.items()}


def _by_clause(found: Found, matching: float, entries: int) -> float:
    """Return by what a source weighs less because more entries match its clause in other ways."""
    own, whole = (max(_LEAST_COMPARED, _rarity(number, entries)) for number in (found.entries, matching))
    return float((whole / own) ** BY_CLAUSE)


def _rarity(number: float, entries: int) -> float:
    """Return how rare it is among all entries that so many have it: the part of BM25 that says so (IDF)."""
    return max(_LEAST, log((entries - number + 0.5) / (number + 0.5)))


def _once(frequency: float) -> float:
    """Return by what BM25 multiplies the rarity of a word that counts so often in a text of ordinary length."""
    return frequency * MOST_OF_A_WORD / (frequency + MOST_OF_A_WORD - 1)
