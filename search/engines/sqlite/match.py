"""From a query to an FTS5 expression. Every word of the reader ends up between quotes, so nothing can be syntax."""

from collections.abc import Iterable
from typing import NamedTuple

from catalogue.recognition.everyday_words import Meaning
from catalogue.words import fold, folded

from ...query.language import (
    AnyOf,
    Clause,
    Kind,
    Named,
    Phrase,
    Query,
    Sequence,
    Subject,
    Word,
    meanings_of_whole,
    parts_of,
)
from ..tokens import forms, meaning_token, subject_tokens

MEANINGS = "meanings"


class Columns(NamedTuple):
    """The columns that have the stems of some texts, those of a single word with and without its accents, and the words as they are."""

    stems: str
    single: str
    exact: str


OF_ENTRY = Columns("{title_stems body_stems}", f"{{title_stems body_stems {MEANINGS}}}", "{title body}")
OF_PAGE = Columns("{body_stems}", f"{{body_stems {MEANINGS}}}", "{body}")


def about(subjects: Iterable[Subject]) -> str:
    """Return an expression that wants one of the subjects."""
    found: dict[str, list[str]] = {"topics": [], "about": [], OF_ENTRY.exact: []}
    for subject in subjects:
        column = "topics" if subject.kind is Kind.TOPIC else "about"
        found[column] += [quoted([token]) for token in subject_tokens(subject)]
        found[OF_ENTRY.exact] += [quoted(folded(name)) for name in subject.names]
    return " OR ".join(f"({column} : ({' OR '.join(tokens)}))" for column, tokens in found.items() if tokens)


class Expression:
    """Writes expressions for an index with texts in some languages.

    A word of the query is stemmed by the rules of each of them, so that it meets the word of the text in the language
    of the text.
    """

    def __init__(
        self,
        languages: Iterable[str],
        columns: Columns = OF_ENTRY,
        *,
        topics: bool = True,
        meanings: bool = False,
    ) -> None:
        """Take the languages, the columns, and whether a word is also matched by what it names, and by what it means."""
        self.languages = tuple(sorted(languages))
        self.columns, self.topics, self.meanings = columns, topics, meanings

    @property
    def without_topics(self) -> "Expression":
        """The same for the words alone, without what they name."""
        return Expression(self.languages, self.columns, topics=False)

    def all_of(self, clauses: tuple[Clause, ...]) -> str:
        """Return an expression that wants every clause."""
        return " AND ".join(self._clause(clause) for clause in clauses)

    def any_of(self, clauses: Iterable[Clause]) -> str:
        """Return an expression that wants one of the clauses."""
        return " OR ".join(self._clause(clause) for clause in clauses)

    def query(self, query: Query) -> str:
        """Return the expression of a query with at least one required clause."""
        wanted = self.all_of(query.required)
        return f"({wanted}) NOT ({self.any_of(query.excluded)})" if query.excluded else wanted

    def near(self, one: str, other: str, most_between: int) -> str:
        """Return an expression that wants two words with at most so many others between them, in either order.

        Nothing for two forms of one word in every language: one of them alone would stand close to itself.
        """
        close = [
            f"NEAR({quoted([first])} {quoted([second])}, {most_between})"
            for first, second in forms((one, other), self.languages)
            if first != second
        ]
        return f"{self.columns.stems} : ({' OR '.join(close)})" if close else ""

    def _clause(self, clause: Clause) -> str:
        match clause:
            case Word(text, meanings):
                wanted = [self._stemmed((text,)), *(map(meant, meanings) if self.meanings else ())]
                return f"({' OR '.join(wanted)})" if len(wanted) > 1 else wanted[0]
            case Sequence(words):
                return self._stemmed(words)
            case Phrase(words):
                return f"({self.columns.exact} : {quoted(fold(word) for word in words)})"
            case AnyOf(clauses):
                return f"({self.any_of(clauses)})"
            case Named(clauses, subjects):
                all_words = f"({self.all_of(clauses)})"
                return f"({all_words} OR {about(subjects)})" if self.topics else all_words
        raise TypeError(f"unknown clause {clause!r}")

    def each_meant(self, clause: Clause) -> str:
        """Return an expression that wants each of several parts of a name, or what it means; nothing where none means anything."""
        parts = parts_of(clause)
        if len(parts) == 1 or not any(map(meanings_of_whole, parts)):
            return ""
        return f"({Expression(self.languages, self.columns, topics=False, meanings=True).all_of(parts)})"

    def _stemmed(self, words: tuple[str, ...]) -> str:
        # Stems without accents stand beside the meanings.
        columns = self.columns.single if len(words) == 1 else self.columns.stems
        stems = map(quoted, forms(words, self.languages))
        return f"({columns} : ({' OR '.join(stems) or quoted(words)}))"


def meant(meaning: Meaning) -> str:
    """Return an expression that wants a word with a meaning, in any language."""
    return f"({MEANINGS} : {quoted([meaning_token(meaning.key)])})"


def quoted(words: Iterable[str]) -> str:
    """Return words as a phrase of an expression."""
    return '"' + " ".join(words).replace('"', '""') + '"'
