"""What stands in an index for the words of an entry. Both engines keep the same, so that both find the same.

A text is cut and folded, stemmed by the rules of its language, and told what its words mean, before an engine sees it. Topics,
countries and years of the entry are words too.
"""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from catalogue.analysis.stems import SNOWBALL, stem_tokens, stem_tokens_once
from catalogue.analysis.suffixes import SUFFIXES
from catalogue.recognition.told import meanings_told
from catalogue.words import cut, fold

from ..documents import SearchDocument
from ..query.language import Kind, Subject
from ..query.nearness import MOST_BETWEEN

# Stands before every stem, so that the index keeps stems and words apart: both are read by their beginnings.
STEM_MARK = "·"
# Stands before a text that does not go on from the one before it, so often that words of the two are not close together. Neither a
# word nor a stem looks like it.
GAP = STEM_MARK
_APART = [GAP] * (MOST_BETWEEN + 1)
# Of all languages that have no rules. No code begins with this sign, or "enact" without rules would be the English "act".
NO_RULES = "-"
LANGUAGES = (NO_RULES, *sorted({*SNOWBALL, *SUFFIXES}))
# The facets in which an entry has what words may name, besides its topics.
ABOUT = {Kind.COUNTRY: ("country", "origin"), Kind.YEAR: ("year",), Kind.LAW: ("instrument",)}
# How often a word of a title counts, one of a summary, and a topic, a country or a year of the entry. Where somebody was exploited
# weighs more than where they are from.
IN_TITLE, IN_SUMMARY, SUBJECT = 4, 2, 3
ABOUT_TIMES = {"country": 2}
# Of so many words of a language it is kept what stands for them in an index.
_KEPT = 50_000
# A word that is shorter is not compared by its letters, and no other is offered for one that is still shorter: nearly every word is
# spelled like it.
SHORTEST_SPELLED, SHORTEST_CORRECTED = 5, 4


def marked_stems(words: Iterable[str], language: str) -> list[str]:
    """Return the stems of some words as they stand in an index."""
    return [STEM_MARK + stem for stem in stem_tokens(words, _rules_of(language))]


@lru_cache(1_000)
def forms(words: tuple[str, ...], languages: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the stems of words that stand together as an index has them, by each of some languages.

    Of a single word there are also those without its accents.
    """
    written = [words, *([tuple(map(fold, words))] if len(words) == 1 else ())]
    return tuple(dict.fromkeys(tuple(marked_stems(one, language)) for language in languages for one in written))


def _rules_of(language: str) -> str:
    return language if language in LANGUAGES else NO_RULES


def topic_token(slug: str) -> str:
    """Return the word that stands for a topic."""
    return "t" + slug.replace("-", "x0")


def about_token(facet: str, value: str) -> str:
    """Return the word that stands for a value of a facet."""
    return f"{facet}x{''.join(filter(str.isalnum, value.lower()))}"


def subject_tokens(subject: Subject) -> Iterator[str]:
    """Yield the words that stand for a subject that words may name; a court has none, it is in the texts alone."""
    for value in subject.values:
        if subject.kind is Kind.TOPIC:
            yield topic_token(value)
        else:
            yield from (about_token(facet, value) for facet in ABOUT.get(subject.kind, ()))


def form_of_words() -> str:
    """Return what the words of an index look like: an example of each sort."""
    stems = [*marked_stems(["night"], "en"), *marked_stems(["night"], NO_RULES)]
    return " ".join([GAP, *stems, topic_token("a-b"), about_token("year", "2000"), meaning_token("0")])


def meaning_token(key: str) -> str:
    """Return the word that stands for a meaning (`recognition.everyday_words.Meaning`)."""
    return f"m{key}"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text as they are, folded; their stems; and what they mean. Words and stems are in order.

    Among the meanings are stems of words as they are without accents, where these are others: so many people type them.
    """

    words: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    meanings: list[str] = field(default_factory=list)

    def apart(self) -> "Tokens":
        """Return the same with a gap before it."""
        return Tokens([*_APART, *self.words], [*_APART, *self.stems], self.meanings)

    def once_more(self) -> "Tokens":
        """Return what counts of a text that is there already, after a gap."""
        return Tokens([], [*_APART, *self.stems], self.meanings)

    @classmethod
    def joined(cls, texts: Iterable["Tokens"]) -> "Tokens":
        """Return the words of several texts as those of one."""
        whole = cls()
        for text in texts:
            whole.words.extend(text.words)
            whole.stems.extend(text.stems)
            whole.meanings.extend(text.meanings)
        return whole


# A word as it is, folded; its stem; and its meanings, the stem without accents among them.
_Word = tuple[str, str, tuple[str, ...]]


class _Known(threading.local):
    """The words that a thread has met, by language: texts have the same again and again."""

    def __init__(self) -> None:
        self.words: dict[str, dict[str, _Word]] = {}


_known = _Known()


def tokens_of(text: str, language: str) -> Tokens:
    """Return the words of a text."""
    words = cut(text)
    known = _known.words.setdefault(language, {})
    if new := [word for word in dict.fromkeys(words) if word not in known]:
        if len(known) > _KEPT:
            known.clear()
            new = list(dict.fromkeys(words))
        known.update(zip(new, _told(new, language), strict=True))
    found = [known[word] for word in words]
    return Tokens(
        [word for word, _stem, _meanings in found],
        [stem for _word, stem, _meanings in found],
        [meaning for _word, _stem, meanings in found for meaning in meanings],
    )


def _told(words: list[str], language: str) -> Iterator[_Word]:
    plain = list(map(fold, words))
    stems, without = (stem_tokens_once(of, _rules_of(language)) for of in (words, plain))
    for word, stem, other, keys in zip(plain, stems, without, meanings_told(words, stems, language), strict=True):
        also = (STEM_MARK + other,) if other != stem else ()
        yield word, STEM_MARK + stem, (*also, *map(meaning_token, keys))


@dataclass(frozen=True, slots=True)
class EntryTokens:
    """The words of an entry: of its titles, its own text, and each page of its files and translation; and what it is about.

    Texts have a gap before them, but for pages that go on from the one before.
    """

    title: Tokens
    text: Tokens
    pages: list[Tokens]
    topics: list[str]
    about: list[str]

    @property
    def body(self) -> Tokens:
        """The words of the text and of all pages."""
        return Tokens.joined([self.text, *self.pages])


def entry_tokens(document: SearchDocument) -> EntryTokens:
    """Return the words of an entry. Those of its summaries, which are part of its texts, count more than once."""
    pages = [(page, tokens_of(page.text, page.language)) for page in document.pages]
    translated = (words for page, words in pages if page.is_summary)
    summaries = [words.once_more() for words in (tokens_of(document.summary, document.language), *translated)]
    text = tokens_of(document.text, document.language).apart()
    return EntryTokens(
        title=Tokens.joined(tokens_of(title, language).apart() for language, title in document.titles()),
        text=Tokens.joined([text, *summaries * (IN_SUMMARY - 1)]),
        pages=[words if page.goes_on else words.apart() for page, words in pages],
        topics=[topic_token(slug) for slug in document.topics],
        about=list(_about(document)),
    )


def _about(document: SearchDocument) -> Iterator[str]:
    for facets in ABOUT.values():
        for facet in facets:
            for value in document.facets.get(facet, ()):
                yield from [about_token(facet, value)] * ABOUT_TIMES.get(facet, 1)
