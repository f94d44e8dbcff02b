"""What each thing weighs that a search is asked for, beside a word of the text. Both engines add up the same."""

from ..query.language import Clause, Kind, Subject, is_number

# What a subject of an item weighs, by what it is.
SUBJECTS = {Kind.TOPIC: 2.5, Kind.COUNTRY: 1.5, Kind.YEAR: 0.5, Kind.LAW: 1.5, Kind.COURT: 1.0}
# What a word with the same meaning weighs, the word itself among them: it counts both ways.
MEANING = 2.5
# What a number weighs: nothing else can speak for it, and who has it knows what is looked for.
NUMBER = 2.5
# What the words of a name weigh of which each is there or meant: there are several, and small ones among them.
NAME_MEANT = 1.5
# What a word weighs that is spelled like one of the search.
LETTERS = 0.3
# The share of all that speaks for a word of the search besides what speaks most for it.
FURTHER = 0.3
# What each word of the search adds that an entry matches in whatever way, so that several are worth more than one often. Counted in
# Lucene's BM25, which is that of FTS5 without the factor 1 + k1.
MATCHED = 0.6
# What two neighbouring words of the search weigh once more where they stand close together.
NEAR = 0.4
# By what the score of an item in the reader's language is multiplied: enough to decide between nearly equal ones.
OWN_LANGUAGE = 1.05


def of_subject(subject: Subject) -> float:
    """Return what it weighs that an item is about a subject, or names it."""
    return SUBJECTS[subject.kind] * subject.strength


def of_words(clause: Clause) -> float:
    """Return what it weighs that an item has the words of a clause."""
    return NUMBER if is_number(clause) else 1.0
