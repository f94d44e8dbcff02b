"""Topics named in a text: by any of their names, in any inflection and order, with small words between.

The names are looked up by stems of their own language. An index of all names is made once for a state of the vocabulary and
kept in memory, so that a changed name is effective with the next text.
"""

import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from cases.models import TopicLabel
from catalogue.analysis.stems import stem_tokens
from catalogue.topic_names import TopicName
from catalogue.vocabulary import EVERYTHING, Vocabulary
from catalogue.words import cut, fold

from .common_words import common_words
from .everyday_words import is_known
from .found import NAME, SEARCH_WORD, Span, TopicFound
from .reading import Reading, Token
from .slips import OF_LANGUAGE, places_alike

# A word of a language that the text is not known to be in has to be this long to be taken for a name by itself.
SHORTEST_FOREIGN_WORD = 5
# The shortest word that is taken for one with a slip where the rest of its name stands beside it, and the shortest stem that is where
# nothing does: “project” is no “protect”. A word that is all that was typed never is.
SHORTEST_SLIP_BESIDE_OTHERS, SHORTEST_SLIP_BY_ITSELF = 5, 9
# The words of a name may stand among as many others, but among no more than this.
_WIDEST_GAP = 4

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that name a topic in a language; `positions` are the numbers of the words."""

    slug: str
    language: str
    positions: tuple[int, ...]
    strength: float
    # The stems of the name, and how many topics have it.
    name: Stems
    shared_by: int
    has_slip: bool = False


class TopicIndex:
    """The names of all topics by their stems."""

    def __init__(self, names: Iterable[TopicName]) -> None:
        self._topics: dict[Stems, dict[str, float]] = defaultdict(dict)
        languages: set[str] = set()
        for name in names:
            languages.add(name.language)
            if stems := _stems_of(name):
                strength = SEARCH_WORD if name.kind == TopicLabel.Kind.HIDDEN else NAME
                topics = self._topics[stems]
                topics[name.slug] = max(strength, topics.get(name.slug, 0.0))
        frequency = Counter(stem for stems in self._topics for stem in stems)
        # Each name is looked for where its rarest word stands.
        self._anchored: dict[str, list[Stems]] = defaultdict(list)
        for stems in self._topics:
            self._anchored[min(stems, key=lambda stem: (frequency[stem], stem))].append(stems)
        self.languages = tuple(sorted(languages))
        self._known = frozenset(frequency)
        self._ordered = sorted(frequency)

    def mentions(
        self,
        reading: Reading,
        own: Collection[str],
        languages: Collection[str] = (),
        sure: bool = True,
        forgiving: bool = False,
    ) -> list[Mention]:
        """Return what is named in a text, each word counted for the longest name that it is part of.

        Args:
            reading: the text.
            own: the languages that the text may be in; short words of another are chance.
            sure: whether it is in one of these, so that search words of another are chance as well.
            languages: those whose names are looked for; all if none are given.
            forgiving: whether a word with a slip is taken for the one that was meant, in the languages that the text may be in.
        """
        found: list[Mention] = []
        for language in languages or self.languages:
            mentions = self._mentions_in(reading.tokens, language, own, forgiving and language in own)
            foreign = sure and language not in own
            found += (mention for mention in mentions if mention.strength == NAME or not foreign)
        return _longest(found)

    def knows(self, stem: str) -> bool:
        """Whether a stem is one of a name."""
        return stem in self._known

    def _mentions_in(
        self, tokens: Sequence[Token], language: str, own: Collection[str], forgiving: bool
    ) -> Iterator[Mention]:
        """Yield what is named by names of one language."""
        places, slips, unsure = self._places(tokens, language, forgiving)
        for stem, positions in places.items():
            for name in self._anchored.get(stem, ()):
                for position in positions:
                    alone = len(name) == 1
                    if alone and (position in unsure or not _may_be_named(tokens[position].word, language, own)):
                        continue
                    if at := _closest(name, stem, position, places, tokens):
                        topics = self._topics[name]
                        for slug, strength in topics.items():
                            yield Mention(slug, language, at, strength, name, len(topics), not slips.isdisjoint(at))

    def _places(
        self, tokens: Sequence[Token], language: str, forgiving: bool
    ) -> tuple[dict[str, list[int]], set[int], set[int]]:
        """Return where the stems of names stand or were meant, where the slips are, and those that are no name by themselves."""
        places: dict[str, list[int]] = defaultdict(list)
        slips: set[int] = set()
        unsure: set[int] = set()
        for position, stem in enumerate(stem_tokens((token.word for token in tokens), language)):
            if stem in self._known:
                places[stem].append(position)
            elif forgiving and _may_be_slip(tokens[position].word, language):
                slips.add(position)
                for meant in places_alike(stem, len(self._ordered), self._ordered.__getitem__):
                    places[self._ordered[meant]].append(position)
                if len(stem) - OF_LANGUAGE < SHORTEST_SLIP_BY_ITSELF or len(tokens) == 1:
                    unsure.add(position)
        return places, slips, unsure


def _may_be_slip(word: str, language: str) -> bool:
    """Whether a word that is in no name may be one with a slip: it is of some length, and no other word that is known."""
    known = fold(word) in common_words(language) or is_known(word, (language,))
    return not known and len(word) >= SHORTEST_SLIP_BESIDE_OTHERS


def _stems_of(name: TopicName) -> Stems:
    """Return the stems that a name is known by, sorted; small words only where too little else is left."""
    words = cut(name.text)
    small = common_words(name.language)
    weighty = [word for word in words if fold(word) not in small]
    if len(weighty) < min(2, len(words)):
        weighty = words
    return tuple(sorted(stem_tokens(dict.fromkeys(weighty), name.language)))


def _may_be_named(word: str, language: str, own: Collection[str]) -> bool:
    """Whether a single word may be a name: it is no everyday word of the text's languages, and long if of another."""
    if language not in own and len(word) < SHORTEST_FOREIGN_WORD:
        return False
    return not _is_small(word, own)


def _closest(
    name: Stems, anchor: str, position: int, places: dict[str, list[int]], tokens: Sequence[Token]
) -> tuple[int, ...]:
    """Return the positions of a name's words around one of them, or nothing where they do not stand together."""
    if len(name) == 1:
        return (position,)
    widest = len(name) + min(len(name), _WIDEST_GAP) - 1
    positions = [position]
    for stem in name:
        if stem != anchor:
            near = [at for at in places.get(stem, ()) if abs(at - position) <= widest and at not in positions]
            if not near:
                return ()
            positions.append(min(near, key=lambda at: abs(at - position)))
    first, last = min(positions), max(positions)
    if last - first > widest or tokens[first].sentence != tokens[last].sentence:
        return ()
    return tuple(sorted(positions))


def _longest(found: Iterable[Mention]) -> list[Mention]:
    """Return the mentions without those inside a longer one, and search words only where the same words are no name."""
    ordered = sorted(
        found, key=lambda one: (-len(one.positions), -one.strength, one.positions[-1] - one.positions[0], one.positions)
    )
    kept: dict[tuple[str, tuple[int, ...]], Mention] = {}
    taken: dict[int, list[Mention]] = defaultdict(list)
    for mention in ordered:
        rivals = [one for one in taken[mention.positions[0]] if set(mention.positions) <= set(one.positions)]
        if any(len(one.positions) > len(mention.positions) or one.strength > mention.strength for one in rivals):
            continue
        if (mention.slug, mention.positions) not in kept:
            kept[mention.slug, mention.positions] = mention
            for position in mention.positions:
                taken[position].append(mention)
    return sorted(kept.values(), key=lambda one: (one.positions, -one.strength, one.slug))


_lock = threading.Lock()
_held: dict[UUID, TopicIndex] = {}


def topic_index(vocabulary: Vocabulary) -> TopicIndex:
    """Return the index of the vocabulary's names; the latest one is kept."""
    token = vocabulary.tokens.get(EVERYTHING)
    index = _held.get(token) if token else None
    if index is None:
        index = TopicIndex(vocabulary.names_of_kinds(*TopicLabel.Kind.values))
        if token:
            with _lock:
                _held.clear()
                _held[token] = index
    return index


def topics_named(reading: Reading, own: Collection[str], vocabulary: Vocabulary, sure: bool) -> tuple[TopicFound, ...]:
    """Return the topics that a question names, in the order of the words; words that are read apart are found each by itself."""
    quoted = '"' in reading.text
    weighty = {place for place, token in enumerate(reading.tokens) if not _is_small(token.word, own)}
    return tuple(
        TopicFound(mention.slug, span, mention.strength, mention.has_slip)
        for mention in topic_index(vocabulary).mentions(reading, own, sure=sure, forgiving=not quoted)
        for span in _spans(mention, reading.tokens, set() if quoted else weighty)
    )


def _spans(mention: Mention, tokens: Sequence[Token], weighty: set[int]) -> Iterator[Span]:
    """Yield where the words of a mention stand that a text has to have together.

    These are the words of a name, as far as only small words stand between them: any other is asked for by itself. Search words are
    asked for one by one, because a text may have one of them alone, unless there is nothing else in the question; small ones are not.
    """
    together = mention.strength == NAME or weighty <= set(mention.positions)
    groups: list[list[int]] = [[]]
    for position in mention.positions:
        group = groups[-1]
        apart = any(group and group[-1] < place < position for place in weighty)
        if apart or (group and not together):
            groups.append([position])
        else:
            group.append(position)
    told = [group for group in groups if not weighty.isdisjoint(group)]
    for group in told or groups:
        yield tokens[group[0]].start, tokens[group[-1]].end


def _is_small(word: str, languages: Collection[str]) -> bool:
    """Whether a word is one that texts in any of some languages are full of."""
    return any(fold(word) in common_words(language) for language in languages)
