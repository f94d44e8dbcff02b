"""From what people type to a `Query`. Any input gives a query; what cannot be read is taken as words."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from catalogue.recognition.common_words import question_words, small_words
from catalogue.words import cut, fold, normalise

from .language import AnyOf, Clause, Phrase, Query, Sequence, Span, Word

MAX_CLAUSES = 24
# From so many words on people ask a question; “the law” is one word with its article.
SHORTEST_QUESTION = 3
# Words that may be of more languages tell of none.
MOST_LANGUAGES_TOLD = 3
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"'})
# In capitals only: "and" and "not" are words of many texts.
OPERATORS = frozenset({"OR", "AND", "NOT"})
PART = re.compile(r'(?P<minus>(?<!\S)[-−])?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
# Articles and particles that are written together with the word: l'exploitation, dell'uomo.
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell?|nell?|all?|dall?|sull?|un)['’](?=\w)", re.IGNORECASE)


def parse(text: str) -> Query:
    """Read a query.

    Args:
        text: what the reader typed, any length and any characters. What is said twice counts once.
    """
    required: list[Clause] = []
    places: list[Span] = []
    excluded: list[Clause] = []
    join_next = exclude_next = whole = False
    parts = list(PART.finditer(normalise(text).translate(QUOTES)))
    for part in parts[: MAX_CLAUSES * 2]:
        if part["word"] in OPERATORS and not part["minus"]:
            join_next = part["word"] == "OR" and bool(required)
            exclude_next = part["word"] == "NOT"
            whole |= part["word"] == "AND"
            continue
        clause = _clause(part)
        if clause is None:
            continue
        if part["minus"] or exclude_next:
            excluded.append(clause)
        elif join_next:
            before = required[-1].clauses if isinstance(required[-1], AnyOf) else (required[-1],)
            required[-1] = AnyOf(before if clause in before else (*before, clause))
            places[-1] = (places[-1][0], part.end())
        else:
            required.append(clause)
            places.append(part.span())
        join_next = exclude_next = False
        if len(required) + len(excluded) >= MAX_CLAUSES:
            break
    consumed = len(required) + len(excluded) < MAX_CLAUSES and len(parts) <= MAX_CLAUSES * 2
    at = dict(zip(required, places, strict=True))
    return Query(tuple(at), tuple(excluded), shortened=not consumed, places=tuple(at.values()), whole=whole)


def without_stop_words(query: Query, told: Collection[str], page: str) -> Query:
    """Return the query without words that carry no meaning, unless nothing else is asked for.

    Args:
        query: what was typed.
        told: the languages that its words may be of. What is a small word in one is none in another, so that of a few the words
            go that are small in each; more tell nothing.
        page: the language of the page, whose small words go where it is not told of which single language the words are.
    """
    # “in May”: where people asked with nothing else, what they asked with is looked for.
    kept = (
        _without(query.required, _left_out(question_words, told, page))
        or _without(query.required, _left_out(small_words, told, page))
        or query.required
    )
    return replace(query, required=kept, is_question=len(query.required) >= SHORTEST_QUESTION)


def _left_out(words: Callable[[str], frozenset[str]], told: Collection[str], page: str) -> frozenset[str]:
    """Return the words that all of a few languages have, and the small ones of the page where it is not told which single one it is."""
    few = 1 <= len(told) <= MOST_LANGUAGES_TOLD
    shared = frozenset.intersection(*map(words, told)) if few else frozenset[str]()
    return shared if len(told) == 1 else shared | small_words(page)


def _without(clauses: Iterable[Clause], stops: frozenset[str]) -> tuple[Clause, ...]:
    return tuple(clause for clause in clauses if not _is_stop(clause, stops))


def _is_stop(clause: Clause, stops: frozenset[str]) -> bool:
    # Some are written as one: the Romanian “le-a”.
    words = (clause.text,) if isinstance(clause, Word) else clause.words if isinstance(clause, Sequence) else ()
    return bool(words) and all(fold(word) in stops for word in words)


def _clause(part: re.Match[str]) -> Clause | None:
    if part["phrase"] is not None:
        words = tuple(cut(part["phrase"]))
        return Phrase(words) if words else None
    words = tuple(cut(_ELIDED.sub("", part["word"])))
    if not words:
        return None
    return Word(words[0]) if len(words) == 1 else Sequence(words)
