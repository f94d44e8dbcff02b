"""What adds to the score of an entry. A further kind of source is one more function here, and nothing else knows of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from catalogue.words import fold

from ...query.language import Clause, Kind, Named, Query, Word, leaves
from .match import EXACT, Expression, about, quoted

# What a subject of an item weighs beside a word of its text, by what it is.
SUBJECT_WEIGHT = {Kind.TOPIC: 4.25, Kind.COUNTRY: 1.5, Kind.YEAR: 0.5, Kind.LAW: 1.5, Kind.COURT: 1.0}
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
    # Whether an entry has it or not, however often and in whatever length: it weighs by how rare it is alone.
    by_rarity: bool = False


def sources(query: Query, expression: Expression, alike: Alike) -> Iterator[Source]:
    """Yield the sources of a query, in each of which what is left out is left out."""
    for clause in query.required:
        for source in (
            *_words(clause, expression),
            *_letters(clause, alike),
            *_meanings(clause, expression),
            *_subjects(clause),
        ):
            if query.excluded:
                without = f"({source.expression}) NOT ({expression.any_of(query.excluded)})"
                yield replace(source, expression=without)
            else:
                yield source


def _words(clause: Clause, expression: Expression) -> Iterator[Source]:
    words = expression.without_topics if isinstance(clause, Named) else expression
    yield Source(clause, words.all_of((clause,)))


def _letters(clause: Clause, alike: Alike) -> Iterator[Source]:
    """Yield a source for words that are spelled like those of a clause, where few entries have these."""
    words = [word for part in leaves((clause,)) if isinstance(part, Word) for word in alike.get(fold(part.text), ())]
    if words:
        expression = f"{EXACT} : ({' OR '.join(quoted([word]) for word in dict.fromkeys(words))})"
        yield Source(clause, expression, LETTERS_WEIGHT, unless_found=FEW)


def _meanings(clause: Clause, expression: Expression) -> Iterator[Source]:
    """Yield a source for each word of a clause that has others of the same meaning, in any language."""
    for part in leaves((clause,)):
        if isinstance(part, Word) and (found := expression.meaning_the_same((part,))):
            yield Source(clause, found, MEANING_WEIGHT, as_one_word=True)


def _subjects(clause: Clause) -> Iterator[Source]:
    """Yield a source for each kind of subject that words name, and one for what they only hint at."""
    if isinstance(clause, Named):
        for kind in Kind:
            for strength in sorted({subject.strength for subject in clause.subjects if subject.kind is kind}):
                alike = [one for one in clause.subjects if one.kind is kind and one.strength == strength]
                yield Source(clause, about(alike), SUBJECT_WEIGHT[kind] * strength, by_rarity=kind is Kind.TOPIC)
