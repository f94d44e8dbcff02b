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

# How much of a word an entry has to have; of a long one, which may be a compound, so many runs are enough.
LEAST_SHARED, ENOUGH = 0.6, 6


def alike(clause: Clause) -> list[dict[str, Any]]:
    """Return a query that finds entries with words that are spelled like a word; none for what is no word, or a short one.

    All of its runs weigh together as much as a word.
    """
    word = fold(clause.text) if isinstance(clause, Word) else ""
    if len(word) < SHORTEST_SPELLED or not (runs := sorted(pieces(word))):
        return []
    enough = min(ENOUGH, ceil(LEAST_SHARED * len(runs)))
    terms = [{"term": {RUNS: {"value": run, "boost": 1 / len(runs)}}} for run in runs]
    return [{"bool": {"should": terms, "minimum_should_match": enough}}]
