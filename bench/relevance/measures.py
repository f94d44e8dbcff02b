"""The measures of one answer, and their means. An answer is the list of found items, best first, by their keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import mean

EXACT, USEFUL = 2, 1
FIRST, DEPTH = 5, 10
# What an item adds to the gain: 2^grade - 1, as in the evaluations of TREC.
_GAIN = {EXACT: 3, USEFUL: 1}


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of an answer, or their means over several; all from 0 to 1."""

    success: float
    ndcg: float
    mrr: float
    empty: float


def score(found: Sequence[str], judgements: Mapping[str, int]) -> Scores:
    """Measure an answer.

    success@5: an item that is exactly what was asked for is among the first five. MRR@10: one divided by the rank of the
    first such item, if it is among the first ten. nDCG@10: the discounted gain of the first ten, all grades, divided by the
    best that was possible.
    """
    exact = [rank for rank, key in enumerate(found[:DEPTH], 1) if judgements.get(key) == EXACT]
    best = _gain(sorted(judgements.values(), reverse=True))
    return Scores(
        success=float(bool(exact) and exact[0] <= FIRST),
        ndcg=_gain([judgements.get(key, 0) for key in found]) / best,
        mrr=1 / exact[0] if exact else 0.0,
        empty=float(not found),
    )


def _gain(grades: Iterable[int]) -> float:
    return sum(_GAIN.get(grade, 0) / log2(rank + 1) for rank, grade in enumerate(list(grades)[:DEPTH], 1))


def means(scores: Sequence[Scores]) -> Scores:
    """Return the mean of each measure."""
    return Scores(
        success=mean(one.success for one in scores),
        ndcg=mean(one.ndcg for one in scores),
        mrr=mean(one.mrr for one in scores),
        empty=mean(one.empty for one in scores),
    )
