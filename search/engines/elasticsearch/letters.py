"""Words that are spelled alike, on Elasticsearch: a field holds the runs of four letters of each word of title and text, in Latin letters.

The embedded engine looks such words up in its list of words first. Here a word finds the entries that have most of its runs, in
one word or in several, so that one request is enough.
"""

from math import ceil
from typing import Any

from catalogue.analysis.letters import pieces
from catalogue.words import fold

from ...query.language import Clause, Word
from ..tokens import SHORTEST_SPELLED
from .mapping import RUNS

# How much of a word an entry has to have; of a long one, which may be a compound, so many runs are enough. Where nothing else is asked
# for, it has to have nearly all.
LEAST_SHARED, ENOUGH, LEAST_CLOSE = 0.6, 6, 0.8


def alike(clause: Clause, close: bool = False) -> list[dict[str, Any]]:
    """Return a query that finds entries with words that are spelled like a word; none for what is no word, or a short one.

    All of its runs weigh together as much as a word.

    Args:
        clause: which may be a word.
        close: whether only those are wanted that have nearly all of it.
    """
    word = fold(clause.text) if isinstance(clause, Word) else ""
    if len(word) < SHORTEST_SPELLED or not (runs := sorted(pieces(word))):
        return []
    enough = ceil(LEAST_CLOSE * len(runs)) if close else min(ENOUGH, ceil(LEAST_SHARED * len(runs)))
    terms = [{"term": {RUNS: {"value": run, "boost": 1 / len(runs)}}} for run in runs]
    return [{"bool": {"should": terms, "minimum_should_match": enough}}]
