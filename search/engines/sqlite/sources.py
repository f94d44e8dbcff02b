"""What adds to the score of an entry. A further kind of source is one more function here, and nothing else knows of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalogue.words import fold

from ...query.language import AnyOf, Clause, Kind, Named, Query, Word, is_certain, leaves, meanings_of_whole
from .. import weights
from ..passages import Alike
from ..tokens import SUBJECT
from .match import OF_ENTRY, Expression, about, meant, quoted

# Words spelled alike are looked for only where fewer entries than this have the word itself.
FEW = 20


@dataclass(frozen=True, slots=True)
class Source:
    """One way to match a clause: an expression of FTS5, and what a match weighs."""

    clause: Clause
    expression: str
    weight: float = 1.0
    # Not asked where the source before it gave so many entries.
    unless_found: int | None = None
    # How often a match counts in one entry as a rule; `is_even` says that it is always so (topics, years, laws).
    frequency: float = 1.0
    is_even: bool = False
    # Whether it is the words of the clause as they were typed.
    is_words: bool = False


def sources(query: Query, expression: Expression, alike: Alike) -> Iterator[Source]:
    """Yield the sources of a query, in each of which what is left out is left out."""
    for clause in query.required:
        for source in (
            *_words(clause, expression),
            # What stands between quotation marks means what it says.
            *(() if is_certain(clause) else _letters(clause, alike, expression)),
            *(() if is_certain(clause) else _meanings(clause, expression)),
            *_subjects(clause),
        ):
            if query.excluded:
                without = f"({source.expression}) NOT ({expression.any_of(query.excluded)})"
                yield replace(source, expression=without)
            else:
                yield source


def _words(clause: Clause, expression: Expression) -> Iterator[Source]:
    words = expression.without_topics if isinstance(clause, Named) else expression
    yield Source(clause, words.all_of((clause,)), weights.of_words(clause), is_words=True)


def _letters(clause: Clause, alike: Alike, expression: Expression) -> Iterator[Source]:
    """Yield a source for words that are spelled like those of a clause, where few entries have these.

    Of a name of several words every one has to be there, as it is typed or spelled alike.
    """
    spelled = [(part, alike.get(fold(part.text), ()) if isinstance(part, Word) else ()) for part in leaves((clause,))]
    if isinstance(clause, Named) and any(words for _part, words in spelled):
        either = (
            " OR ".join((expression.all_of((part,)), *filter(None, [_exactly(words)]))) for part, words in spelled
        )
        yield Source(clause, " AND ".join(f"({one})" for one in either), weights.LETTERS, unless_found=FEW)
    elif words := dict.fromkeys(word for _part, words in spelled for word in words):
        yield Source(clause, _exactly(words), weights.LETTERS, unless_found=FEW)


def _exactly(words: Iterable[str]) -> str:
    """Return an expression that wants one of some words as they are written; nothing without words."""
    found = " OR ".join(quoted([word]) for word in words)
    return f"({OF_ENTRY.exact} : ({found}))" if found else ""


def _meanings(clause: Clause, expression: Expression) -> Iterator[Source]:
    """Yield a source for each thing that a clause may mean: any word in any language is one of it."""
    for part in clause.clauses if isinstance(clause, AnyOf) else (clause,):
        for meaning in meanings_of_whole(part):
            yield Source(clause, meant(meaning), weights.MEANING)
        if found := expression.each_meant(part):
            yield Source(clause, found, weights.NAME_MEANT)


def _subjects(clause: Clause) -> Iterator[Source]:
    """Yield a source for each kind of subject that words name, and one for what they only hint at."""
    if isinstance(clause, Named):
        for alike in clause.alike:
            frequency = 1.0 if alike[0].kind is Kind.COURT else SUBJECT
            is_even = alike[0].kind in {Kind.TOPIC, Kind.YEAR, Kind.LAW}
            yield Source(clause, about(alike), weights.of_subject(alike[0]), frequency=frequency, is_even=is_even)
