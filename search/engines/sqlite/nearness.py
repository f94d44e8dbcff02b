"""Neighbouring words of a question that stand close together in a text: what they add to the score of an entry."""

from collections.abc import Iterator

from ...query.nearness import MOST_BETWEEN, neighbours
from .. import weights
from .candidates import Candidates
from .match import Expression
from .sources import Source


def near_sources(candidates: Candidates, languages: list[str]) -> Iterator[Source]:
    """Yield a source for each two neighbouring words of a query, as far as one of their clauses is rare: two common ones take long to read.

    Args:
        candidates: of the query.
        languages: those of the texts in the index.
    """
    required = candidates.query.required
    expression = Expression(set(languages) & set(candidates.query.languages or languages))
    by_words = [found for found in candidates.found if found.source.is_words]
    typed = {found.source.clause for found in by_words}
    rare = {found.source.clause for found in by_words if not found.is_cut}
    for first, one, second, other in neighbours(candidates.query):
        both = {required[first], required[second]}
        if both <= typed and both & rare and (close := expression.near(one, other, MOST_BETWEEN)):
            yield Source(required[second], close, weights.NEAR)
