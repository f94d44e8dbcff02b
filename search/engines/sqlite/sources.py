"""What adds to the score of an entry. A further kind of source is one more function here, and nothing else knows of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from catalogue.words import fold

from ...query.language import AnyOf, Clause, Kind, Named, Query, Word, is_certain, leaves
from .match import EXACT, Expression, about, quoted

# What a subject of an item weighs beside a word of its text, by what it is.
SUBJECT_WEIGHT = {Kind.TOPIC: 2.5, Kind.COUNTRY: 1.5, Kind.YEAR: 0.5, Kind.LAW: 1.5, Kind.COURT: 1.0}
# How often a subject counts in the columns that have them (`select.WEIGHTS`).
SUBJECT_FREQUENCY = 3.0
# What a word that is spelled like another weighs, and how many entries must have the other for it not to be asked.
LETTERS_WEIGHT, FEW = 0.5, 20
# What another word of the same meaning weighs.
MEANING_WEIGHT = 1.5
# For words of a query, folded, the words of the index that are spelled alike.
Alike = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """The clause that it is a way to match, an expression, and what it weighs."""

    clause: Clause
    expression: str
    weight: float = 1.0
    # Not asked where the source before it gave so many entries.
    unless_found: int | None = None
    # Whether its words count together as one word would.
    as_one_word: bool = False
    # How often its word counts in an entry that has it, as a rule, and whether that is always so.
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
    yield Source(clause, words.all_of((clause,)), is_words=True)


def _letters(clause: Clause, alike: Alike, expression: Expression) -> Iterator[Source]:
    """Yield a source for words that are spelled like those of a clause, where few entries have these.

    Of a name of several words every one has to be there, as it is typed or spelled alike.
    """
    spelled = [(part, alike.get(fold(part.text), ()) if isinstance(part, Word) else ()) for part in leaves((clause,))]
    if isinstance(clause, Named) and any(words for _part, words in spelled):
        either = (
            " OR ".join((expression.all_of((part,)), *filter(None, [_exactly(words)]))) for part, words in spelled
        )
        yield Source(clause, " AND ".join(f"({one})" for one in either), LETTERS_WEIGHT, unless_found=FEW)
    elif words := dict.fromkeys(word for _part, words in spelled for word in words):
        yield Source(clause, _exactly(words), LETTERS_WEIGHT, unless_found=FEW)


def _exactly(words: Iterable[str]) -> str:
    """Return an expression that wants one of some words as they are written; nothing without words."""
    found = " OR ".join(quoted([word]) for word in words)
    return f"({EXACT} : ({found}))" if found else ""


def _meanings(clause: Clause, expression: Expression) -> Iterator[Source]:
    """Yield a source for other words that mean the same as a clause, in any language."""
    parts = clause.clauses if isinstance(clause, AnyOf) else (clause,)
    for part in parts:
        if found := expression.others(part):
            yield Source(clause, found, MEANING_WEIGHT, as_one_word=True)


def _subjects(clause: Clause) -> Iterator[Source]:
    """Yield a source for each kind of subject that words name, and one for what they only hint at."""
    if isinstance(clause, Named):
        for kind in Kind:
            for strength in sorted({subject.strength for subject in clause.subjects if subject.kind is kind}):
                alike = [one for one in clause.subjects if one.kind is kind and one.strength == strength]
                frequency = 1.0 if kind is Kind.COURT else SUBJECT_FREQUENCY
                is_even = kind in {Kind.TOPIC, Kind.YEAR, Kind.LAW}
                yield Source(
                    clause, about(alike), SUBJECT_WEIGHT[kind] * strength, frequency=frequency, is_even=is_even
                )
