"""Loads the vocabulary's files. What is in the database stays as people made it; what is missing is added."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from .. import signals
from ..models import Topic, TopicLabel, TopicMatch
from .search_words import SearchWordsError, read_search_words

FOLDER = Path(__file__).resolve().parent


class VocabularyError(ValueError):
    """A file of the vocabulary cannot be loaded; the message names the file, the concept and what to do."""


@dataclass(slots=True)
class ConceptInFile:
    """A concept of the files; `source` is the file's name."""

    source: str
    slug: str
    broader: str | None
    labels: dict[str, str]
    synonyms: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, tuple[str, ...]] = field(default_factory=dict)
    scope_note: str = ""
    matches: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Loaded:
    """How much was added."""

    topics: int = 0
    names: int = 0
    matches: int = 0

    def __bool__(self) -> bool:
        return bool(self.topics or self.names or self.matches)


def read_concepts(folder: Path = FOLDER) -> list[ConceptInFile]:
    """Return the concepts of all files, in the order of the file names.

    Raises:
        VocabularyError: a file is no JSON, a concept lacks something, comes twice, or its broader concept is unknown.
    """
    concepts: dict[str, ConceptInFile] = {}
    taken: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("*.json")):
        for row in _rows(path):
            concept = _concept(path, row)
            if concept.slug in concepts:
                raise _error(concept, "the concept is there twice; remove one of them.")
            if concept.broader is not None and concept.broader not in concepts:
                raise _error(concept, f"its broader concept “{concept.broader}” does not come before it.")
            _check_doubles(concept, taken)
            concepts[concept.slug] = concept
    _add_search_words(folder, concepts)
    return list(concepts.values())


def _add_search_words(folder: Path, concepts: dict[str, ConceptInFile]) -> None:
    names = {slug: _names_by_language(concept) for slug, concept in concepts.items()}
    try:
        for row in read_search_words(folder, names):
            concepts[row.slug].hidden[row.language] = row.words
    except SearchWordsError as error:
        raise VocabularyError(str(error)) from error


def _names_by_language(concept: ConceptInFile) -> dict[str, set[str]]:
    names = {language: {text.casefold()} for language, text in concept.labels.items()}
    for language, synonyms in concept.synonyms.items():
        names.setdefault(language, set()).update(text.casefold() for text in synonyms)
    return names


def _error(concept: ConceptInFile, message: str) -> VocabularyError:
    return VocabularyError(f"{concept.source}: “{concept.slug}”: {message}")


def _check_doubles(concept: ConceptInFile, taken: dict[tuple[str, str], str]) -> None:
    """Refuse a preferred name that another concept has, and a name that the concept itself has twice."""
    for language, text in concept.labels.items():
        other = taken.setdefault((language, text.casefold()), concept.slug)
        if other != concept.slug:
            raise _error(concept, f"“{text}” ({language}) is already the name of “{other}”.")
    for language, synonyms in concept.synonyms.items():
        names = [text.casefold() for text in (concept.labels.get(language, ""), *synonyms)]
        for text in synonyms:
            if names.count(text.casefold()) > 1:
                raise _error(concept, f"“{text}” ({language}) is there twice; remove one of them.")


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["concepts"]
    except (ValueError, KeyError, TypeError) as error:
        raise VocabularyError(
            f"{path.name} cannot be read: {error}. It must be JSON with a list “concepts”."
        ) from error
    return rows


def _concept(path: Path, row: dict[str, Any]) -> ConceptInFile:
    try:
        concept = ConceptInFile(source=path.name, **row)
    except TypeError as error:
        slug = row.get("slug", "?") if isinstance(row, dict) else row
        raise VocabularyError(f"{path.name}: “{slug}”: {error}.") from error
    if not concept.labels.get("en"):
        raise _error(concept, "it has no English name.")
    return concept


@transaction.atomic
def load_vocabulary(folder: Path = FOLDER) -> Loaded:
    """Add the topics, names and matches that are missing, all or nothing; loaded twice, nothing changes.

    A topic that exists keeps its place, its scope note and its names; it gets a preferred name only in languages in which it
    has none, and search words likewise.

    Raises:
        VocabularyError: a file is wrong, or a name is already that of another topic.
    """
    concepts = read_concepts(folder)
    known = {topic.slug: topic for topic in Topic.objects.all()}
    new = [concept for concept in concepts if concept.slug not in known]
    _check_names(new, known.values())
    known |= _add_topics(new, known)
    added = {concept.slug for concept in new}
    names = [*_missing_names(concepts, known, added), *_missing_search_words(concepts, known)]
    matches = [
        _checked(_match(known[concept.slug], concept, match), concept) for concept in new for match in concept.matches
    ]
    TopicLabel.objects.bulk_create(names)
    TopicMatch.objects.bulk_create(matches)
    loaded = Loaded(len(new), len(names), len(matches))
    if loaded:
        changed = sorted({known[slug].pk for slug in added} | {name.topic_id for name in names})
        signals.topics_changed.send(sender=Topic, topic_ids=changed, moved=False)
    return loaded


def _check_names(new: Iterable[ConceptInFile], topics: Iterable[Topic]) -> None:
    taken = {topic.name.casefold(): topic.slug for topic in topics}
    for concept in new:
        name = concept.labels["en"].casefold()
        if name in taken:
            raise _error(concept, f"“{concept.labels['en']}” is already the name of “{taken[name]}”.")
        taken[name] = concept.slug


def _add_topics(new: list[ConceptInFile], known: dict[str, Topic]) -> dict[str, Topic]:
    """Create topics level by level: a topic needs the key of its broader one."""
    made: dict[str, Topic] = {}
    position = {concept.slug: number for number, concept in enumerate(new)}
    waiting = new
    while waiting:
        ready = [one for one in waiting if one.broader is None or one.broader in known or one.broader in made]
        waiting = [one for one in waiting if one not in ready]
        topics = [
            Topic(
                slug=one.slug,
                name=one.labels["en"],
                scope_note=one.scope_note,
                position=position[one.slug],
                broader=_in_use({**known, **made}.get(one.broader or "")),
            )
            for one in ready
        ]
        for one, topic in zip(ready, topics, strict=True):
            _checked(topic, one)
        made |= {topic.slug: topic for topic in Topic.objects.bulk_create(topics)}
    return made


def _in_use(topic: Topic | None) -> Topic | None:
    """Return what stands for a topic in the tree: its successor, or the next broader topic that is not retired."""
    seen: set[int] = set()
    while topic is not None and topic.retired_at is not None and topic.pk not in seen:
        seen.add(topic.pk)
        current = topic.current()
        topic = current.broader if current.retired_at is not None else current
    return topic


def _missing_names(concepts: list[ConceptInFile], topics: dict[str, Topic], added: set[str]) -> Iterator[TopicLabel]:
    kind = TopicLabel.Kind
    rows = list(TopicLabel.objects.values_list("topic_id", "language", "kind", "text"))
    held = {(topic, language) for topic, language, label_kind, _text in rows if label_kind == kind.PREFERRED}
    # A name that people gave to another topic meanwhile is theirs.
    preferred = {
        (language, text.casefold()) for _topic, language, label_kind, text in rows if label_kind == kind.PREFERRED
    }
    texts = {(language, text.casefold()) for _topic, language, _kind, text in rows}
    for concept in concepts:
        topic, new = topics[concept.slug], concept.slug in added
        for language, text in concept.labels.items():
            missing = language != "en" and (topic.pk, language) not in held
            if missing and (language, text.casefold()) not in (preferred if new else texts):
                label = TopicLabel(topic=topic, language=language, kind=kind.PREFERRED, text=text)
                yield _checked(label, concept)
        if new:
            for language, synonyms in concept.synonyms.items():
                for text in synonyms:
                    label = TopicLabel(topic=topic, language=language, kind=kind.SYNONYM, text=text)
                    yield _checked(label, concept)


def _missing_search_words(concepts: list[ConceptInFile], topics: dict[str, Topic]) -> Iterator[TopicLabel]:
    """Yield the hidden labels of topics in use that have none in the language."""
    kind = TopicLabel.Kind.HIDDEN
    rows = list(TopicLabel.objects.values_list("topic_id", "language", "kind", "text"))
    done = {(topic, language) for topic, language, label_kind, _text in rows if label_kind == kind}
    held = {(topic, language, text.casefold()) for topic, language, _kind, text in rows}
    for concept in concepts:
        topic = topics[concept.slug]
        for language, words in concept.hidden.items():
            if topic.retired_at is not None or (topic.pk, language) in done:
                continue
            for word in words:
                if (topic.pk, language, word.casefold()) not in held:
                    yield _checked(TopicLabel(topic=topic, language=language, kind=kind, text=word), concept)


def _match(topic: Topic, concept: ConceptInFile, match: dict[str, str]) -> TopicMatch:
    try:
        return TopicMatch(topic=topic, **match)
    except TypeError as error:
        raise _error(concept, f"the match {match} needs scheme, notation and relation: {error}.") from error


def _checked(row: Any, concept: ConceptInFile) -> Any:
    try:
        row.clean_fields(exclude=["topic", "broader", "successor"])
    except ValidationError as error:
        raise _error(concept, f"{str(row)[:80]}: {'; '.join(error.messages)}") from error
    return row
