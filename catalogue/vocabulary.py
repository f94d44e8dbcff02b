"""The topics and organisations as search and the public pages use them: a snapshot in memory, renewed when they change."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from uuid import UUID, uuid4

from django.utils.translation import get_language

from accounts.models import Organisation
from cases.models import Topic, TopicLabel

from .models import VocabularyVersion
from .topic_names import TopicName, TopicNames
from .words import folded

FORMS_OF_EXPLOITATION = "forms-of-exploitation"
# The rows of VocabularyVersion: what is read again when one changes.
EVERYTHING, ORGANISATIONS = 1, 2
# The names that readers may see; hidden ones are searched only.
SHOWN_KINDS = (TopicLabel.Kind.PREFERRED, TopicLabel.Kind.SYNONYM)
_PREFERRED = TopicLabel.Kind.PREFERRED


@dataclass(slots=True)
class Concept:
    """A topic of the snapshot; `names` holds the preferred label of each language but English."""

    pk: int
    slug: str
    english: str
    broader: str | None
    scope_note: str
    retired: bool
    successor: str | None
    names: dict[str, str] = field(default_factory=dict)
    narrower: list[str] = field(default_factory=list)

    def label(self, language: str | None = None) -> str:
        """Return the preferred label in the language (that of the page by default), or the English one."""
        return self.names.get(language or get_language() or "en", self.english)


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    """Return a name as the words of a query are compared with it; most names are the same at every renewal."""
    return " ".join(folded(name))


class Vocabulary:
    """The topics by slug, their tree, and all their names."""

    def __init__(self, tokens: Mapping[int, UUID]) -> None:
        self.tokens = tokens
        self.concepts: dict[str, Concept] = {}
        self.slugs: dict[int, str] = {}
        self.names: dict[str, tuple[str, ...]] = {}
        self.organisations = _organisations()
        self._all_names: list[TopicName] = []
        # Each topic below all that are broader; every document of a rebuild asks for some.
        self._lines: dict[str, tuple[str, ...]] = {}
        self._read()
        self._forms = self._below(FORMS_OF_EXPLOITATION)

    def _read(self) -> None:
        # Names come first: a topic that somebody adds meanwhile then has no names yet, and no name is without its topic.
        labels = list(TopicLabel.objects.values_list("topic_id", "language", "kind", "text"))
        rows = Topic.objects.select_related("broader", "successor")
        for topic in rows:
            self.concepts[topic.slug] = Concept(
                topic.pk, topic.slug, topic.name, topic.broader.slug if topic.broader else None, topic.scope_note,
                topic.retired_at is not None, topic.successor.slug if topic.successor else None,
            )  # fmt: skip
            self.slugs[topic.pk] = topic.slug
        for concept in self.concepts.values():
            if concept.broader and not concept.retired:
                self.concepts[concept.broader].narrower.append(concept.slug)
        for slug, concept in self.concepts.items():
            self._all_names.append(TopicName(self.current(slug), "en", concept.english, _PREFERRED))
        for topic_id, language, kind, text in labels:
            slug = self.slugs[topic_id]
            if kind == _PREFERRED:
                self.concepts[slug].names[language] = text
            self._all_names.append(TopicName(self.current(slug), sys.intern(language), text, sys.intern(kind)))
        names: dict[str, dict[str, None]] = {}
        for name in self.names_of_kinds(*SHOWN_KINDS):
            names.setdefault(_folded(name.text), {})[name.slug] = None
        names.pop("", None)
        self.names = {words: tuple(slugs) for words, slugs in names.items()}

    def with_organisations(self, tokens: Mapping[int, UUID]) -> "Vocabulary":
        """Return the same topics beside the organisations as they are now."""
        renewed = copy(self)
        renewed.tokens = tokens
        renewed.organisations = _organisations()
        return renewed

    @cached_property
    def topic_names(self) -> TopicNames:
        """The names that are shown of all topics, to be found while somebody types."""
        return TopicNames(self.names_of_kinds(*SHOWN_KINDS))

    def names_of_kinds(self, *kinds: str) -> list[TopicName]:
        """Return the names of these kinds, of all topics in all languages; hidden ones are for comparing, not for showing."""
        return [name for name in self._all_names if name.kind in kinds]

    def current(self, slug: str) -> str:
        """Return the topic that stands for this one today: a retired topic's successor, and so on."""
        seen = {slug}
        while (concept := self.concepts[slug]).retired and concept.successor and concept.successor not in seen:
            slug = concept.successor
            seen.add(slug)
        return slug

    def ancestors(self, slug: str) -> list[str]:
        """Return the broader topics, the widest first."""
        chain: list[str] = []
        broader = self.concepts[slug].broader
        while broader and broader not in chain:
            chain.insert(0, broader)
            broader = self.concepts[broader].broader
        return chain

    def with_broader(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """Return the topics and all that are broader, without doubles."""
        return tuple(dict.fromkeys(chain.from_iterable(self._lines.get(slug) or self._line(slug) for slug in slugs)))

    def _line(self, slug: str) -> tuple[str, ...]:
        """Return what is broader than a topic, and the topic; kept, because items have the same again and again."""
        return self._lines.setdefault(slug, (*self.ancestors(slug), slug))

    def branch(self, slug: str) -> Iterator[tuple[int, str]]:
        """Yield (depth, slug) of a topic and all below it, in the order of the tree."""
        yield 0, slug
        for narrower in self.concepts[slug].narrower:
            for depth, below in self.branch(narrower):
                yield depth + 1, below

    def branch_ids(self, slug: str) -> list[int]:
        """Return the keys of a topic and all below it, retired ones too: items may still have them."""
        return [concept.pk for below, concept in self.concepts.items() if slug in (below, *self.ancestors(below))]

    def roots(self) -> list[str]:
        """Return the topics that nothing is broader than."""
        return [slug for slug, concept in self.concepts.items() if concept.broader is None and not concept.retired]

    def tree(self) -> Iterator[tuple[int, str]]:
        """Yield (depth, slug) of every current topic."""
        for root in self.roots():
            yield from self.branch(root)

    def forms(self) -> frozenset[str]:
        """Return the topics below "forms of exploitation", which are a facet of their own."""
        return self._forms

    def _below(self, slug: str) -> frozenset[str]:
        return frozenset(below for depth, below in self.branch(slug) if depth) if slug in self.concepts else frozenset()


def _organisations() -> dict[str, str]:
    """Return the names of the organisations by slug."""
    return dict(Organisation.objects.values_list("slug", "name"))


# For all threads: the server of `make run` has a thread for each request. Tokens are never given twice, so that what a transaction
# saw that was rolled back is read again; while one is open, it and the others have a snapshot each.
_held: dict[UUID, Vocabulary] = {}
_MOST_HELD = 3


def get_vocabulary() -> Vocabulary:
    """Return the snapshot; one statement asks whether it is still true."""
    tokens = dict(VocabularyVersion.objects.values_list("pk", "token"))
    token = tokens.get(EVERYTHING)
    held = _held.get(token) if token else None
    if held and held.tokens == tokens:
        return held
    # Thousands of names of topics are not read again because an organisation was added.
    held = held.with_organisations(tokens) if held else Vocabulary(tokens)
    if token:
        _held[token] = held
        for older in list(_held)[:-_MOST_HELD]:
            _held.pop(older, None)
    return held


def vocabulary_changed() -> None:
    """Make every process read topics and organisations again; called in the transaction of the change."""
    _renew(EVERYTHING)


def organisations_changed() -> None:
    """Make every process read the organisations again; called in the transaction of the change."""
    _renew(ORGANISATIONS)


def _renew(row: int) -> None:
    VocabularyVersion.objects.update_or_create(pk=row, defaults={"token": uuid4()})
