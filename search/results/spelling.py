"""What the words of a search may have been meant to be, where nothing matches all of them.

What is offered is what the reader's own search finds: a word that only hidden texts have must not show here, neither as an
offer nor by the offer that it keeps away. So whether a word needs another is asked with the reader's eyes, and each offer is
tried before it is shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalogue.visibility import Viewer
from catalogue.words import is_unspaced, normalise, spans

from ..addresses import search_url
from ..engines.base import SearchEngine, SearchUnavailable
from ..params import SearchParams
from ..query.language import AnyOf, Clause, Phrase, Query, Sequence, Word, leaves
from ..query.marking import Pieces

MOST_OFFERS = 2
MOST_SEARCHES = 4
# One search is kept for the offer.
_MOST_WORDS = MOST_SEARCHES - 1


@dataclass(slots=True)
class Respelling:
    """A search with some words spelled otherwise, which finds something: (text, is changed) pieces and its address."""

    pieces: Pieces
    url: str

    @property
    def html(self) -> SafeString:
        """Return the text, safe to print, with the changed words set off."""
        words = format_html_join(
            "",
            "{}",
            ((format_html("<strong>{}</strong>", text) if is_changed else text,) for text, is_changed in self.pieces),
        )
        return format_html("<bdi>{}</bdi>", words)


class Speller:
    """Looks for other spellings with the eyes of a reader; made for one search."""

    def __init__(self, engine: SearchEngine, viewer: Viewer, read: Callable[[SearchParams], Query]) -> None:
        """Take the engine, the reader, and what reads the words of a search."""
        self.engine, self.viewer, self.read = engine, viewer, read
        self.searches_left = MOST_SEARCHES

    def respellings(self, params: SearchParams, query: Query) -> list[Respelling]:
        """Return at most two other spellings of a search of which nothing matches all, and of these something does; its filters stay."""
        words = _correctable(query)
        if not words:
            return []
        try:
            return list(islice(self._offers(params, query, words), MOST_OFFERS))
        except SearchUnavailable:
            return []

    def _offers(self, params: SearchParams, query: Query, words: list[str]) -> Iterator[Respelling]:
        corrections = self.engine.corrections(tuple(words))
        wrong = [word for word in words if word in corrections]
        if len(leaves(query.required)) > 1 or query.excluded or params.has_filters:
            wrong = [word for word in wrong if not self._finds(SearchParams(), Query((Word(word),)))]
        for changes in _combinations({word: corrections[word] for word in wrong}):
            if not self.searches_left:
                return
            pieces = _changed(params.text, changes)
            tried = params.but(text="".join(text for text, _is_changed in pieces), page=1)
            meant = self.read(tried)
            exact = tuple(Phrase((word,)) for word in changes.values())
            if self._finds(tried, Query((*meant.required, *exact), meant.excluded)):
                yield Respelling(pieces, search_url(tried))

    def _finds(self, params: SearchParams, query: Query) -> bool:
        self.searches_left -= 1
        query = replace(query, whole=True)
        return self.engine.search(params.but(page_size=0, with_passages=False), query, self.viewer).total > 0


def _correctable(query: Query) -> list[str]:
    """Return the longest words that stand for themselves: not in a phrase, left out, a topic's name, or part of a number."""
    fixed = {word for clause in leaves(query.excluded) for word in _words_of(clause)}
    fixed |= {word for clause in leaves(query.required) if isinstance(clause, Phrase) for word in clause.words}
    found: dict[str, None] = {}
    for clause in _free(query.required):
        words = _words_of(clause)
        if not any(letter.isdigit() for word in words for letter in word):
            found |= dict.fromkeys(word for word in words if word not in fixed and not is_unspaced(word))
    return sorted(found, key=len, reverse=True)[:_MOST_WORDS]


def _free(clauses: tuple[Clause, ...]) -> Iterator[Word | Sequence]:
    for clause in clauses:
        if isinstance(clause, AnyOf):
            yield from _free(clause.clauses)
        elif isinstance(clause, Word | Sequence):
            yield clause


def _words_of(clause: Word | Sequence | Phrase) -> tuple[str, ...]:
    return (clause.text,) if isinstance(clause, Word) else clause.words


def _combinations(corrections: dict[str, tuple[str, ...]]) -> list[dict[str, str]]:
    """Return what to write for each word, the best for all first."""
    if not corrections:
        return []
    ranked = product(*(enumerate(others) for others in corrections.values()))
    ordered = sorted(ranked, key=lambda choice: sum(rank for rank, _other in choice))
    return [dict(zip(corrections, (other for _rank, other in choice), strict=True)) for choice in ordered]


def _changed(text: str, changes: dict[str, str]) -> Pieces:
    """Return the text with other words in the place of some, in pieces."""
    text = normalise(text)
    pieces: list[tuple[str, bool]] = []
    position = 0
    for start, end, word in spans(text):
        if word in changes:
            pieces += [(text[position:start], False), (changes[word], True)]
            position = end
    pieces.append((text[position:], False))
    return tuple(piece for piece in pieces if piece[0])
