"""What comes close to a search that finds nothing: one of its words, another that means the same, or one that is spelled alike."""

from catalogue.recognition.everyday_words import is_known

from ..engines.base import SearchResults
from ..engines.tokens import SHORTEST_SPELLED
from ..params import SearchParams
from ..query.language import Query, Word, leaves, meanings_of_whole
from .looking import Look

# What an address says of which the results come close to its words (`SearchParams.as_typed`). Without it a feed or an export has what
# its address says, and nothing less.
CLOSEST = "closest"


def closest(params: SearchParams, query: Query, look: Look) -> Query | None:
    """Return the query for what comes close to one that finds nothing; none where the words mean what they say, or are very many.

    Another choice in a filter must not find what was asked for: the number beside it is that of what comes close, and after the click
    something else would be listed.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    close = look.read(params, any_will_do=True)
    if not close.graded or close.shortened or not _has_other_ways(close):
        return None
    if any(params.chosen.values()) and look.finds([(params.but(chosen={}), query)]) == [True]:
        return None
    return close


def _has_other_ways(query: Query) -> bool:
    """Whether a query can be matched otherwise than by all of its words as they are."""
    spelled = any(isinstance(leaf, Word) and len(leaf.text) >= SHORTEST_SPELLED for leaf in leaves(query.required))
    return len(query.required) > 1 or spelled or any(map(meanings_of_whole, query.required))


def found_or_close(params: SearchParams, look: Look) -> SearchResults:
    """Return the bare results of a search; what comes close to it where it finds nothing and its address asks for that.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    query = look.read(params)
    results = look.engine.search(params, query, look.viewer)
    if not results.total and CLOSEST in params.as_typed and (close := closest(params, query, look)):
        return look.engine.search(params, close, look.viewer)
    return results


def is_spelled_well(query: Query) -> bool:
    """Whether all words of a query are known, so that another spelling is not what is missing."""
    found = leaves(query.required)
    return all(isinstance(leaf, Word) and is_known(leaf.text, query.languages) for leaf in found)
