"""Finds the words of a query in a text, by the rules of the text's language, and cuts the passage that shows them best."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.analysis.stems import stem_tokens
from catalogue.recognition.common_words import small_words
from catalogue.words import fold, normalise, spans

from .language import AnyOf, Clause, Named, Phrase, Sequence, Word, leaves

Pieces = tuple[tuple[str, bool], ...]
# The first token of a clause, and for each clause that begins with it its number and all its tokens.
Forms = dict[str, list[tuple[int, tuple[str, ...]]]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit in a text: where it is, and which clause of the query it belongs to."""

    start: int
    end: int
    clause: int


class Marker:
    """Marks the words of some clauses. One for a query; it works out the forms for each language once."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        clauses = tuple(clauses)
        self.clauses = leaves(clauses)
        self._of_names = frozenset(_words_of_names(clauses))
        self._forms: dict[str, tuple[Forms, Forms]] = {}

    def marks(self, text: str, language: str) -> list[Mark]:
        """Return the hits in an already normalised text, in order and without overlaps."""
        words = spans(text)
        lowered = [word for _start, _end, word in words]
        by_stem, by_word = self._for(language)
        stems = stem_tokens(lowered, language) if by_stem else []
        folded = [fold(word) for word in lowered] if by_word else []
        found = list(_without_accents(words, lowered, by_stem, language)) if by_stem else []
        for tokens, wanted in ((stems, by_stem), (folded, by_word)):
            for position, token in enumerate(tokens):
                for clause, form in wanted.get(token, ()):
                    end = position + len(form)
                    if len(form) == 1 or tuple(tokens[position:end]) == form:
                        found.append(Mark(words[position][0], words[end - 1][1], clause))
        return _without_overlaps(found)

    def _for(self, language: str) -> tuple[Forms, Forms]:
        if language not in self._forms:
            by_stem: Forms = {}
            by_word: Forms = {}
            # A small word that is part of a name says nothing where it stands by itself.
            small = self._of_names & small_words(language)
            for number, clause in enumerate(self.clauses):
                if isinstance(clause, Word) and fold(clause.text) in small:
                    continue
                for form in _forms(clause, language):
                    table = by_word if isinstance(clause, Phrase) else by_stem
                    table.setdefault(form[0], []).append((number, form))
            self._forms[language] = (by_stem, by_word)
        return self._forms[language]

    def pieces(self, text: str, language: str) -> Pieces:
        """Return the whole text as (text, is a hit) pieces."""
        text = normalise(text)
        return _pieces(text, self.marks(text, language), 0, len(text))

    def passage(self, text: str, language: str, length: int = 280) -> tuple[Pieces, int]:
        """Return the passage of about `length` characters with the most different words of the query, and their number."""
        text = normalise(text)
        marks = self.marks(text, language)
        if not marks:
            end = _word_border(text, length)
            return ((text[:end].strip() + ("…" if end < len(text) else ""), False),), 0
        first, last, distinct = _best_window(marks, length)
        slack = max(0, length - (marks[last].end - marks[first].start))
        start = _word_start(text, max(0, marks[first].start - slack // 3))
        end = _word_border(text, min(len(text), max(marks[last].end, start + length)))
        inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
        pieces = list(_pieces(text, inside, start, end))
        if start:
            pieces.insert(0, ("… ", False))
        if end < len(text):
            pieces.append((" …", False))
        return tuple(pieces), distinct


def _words_of_names(clauses: Iterable[Clause]) -> Iterator[str]:
    """Yield the words of names that have several."""
    for clause in clauses:
        if isinstance(clause, AnyOf):
            yield from _words_of_names(clause.clauses)
        elif isinstance(clause, Named) and len(clause.clauses) > 1:
            yield from (fold(part.text) for part in clause.clauses if isinstance(part, Word))


def _forms(clause: Word | Sequence | Phrase, language: str) -> list[tuple[str, ...]]:
    """Return what a clause looks like in texts of a language: stems, or the words of a phrase; also of words that mean the same."""
    match clause:
        case Word(text, meanings):
            words = [text, *(word for meaning in meanings for word in meaning.within(language))]
            return [(stem,) for stem in dict.fromkeys(stem_tokens([*words, fold(text)], language))]
        case Sequence(words):
            return [tuple(stem_tokens(words, language))]
        case Phrase(words):
            return [tuple(map(fold, words))]


def _without_accents(
    words: list[tuple[int, int, str]], lowered: list[str], wanted: Forms, language: str
) -> Iterator[Mark]:
    """Yield the hits that are words if their accents are left away."""
    accented = [position for position, word in enumerate(lowered) if fold(word) != word]
    stems = stem_tokens([fold(lowered[position]) for position in accented], language)
    for position, stem in zip(accented, stems, strict=True):
        start, end, _word = words[position]
        yield from (Mark(start, end, clause) for clause, form in wanted.get(stem, ()) if len(form) == 1)


def _without_overlaps(found: list[Mark]) -> list[Mark]:
    marks: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if not marks or mark.start >= marks[-1].end:
            marks.append(mark)
    return marks


def _best_window(marks: list[Mark], length: int) -> tuple[int, int, int]:
    """Return the first and last mark of the best window, and how many different clauses it shows."""
    best, last = (0, 0, 0, 0), 0
    counts: dict[int, int] = {}
    for first, mark in enumerate(marks):
        while last < len(marks) and (last <= first or marks[last].end - mark.start <= length):
            counts[marks[last].clause] = counts.get(marks[last].clause, 0) + 1
            last += 1
        best = max(best, (len(counts), min(last - first, 6), -first, last - 1))
        counts[mark.clause] -= 1
        if not counts[mark.clause]:
            del counts[mark.clause]
    return -best[2], best[3], best[0]


def _pieces(text: str, marks: list[Mark], start: int, end: int) -> Pieces:
    pieces: list[tuple[str, bool]] = []
    position = start
    for mark in marks:
        if mark.start > position:
            pieces.append((text[position : mark.start], False))
        pieces.append((text[mark.start : mark.end], True))
        position = mark.end
    if position < end:
        pieces.append((text[position:end], False))
    return tuple(pieces)


def _word_start(text: str, position: int) -> int:
    if position == 0:
        return 0
    blank = text.find(" ", position, position + 40)
    return position if blank < 0 else blank + 1


def _word_border(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    blank = text.rfind(" ", max(0, position - 40), position)
    return position if blank < 0 else blank
