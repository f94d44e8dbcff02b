"""From a query to an FTS5 expression. Every word of the reader ends up between quotes, so nothing can be syntax."""

from collections.abc import Iterable

from catalogue.analysis.stems import stem_tokens
from catalogue.recognition.everyday_words import SameMeaning
from catalogue.words import fold, folded

from ...query.language import AnyOf, Clause, Kind, Named, Phrase, Query, Sequence, Subject, Word

STEMS, EXACT = "{title_stems body_stems}", "{title body}"
PAGE_STEMS, PAGE_EXACT = "{body_stems}", "{body}"


# Stands before every stem, so that the index keeps stems and words apart: both are read by their beginnings.
STEM_MARK = "·"


def topic_token(slug: str) -> str:
    """Return the word that stands for a topic in the topics column."""
    return "t" + slug.replace("-", "x0")


# The facets in which an entry has what words may name, besides its topics.
ABOUT = {Kind.COUNTRY: ("country", "origin"), Kind.YEAR: ("year",), Kind.LAW: ("instrument",)}


def about_token(facet: str, value: str) -> str:
    """Return the word that stands for a value of a facet in the column of these."""
    return f"{facet}x{''.join(filter(str.isalnum, value.lower()))}"


def about(subjects: Iterable[Subject]) -> str:
    """Return an expression that wants one of the subjects."""
    topics, others, courts = [], [], []
    for subject in subjects:
        for value in subject.values:
            if subject.kind is Kind.TOPIC:
                topics.append(quoted([topic_token(value)]))
            elif subject.kind is Kind.COURT:
                courts.append(quoted(folded(value)))
            else:
                others += [quoted([about_token(facet, value)]) for facet in ABOUT[subject.kind]]
    found = (("topics", topics), ("about", others), (EXACT, courts))
    return " OR ".join(f"({column} : ({' OR '.join(tokens)}))" for column, tokens in found if tokens)


def marked_stems(words: Iterable[str], language: str) -> list[str]:
    """Return the stems of some words as they stand in the index."""
    return [STEM_MARK + stem for stem in stem_tokens(words, language)]


class Expression:
    """Writes expressions for an index with texts in some languages.

    A word of the query is stemmed by the rules of each of them, so that it meets the word of the text in the language
    of the text.
    """

    def __init__(
        self,
        languages: Iterable[str],
        stems: str = STEMS,
        exact: str = EXACT,
        *,
        topics: bool = True,
        same_meaning: bool = False,
    ) -> None:
        """Take the languages, the columns, and whether a word is also matched by what it names, and by words that mean the same."""
        self.languages = sorted(languages)
        self.stems, self.exact, self.topics, self.same_meaning = stems, exact, topics, same_meaning

    @property
    def without_topics(self) -> "Expression":
        """The same for the words alone, without what they name."""
        return Expression(self.languages, self.stems, self.exact, topics=False)

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
        pairs = dict.fromkeys(tuple(marked_stems((one, other), language)) for language in self.languages)
        close = [
            f"NEAR({quoted([first])} {quoted([second])}, {most_between})" for first, second in pairs if first != second
        ]
        return f"{self.stems} : ({' OR '.join(close)})" if close else ""

    def _clause(self, clause: Clause) -> str:
        match clause:
            case Word(text):
                others = self._meaning_the_same(clause.others, text) if self.same_meaning else ""
                return f"({self._stemmed((text,))} OR {others})" if others else self._stemmed((text,))
            case Sequence(words):
                return self._stemmed(words)
            case Phrase(words):
                return f"({self.exact} : {quoted(fold(word) for word in words)})"
            case AnyOf(clauses):
                return f"({self.any_of(clauses)})"
            case Named(clauses, subjects):
                all_words = f"({self.all_of(clauses)})"
                return f"({all_words} OR {about(subjects)})" if self.topics else all_words
        raise TypeError(f"unknown clause {clause!r}")

    def others(self, clause: Clause) -> str:
        """Return an expression that wants other words which mean the same as all of a clause; nothing where there are none."""
        parts = clause.clauses if isinstance(clause, Named) else (clause,)
        wanted = []
        if len(parts) == 1 and isinstance(parts[0], Word):
            wanted.append(self._meaning_the_same(parts[0].others, parts[0].text))
        elif any(isinstance(part, Word) and part.others for part in parts):
            either = Expression(self.languages, self.stems, self.exact, topics=False, same_meaning=True)
            wanted.append(f"({either.all_of(parts)})")
        if isinstance(clause, Named):
            wanted.append(self._meaning_the_same(clause.others))
        return " OR ".join(filter(None, wanted))

    def _meaning_the_same(self, others: Iterable[SameMeaning], word: str = "") -> str:
        """Return an expression that wants one of some words, each in its language; what has the word's own stem is left out."""
        own = {stem for language in self.languages for stem in marked_stems([word], language)} if word else set()
        forms: dict[str, None] = {}
        for other in others:
            if other.language in self.languages:
                stems = marked_stems(other.words, other.language)
                forms.update(dict.fromkeys(quoted([stem]) for stem in stems if stem not in own))
        return f"({self.stems} : ({' OR '.join(forms)}))" if forms else ""

    def _stemmed(self, words: tuple[str, ...]) -> str:
        forms = dict.fromkeys(quoted(marked_stems(words, language)) for language in self.languages)
        return f"({self.stems} : ({' OR '.join(forms) or quoted(words)}))"


def quoted(words: Iterable[str]) -> str:
    """Return words as a phrase of an expression."""
    return '"' + " ".join(words).replace('"', '""') + '"'
