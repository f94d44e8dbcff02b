"""What the words of a search may have been meant to be, where nothing matches all of them.

What is offered is what the reader's own search finds: a word that only hidden texts have must not show here, neither as an
offer nor by the offer that it keeps away. So whether a word needs another is asked with the reader's eyes, and each offer is
tried before it is shown: the engine is asked for spellings, for the words, and for the offers, each once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, product

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalogue.analysis.letters import distance
from catalogue.words import fold, is_unspaced, normalise, spans

from ..addresses import search_url
from ..engines.base import SearchUnavailable
from ..params import SearchParams
from ..query.language import AnyOf, Clause, Named, Phrase, Query, Sequence, Word, is_number, leaves, words_in
from ..query.marking import Pieces
from .looking import Look

MOST_OFFERS = 2
# How many words are corrected, and how many ways to correct them are tried.
_MOST_WORDS, _MOST_TRIED = 3, 4
# How many ways to write a word are combined with those of others, and up to how many items with each are counted.
_MOST_OF_A_WORD, _MOST_COUNTED = 5, 50
# More than any engine takes for the same word.
_MOST_MISTAKES = 5
# What an address says where its words are meant as they are spelled (`SearchParams.as_typed`).
SPELLING = "spelling"


@dataclass(slots=True)
class Respelling:
    """A search with some words spelled otherwise, which finds something, and its words as (text, is changed) pieces."""

    pieces: Pieces
    params: SearchParams

    @property
    def url(self) -> str:
        """Its address."""
        return search_url(self.params)

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

    def __init__(self, look: Look) -> None:
        """Take who looks."""
        self.look = look

    def respellings(self, params: SearchParams, query: Query) -> list[Respelling]:
        """Return at most two other spellings of a search of which nothing matches all; its filters stay.

        Those come first of which something matches all, and then those of which something has the changed words.
        """
        words = _correctable(query)
        if not words:
            return []
        try:
            return self._offers(params, query, words)[:MOST_OFFERS]
        except SearchUnavailable:
            return []

    def _offers(self, params: SearchParams, query: Query, words: list[str]) -> list[Respelling]:
        is_all = len(leaves(query.required)) == 1 and not query.excluded and not params.has_filters
        offers: list[Respelling] = []
        tried: list[tuple[SearchParams, Query]] = []
        for changes in _combinations(self._corrections(words, is_all))[:_MOST_TRIED]:
            pieces = _changed(params.text, changes)
            as_typed = tuple(key for key in params.as_typed if key != SPELLING)
            meant = params.but(text="".join(text for text, _is_changed in pieces), as_typed=as_typed, page=1)
            offers.append(Respelling(pieces, meant))
            tried += [(meant, proof) for proof in self._proofs(meant, changes)]
        found = self.look.finds(tried)
        of_all, of_some = found[::2], found[1::2]
        return list(compress(offers, of_all)) or list(compress(offers, of_some))

    def _corrections(self, words: list[str], is_all: bool) -> dict[str, tuple[str, ...]]:
        """Return for each word that the reader finds nowhere what it may have been meant to be, the best first.

        Args:
            words: that may be wrong.
            is_all: one of them is all that was asked for, and was found nowhere.
        """
        spelled = self.look.engine.corrections(tuple(words))
        others = (Phrase((other,)) for alike in spelled.values() for other in alike)
        wanted = list(dict.fromkeys((*(() if is_all else map(Word, spelled)), *others)))
        totals = self.look.totals([(SearchParams(), Query((clause,), whole=True)) for clause in wanted], _MOST_COUNTED)
        seen = dict(zip(wanted, totals, strict=True))
        better = {}
        for word, alike in spelled.items():
            # How often hidden texts have a word decides nothing.
            entries = {other: number for other in alike if (number := seen[Phrase((other,))])}
            if entries and not seen.get(Word(word)):
                order = {
                    other: (distance(fold(word), other, _MOST_MISTAKES) or 0, -entries[other]) for other in entries
                }
                better[word] = tuple(sorted(entries, key=order.__getitem__)[:_MOST_OF_A_WORD])
        return better

    def _proofs(self, meant: SearchParams, changes: dict[str, str]) -> tuple[Query, Query]:
        """Return the queries that show that something matches all of a search, or at least has the changed words as written."""
        query = self.look.read(meant)
        exact = tuple(Phrase((word,)) for word in changes.values())
        return (
            Query((*query.required, *exact), query.excluded, whole=True),
            Query((*query.certain, *exact), query.excluded, whole=True),
        )


def _correctable(query: Query) -> list[str]:
    """Return the longest words that stand for themselves: not in a phrase, left out, a topic's name without a slip, or part of a number."""
    fixed = {word for clause in leaves(query.excluded) for word in words_in(clause)}
    fixed |= {word for clause in leaves(query.required) if isinstance(clause, Phrase) for word in clause.words}
    found: dict[str, None] = {}
    for clause in _free(query.required):
        if not is_number(clause):
            found |= dict.fromkeys(word for word in words_in(clause) if word not in fixed and not is_unspaced(word))
    return sorted(found, key=len, reverse=True)[:_MOST_WORDS]


def _free(clauses: tuple[Clause, ...]) -> Iterator[Word | Sequence]:
    for clause in clauses:
        if isinstance(clause, AnyOf) or (
            isinstance(clause, Named) and all(subject.has_slip for subject in clause.subjects)
        ):
            yield from _free(clause.clauses)
        elif isinstance(clause, Word | Sequence):
            yield clause


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
