"""What a query is made of. Words are in lower case and unstemmed: each engine compares them by its own means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word, matched in every inflected form that the language of the text knows."""

    text: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Words that stand next to each other, inflected or not: "non-punishment", "25965/04", Chinese text."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words exactly as written, next to each other; accents and case do not matter."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicWords:
    """Words that are a name of topics: items about one of the topics match, and items with all the words."""

    clauses: tuple["Word | Sequence | Phrase", ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Clauses of which one is enough."""

    clauses: tuple["Clause", ...]


Clause = Word | Sequence | Phrase | TopicWords | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """Every clause of `required` must match, none of `excluded` may."""

    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    # The reader was told more words than `parse` takes.
    shortened: bool = False

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)


def leaves(clauses: tuple[Clause, ...]) -> "list[Word | Sequence | Phrase]":
    """Return the words, sequences and phrases of some clauses, in order: what is marked in a text."""
    found: list[Word | Sequence | Phrase] = []
    for clause in clauses:
        if isinstance(clause, AnyOf | TopicWords):
            found.extend(leaves(clause.clauses))
        else:
            found.append(clause)
    return found
