"""The thesaurus at work: query words that equal a topic's name in any language also ask for the items of that topic."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from catalogue.words import fold

from .language import AnyOf, Clause, Phrase, Query, Sequence, TopicWords, Word

# The longest name of a topic that is looked for, in words.
LONGEST_NAME = 10


@dataclass(frozen=True, slots=True)
class Expansion:
    """That some words of the query are a name of topics: shown to the reader."""

    words: str
    topics: tuple[str, ...]


def expand(query: Query, names: Mapping[str, tuple[str, ...]]) -> tuple[Query, tuple[Expansion, ...]]:
    """Add topics to a query.

    Args:
        query: as read.
        names: folded names with one blank between words, and the slugs of the topics that bear them.
    """
    expansions: list[Expansion] = []
    required = _expand_run(query.required, names, expansions)
    return replace(query, required=required), tuple(dict.fromkeys(expansions))


def _expand_run(
    clauses: tuple[Clause, ...], names: Mapping[str, tuple[str, ...]], found: list[Expansion]
) -> tuple[Clause, ...]:
    result: list[Clause] = []
    position = 0
    while position < len(clauses):
        clause = clauses[position]
        if isinstance(clause, AnyOf):
            result.append(AnyOf(_expand_run_singly(clause.clauses, names, found)))
            position += 1
            continue
        for length in range(min(LONGEST_NAME, len(clauses) - position), 0, -1):
            run = clauses[position : position + length]
            words = _plain_words(run)
            if words and (topics := names.get(" ".join(fold(word) for word in words))):
                result.append(
                    TopicWords(tuple(part for part in run if isinstance(part, Word | Sequence | Phrase)), topics)
                )
                found.append(Expansion(" ".join(words), topics))
                position += length
                break
        else:
            result.append(clause)
            position += 1
    return tuple(result)


def _expand_run_singly(
    clauses: tuple[Clause, ...], names: Mapping[str, tuple[str, ...]], found: list[Expansion]
) -> tuple[Clause, ...]:
    return tuple(part for clause in clauses for part in _expand_run((clause,), names, found))


def _plain_words(run: tuple[Clause, ...]) -> list[str] | None:
    """Return the words of a run; a phrase counts only by itself, because it was set apart on purpose."""
    words: list[str] = []
    for clause in run:
        if isinstance(clause, Word):
            words.append(clause.text)
        elif isinstance(clause, Sequence) or (isinstance(clause, Phrase) and len(run) == 1):
            words.extend(clause.words)
        else:
            return None
    return words
