"""What the candidates of a query are worth, one source after the other."""

from collections.abc import Mapping, Sequence
from math import log

from ...query.language import Clause
from .candidates import Candidates, Found, found_by
from .select import SCORE, Part
from .sources import Source

# So many entries are scored by the BM25 of the index, which reads how often each word stands in each of them: those of the sources
# that decide most. It is by far the dearest part of a search.
SCORED = 1_000
# 1 + k1 of BM25 as FTS5 has it ("The bm25() function").
MOST_OF_A_WORD = 2.2
# The least that FTS5 lets a word weigh.
_LEAST = 1e-6
Scored = dict[int, float]


def to_be_scored(candidates: Candidates) -> list[int]:
    """Return the places of the sources that are worth the most, as far as `SCORED` entries go.

    Topics, years and laws come last: an entry has one or not, and only the length of its text is left to be read.
    """
    chosen, left = [], SCORED
    worth = [found.source.weight * _rarity(found, candidates.entries) for found in candidates.found]
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
    """Return the score of each candidate, the sum of what each source gives; lower is better.

    Args:
        candidates: of one query.
        bm25: the BM25 of the entries of some sources, by the place of the source. Of the others it is taken to be that of a word that
            counts as often as it does as a rule, in a text of ordinary length.
        near: what further sources add, with the BM25 of what they found.
    """
    total = dict.fromkeys(candidates.ids, 0.0)
    lacking = {clause: set(candidates.whole) for clause in candidates.query.required}
    by_words: dict[Clause, float] = {}
    best: dict[tuple[Clause, int], Scored] = {}
    for place, found in enumerate(candidates.found):
        source = found.source
        ordinary = -_rarity(found, candidates.entries) * _once(source.frequency) * source.weight
        scores = bm25.get(place, {})
        worth = {key: scores[key] * source.weight if key in scores else ordinary for key in total.keys() & found.ids}
        if source.one_of is None:
            _add(worth, total)
        else:
            others = best.setdefault((source.clause, source.one_of), {})
            others.update({key: min(score, others.get(key, 0.0)) for key, score in worth.items()})
        lacking[source.clause].difference_update(found.ids)
        by_words.setdefault(source.clause, ordinary)
    for alternatives in best.values():
        _add(alternatives, total)
    # What matches all has each clause, also where it is older than the newest that were looked at.
    for clause, keys in lacking.items():
        for key in keys:
            total[key] += by_words.get(clause, 0.0)
    for source, scores in near:
        for key in total.keys() & scores.keys():
            total[key] += source.weight * scores[key]
    return total


def _add(scores: Scored, total: Scored) -> None:
    for key, score in scores.items():
        total[key] += score


def _rarity(found: Found, entries: int) -> float:
    """Return how rare it is among all entries to be found: the part of BM25 that says so (IDF)."""
    return max(_LEAST, log((entries - found.entries + 0.5) / (found.entries + 0.5)))


def _once(frequency: float) -> float:
    """Return by what BM25 multiplies the rarity of a word that counts so often in a text of ordinary length."""
    return frequency * MOST_OF_A_WORD / (frequency + MOST_OF_A_WORD - 1)
