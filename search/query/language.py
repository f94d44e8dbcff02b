"""What a query is made of. Words are in lower case and unstemmed: each engine compares them by its own means."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from catalogue.recognition.everyday_words import Meaning
from catalogue.recognition.laws import ARTICLE, LAWS, names_in_texts


@dataclass(frozen=True, slots=True)
class Word:
    """A word, matched in every inflected form that the language of the text knows.

    Where some of a query is enough, an entry matches as well that has another word with one of its meanings, in any language.
    """

    text: str
    meanings: tuple[Meaning, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Words that stand next to each other, inflected or not: "non-punishment", "25965/04", Chinese text."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words exactly as written, next to each other; accents and case do not matter."""

    words: tuple[str, ...]


class Kind(StrEnum):
    """What words may name."""

    TOPIC = "topic"
    COUNTRY = "country"
    YEAR = "year"
    LAW = "law"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class Subject:
    """What words name, by its value in the index: a topic's slug, a country's code, a year, a law or its article, a court's name.

    A year may be one of several, and an article that of several laws.

    `strength` is 1 for a name, and less for a word that people search it with.
    """

    kind: Kind
    value: str
    strength: float = 1.0
    # Its name is written with a slip.
    has_slip: bool = field(default=False, compare=False)

    @property
    def key(self) -> str:
        """What an address calls it."""
        return f"{self.kind}-{self.value}"

    @property
    def names(self) -> tuple[str, ...]:
        """What texts call it: a court by its name, a law by its titles."""
        if self.kind is Kind.COURT:
            return (self.value,)
        return names_in_texts(self.value) if self.kind is Kind.LAW else ()

    @property
    def values(self) -> tuple[str, ...]:
        """The values that an item may have: each of several years, and an article of no named law in each law that is known."""
        if self.kind is Kind.LAW and self.value.startswith(ARTICLE):
            return tuple(f"{law} {self.value}" for law in LAWS)
        first, _dash, last = self.value.partition("-")
        if self.kind is Kind.YEAR and last:
            return tuple(map(str, range(int(first), int(last) + 1)))
        return (self.value,)


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name something: items about one of the subjects match, and items with all the words."""

    clauses: tuple["Word | Sequence | Phrase", ...]
    subjects: tuple[Subject, ...]
    # Of words that stand for all of it, such as what is of a country.
    meanings: tuple[Meaning, ...] = field(default=(), compare=False)

    @property
    def alike(self) -> list[list[Subject]]:
        """The subjects by kind, and by whether words name them or only hint at them: those that weigh the same together."""
        kinds = sorted(dict.fromkeys((subject.kind, subject.strength) for subject in self.subjects))
        return [[one for one in self.subjects if (one.kind, one.strength) == kind] for kind in kinds]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics among the subjects."""
        return self.values(Kind.TOPIC)

    def values(self, kind: Kind) -> tuple[str, ...]:
        """Return the values of the subjects of a kind."""
        return tuple(value for subject in self.subjects if subject.kind is kind for value in subject.values)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Clauses of which one is enough."""

    clauses: tuple["Clause", ...]


Clause = Word | Sequence | Phrase | Named | AnyOf
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for, and what must not be there.

    An item that matches every clause of `required` is a full answer; where there are few of these, one that matches most of them,
    or a single one in other words, is an answer as well, but for phrases and where `whole` says that every clause has to match.
    """

    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    # The reader was told more words than `parse` takes.
    shortened: bool = False
    # Where each clause of `required` stands in the normalised text, as long as nobody has changed them.
    places: tuple[Span, ...] = field(default=(), compare=False)
    # Somebody wrote AND, or is not helped by less than everything.
    whole: bool = False
    # It was typed as a question, also where only one of its words says something.
    is_question: bool = False
    # One clause is enough, in whatever way.
    any_will_do: bool = False
    # The languages that the words may be of, as far as it is known.
    languages: tuple[str, ...] = ()
    # The language of who asks: of items that answer equally well those come first that are in it.
    reader: str = ""

    @property
    def graded(self) -> bool:
        """Whether an item may match some of the clauses only."""
        several = len(self.required) > 1 or self.is_question or self.any_will_do
        return not self.whole and several and not all(map(is_certain, self.required))

    @property
    def certain(self) -> tuple[Clause, ...]:
        """The clauses that every answer matches: what stands between quotation marks means what it says."""
        return tuple(filter(is_certain, self.required)) if self.graded else self.required

    def enough(self, share: float) -> int:
        """Return how many clauses an item has to match to be an answer.

        Args:
            share: of all clauses, from 0 to 1; at least one in any case.
        """
        if not self.graded:
            return len(self.required)
        return 1 if self.any_will_do else max(1, int(len(self.required) * share))

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)


def parts_of(clause: Clause) -> "tuple[Clause, ...]":
    """Return the parts of a name; anything else is one by itself."""
    return clause.clauses if isinstance(clause, Named) else (clause,)


def words_in(leaf: Word | Sequence | Phrase) -> tuple[str, ...]:
    """Return the words of what has no parts."""
    return (leaf.text,) if isinstance(leaf, Word) else leaf.words


def is_number(clause: Clause) -> bool:
    """Whether a clause is a number, such as that of a case: “25965/04”, “C-66/21”."""
    return isinstance(clause, Word | Sequence) and any(sign.isdigit() for word in words_in(clause) for sign in word)


def meanings_of_whole(clause: Clause) -> tuple[Meaning, ...]:
    """Return what all of a clause means: a word, or a name, of one word as well what the word does."""
    if isinstance(clause, Named):
        return clause.meanings + (meanings_of_whole(clause.clauses[0]) if len(clause.clauses) == 1 else ())
    return clause.meanings if isinstance(clause, Word) else ()


def is_certain(clause: Clause) -> bool:
    """Whether a clause has to match in any case: what stands between quotation marks means what it says."""
    if isinstance(clause, Named):
        return any(isinstance(part, Phrase) for part in clause.clauses)
    return isinstance(clause, Phrase)


def words_of(clause: Clause) -> str:
    """Return a clause as it may be shown to who asked: its words, in small letters."""
    match clause:
        case Word(text):
            return text
        case Sequence(words):
            return "-".join(words)
        case Phrase(words):
            return f"“{' '.join(words)}”"
        case Named(clauses):
            return " ".join(map(words_of, clauses))
        case AnyOf(clauses):
            return " OR ".join(map(words_of, clauses))


def leaves(clauses: tuple[Clause, ...]) -> "list[Word | Sequence | Phrase]":
    """Return the words, sequences and phrases of some clauses, in order: what is marked in a text."""
    found: list[Word | Sequence | Phrase] = []
    for clause in clauses:
        if isinstance(clause, AnyOf | Named):
            found.extend(leaves(clause.clauses))
            if isinstance(clause, Named) and clause.meanings and isinstance(found[-1], Word):
                found[-1] = replace(found[-1], meanings=(*found[-1].meanings, *clause.meanings))
        else:
            found.append(clause)
    return found
