"""What the words of a query name: topics, countries, years, laws and courts, in any language and inflection.

What is named is one way more for its words to match. So it adds to the score of the items that are about it, and makes none
unfindable.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from catalogue.recognition import recognise_question
from catalogue.recognition.country_names import meaning_of_country
from catalogue.recognition.everyday_words import meanings_of
from catalogue.recognition.found import Understood
from catalogue.vocabulary import Vocabulary
from catalogue.words import normalise

from .language import AnyOf, Clause, Kind, Named, Phrase, Query, Span, Subject, Word, words_of

# A span of years that is longer is no more looked for year by year.
MOST_YEARS = 40
Found = tuple[Span, Subject]


class Reader:
    """Reads what words name, for a reader's language and a state of the vocabulary."""

    def __init__(self, language: str, vocabulary: Vocabulary, as_typed: Collection[str] = ()) -> None:
        """Take the language of the reader's pages, the vocabulary, and the keys of subjects that the reader did not mean."""
        self.language, self.vocabulary, self.as_typed = language, vocabulary, as_typed

    def understand(self, query: Query, text: str) -> Query:
        """Return the query with what its words name.

        Args:
            query: as `parse` returns it.
            text: of which it was read.
        """
        asked = _asked(query, normalise(text))
        read = self._read(asked)
        found = self._found_in(read)
        spans = [
            None if isinstance(clause, AnyOf) else _span_of(clause, place, found)
            for clause, place in zip(query.required, query.places, strict=True)
        ]
        members: dict[Span, list[Clause]] = {}
        for clause, span in zip(query.required, spans, strict=True):
            if span:
                members.setdefault(span, []).append(clause)
        required: list[Clause] = []
        for clause, span in zip(query.required, spans, strict=True):
            if isinstance(clause, AnyOf):
                required.append(AnyOf(tuple(map(self._understood, clause.clauses))))
            elif span is None:
                required.append(clause)
            elif span in members:
                required.append(_named(members.pop(span), span, found))
        languages = tuple(dict.fromkeys((self.language, *sorted(read.languages))))
        understood = replace(query, required=tuple(dict.fromkeys(required)), places=(), languages=languages)
        if not understood.graded:
            # What matches all of it is the answer, and nothing that means the same.
            return understood
        return replace(understood, required=tuple(_with_meanings(clause, languages) for clause in understood.required))

    def _understood(self, clause: Clause) -> Clause:
        """Return one of several alternatives with what it names by itself."""
        words = words_of(clause)
        place, whole = (0, len(words)), isinstance(clause, Phrase)
        found = self._found_in(self._read(words))
        subjects = dict.fromkeys(subject for span, subject in found if _covers(span, place, whole))
        return _named([clause], place, [(place, one) for one in subjects]) if subjects else clause

    def _read(self, text: str) -> Understood:
        return recognise_question(text, self.language, self.vocabulary)

    def _found_in(self, understood: Understood) -> list[Found]:
        found = [(one.span, Subject(Kind.TOPIC, one.topic, one.strength, one.has_slip)) for one in understood.topics]
        found += [(one.span, Subject(Kind.COUNTRY, one.code)) for one in understood.countries]
        for one in understood.years:
            if one.last - one.first < MOST_YEARS:
                value = str(one.first) if one.first == one.last else f"{one.first}-{one.last}"
                found.append((one.span, Subject(Kind.YEAR, value)))
        found += [(one.span, Subject(Kind.LAW, one.provision)) for one in understood.laws]
        found += [(one.span, Subject(Kind.COURT, one.court)) for one in understood.courts]
        return [(span, subject) for span, subject in found if subject.key not in self.as_typed]


def subjects_of(query: Query) -> Iterator[Subject]:
    """Yield what the words of a query name."""
    for clause in query.required:
        for part in clause.clauses if isinstance(clause, AnyOf) else (clause,):
            if isinstance(part, Named):
                yield from part.subjects


def _with_meanings(clause: Clause, languages: Collection[str]) -> Clause:
    """Return a clause that knows what its words mean, in any language."""
    match clause:
        case Word(text):
            return Word(text, meanings_of(text, languages))
        case AnyOf(clauses):
            return AnyOf(tuple(_with_meanings(one, languages) for one in clauses))
        case Named(clauses, subjects):
            # A country's name is no everyday word, whatever it means in another language: "China", "Cuba".
            if codes := clause.values(Kind.COUNTRY):
                return Named(clauses, subjects, tuple(map(meaning_of_country, codes)))
            words = (
                Word(one.text, meanings_of(one.text, languages)) if isinstance(one, Word) else one for one in clauses
            )
            return Named(tuple(words), subjects)
    return clause


def _asked(query: Query, text: str) -> str:
    """Return the text with blanks in the place of all that is not asked for, and of alternatives, which are read one by one."""
    signs = [" "] * len(text)
    for clause, (start, end) in zip(query.required, query.places, strict=True):
        if not isinstance(clause, AnyOf):
            signs[start:end] = text[start:end]
    return "".join(signs)


def _span_of(clause: Clause, place: Span, found: list[Found]) -> Span | None:
    """Return the words that a clause is part of: of a country, a year, a law or a court, and only then of a topic, the longest."""
    own = [(span, subject) for span, subject in found if _covers(span, place, isinstance(clause, Phrase))]
    narrow = [span for span, subject in own if subject.kind is not Kind.TOPIC]
    if narrow:
        return min(narrow, key=_length)
    return max((span for span, _subject in own), key=_length, default=None)


def _covers(span: Span, place: Span, whole: bool) -> bool:
    """Whether a span has a place in it; a quoted phrase, which was set apart on purpose, as a whole."""
    start, end = place
    return (span[0] <= start + 1 and end - 1 <= span[1]) if whole else (span[0] < end and start < span[1])


def _length(span: Span) -> int:
    return span[1] - span[0]


def _named(clauses: list[Clause], span: Span, found: list[Found]) -> Clause:
    """Return the clauses of a span as one, with what is named there, by any language the same thing once."""
    strongest: dict[str, Subject] = {}
    for place, subject in found:
        if place == span and subject.strength > getattr(strongest.get(subject.key), "strength", 0):
            strongest[subject.key] = subject
    words = tuple(clause for clause in clauses if not isinstance(clause, AnyOf | Named))
    return Named(words, tuple(strongest.values()))
