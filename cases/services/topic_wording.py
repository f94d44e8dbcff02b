"""Adds topics and changes what is said of them: names in all languages, scope note, matches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ..models import Topic, TopicLabel, TopicMatch
from .topics import announce_topics, last_position, refuse_retired

Name = tuple[str, str, str]  # language, kind, text
Match = tuple[str, str, str]  # scheme, notation, relation
# The fields at which a name is refused; the code of its language follows.
FIELDS: dict[str, str] = {
    TopicLabel.Kind.PREFERRED: "preferred",
    TopicLabel.Kind.SYNONYM: "synonyms",
    TopicLabel.Kind.HIDDEN: "hidden",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said of a topic; keys are languages. `preferred` holds the English name too, `hidden` what is only searched."""

    preferred: Mapping[str, str]
    synonyms: Mapping[str, Iterable[str]] = field(default_factory=dict)
    scope_note: str = ""
    matches: Iterable[Match] = ()
    hidden: Mapping[str, Iterable[str]] = field(default_factory=dict)

    def names(self) -> list[Name]:
        """Return the labels to be stored; what only repeats another name of its language is left out."""
        found: list[Name] = []
        seen: set[tuple[str, str]] = set()
        kind = TopicLabel.Kind
        texts = [(language, kind.PREFERRED, text) for language, text in self.preferred.items()]
        texts += [(language, kind.SYNONYM, text) for language, names in self.synonyms.items() for text in names]
        texts += [(language, kind.HIDDEN, text) for language, names in self.hidden.items() for text in names]
        for language, label_kind, raw in texts:
            text = " ".join(raw.split())
            if text and (language, text.casefold()) not in seen:
                seen.add((language, text.casefold()))
                found.append((language, str(label_kind), text))
        return found

    @classmethod
    def of(cls, topic: Topic) -> "Wording":
        """Return what is said of the topic now."""
        preferred, synonyms, hidden = {"en": topic.name}, dict[str, list[str]](), dict[str, list[str]]()
        for label in topic.labels.all():
            if label.kind == TopicLabel.Kind.PREFERRED:
                preferred[label.language] = label.text
            else:
                others = hidden if label.kind == TopicLabel.Kind.HIDDEN else synonyms
                others.setdefault(label.language, []).append(label.text)
        matches = [(match.scheme, match.notation, match.relation) for match in topic.matches.all()]
        return cls(preferred, synonyms, topic.scope_note, matches, hidden)


@transaction.atomic
def add_topic(*, slug: str, wording: Wording, broader: Topic | None = None) -> Topic:
    """Add a topic below `broader`, after those that are there.

    Raises:
        ValidationError: by field (`slug`, `broader`, `matches`, `preferred_fr`, `synonyms_fr` …); nothing is stored.
    """
    refuse_retired(broader, "broader")
    if Topic.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": _("Another topic has this address. Choose another one.")})
    topic = Topic(slug=slug, broader=broader, position=last_position(broader))
    _check_slug(topic)
    _write(topic, wording)
    announce_topics([topic.pk], moved=False)
    return topic


@transaction.atomic
def describe_topic(*, topic: Topic, wording: Wording) -> bool:
    """Put new names, scope note and matches in the place of the old ones; return whether anything changed.

    Raises:
        ValidationError: by field, as with `add_topic`; nothing is stored.
    """
    changed = _write(topic, wording)
    if changed:
        announce_topics([topic.pk], moved=False)
    return changed


def _check_slug(topic: Topic) -> None:
    try:
        topic.clean_fields(exclude=["name", "broader", "successor", "retired_at"])
    except ValidationError as error:
        raise ValidationError({"slug": error.messages}) from error


def _write(topic: Topic, wording: Wording) -> bool:
    names = wording.names()
    english = next((text for language, kind, text in names if (language, kind) == ("en", "preferred")), "")
    labels = [
        TopicLabel(topic=topic, language=language, kind=kind, text=text)
        for language, kind, text in names
        if (language, kind) != ("en", "preferred")
    ]
    matches = [TopicMatch(topic=topic, scheme=row[0], notation=row[1], relation=row[2]) for row in wording.matches]
    _check_name(english)
    _check_taken(topic, names)
    _check_labels(labels)
    _check_matches(matches)
    changed = topic.pk is None or (topic.name, topic.scope_note) != (english, wording.scope_note)
    topic.name, topic.scope_note = english, wording.scope_note
    if changed:
        topic.save()
    return any([changed, _replace_labels(topic, labels), _replace_matches(topic, matches)])


def _check_name(english: str) -> None:
    if not english:
        raise ValidationError({"preferred_en": _("Give the topic an English name.")})
    longest = Topic._meta.get_field("name").max_length or 0
    if len(english) > longest:
        raise ValidationError({"preferred_en": _("Use at most %(count)s characters.") % {"count": longest}})
    # The form of an item lists topics by name, in quotation marks and with vertical bars between them.
    if '"' in english or "|" in english:
        raise ValidationError({"preferred_en": _("Use a name without straight quotation marks and vertical bars.")})


def _check_taken(topic: Topic, names: list[Name]) -> None:
    """Refuse a preferred name that is another topic's; compared here because databases fold case in ASCII only."""
    taken = {
        (language, text.casefold()): name
        for language, text, name in TopicLabel.objects.filter(kind=TopicLabel.Kind.PREFERRED)
        .exclude(topic=topic.pk)
        .values_list("language", "text", "topic__name")
    }
    taken |= {
        ("en", name.casefold()): name for name in Topic.objects.exclude(pk=topic.pk).values_list("name", flat=True)
    }
    for language, kind, text in names:
        other = taken.get((language, text.casefold()))
        if kind == TopicLabel.Kind.PREFERRED and other:
            message = _("“%(other)s” already has this name. Choose another, or merge the two topics.")
            raise ValidationError({f"preferred_{language}": message % {"other": other}})


def _check_labels(labels: list[TopicLabel]) -> None:
    for label in labels:
        try:
            label.clean_fields(exclude=["topic"])
        except ValidationError as error:
            name = FIELDS[label.kind]
            messages = [f"{label.text[:60]}: {text}" for text in error.messages]
            raise ValidationError({f"{name}_{label.language}": messages}) from error


def _check_matches(matches: list[TopicMatch]) -> None:
    seen = set()
    for match in matches:
        try:
            match.clean_fields(exclude=["topic"])
        except ValidationError as error:
            raise ValidationError({"matches": [f"{match}: {text}" for text in error.messages]}) from error
        if (match.scheme, match.notation) in seen:
            raise ValidationError({"matches": _("%(match)s is there twice. Remove one.") % {"match": match}})
        seen.add((match.scheme, match.notation))


def _replace_labels(topic: Topic, labels: list[TopicLabel]) -> bool:
    wanted = {(label.language, label.kind, label.text): label for label in labels}
    held = {(label.language, label.kind, label.text): label.pk for label in topic.labels.all()}
    gone = [pk for key, pk in held.items() if key not in wanted]
    new = [label for key, label in wanted.items() if key not in held]
    if gone:
        TopicLabel.objects.filter(pk__in=gone).delete()
    TopicLabel.objects.bulk_create(new)
    return bool(gone or new)


def _replace_matches(topic: Topic, matches: list[TopicMatch]) -> bool:
    wanted = {(match.scheme, match.notation, match.relation): match for match in matches}
    held = {(match.scheme, match.notation, match.relation): match.pk for match in topic.matches.all()}
    gone = [pk for key, pk in held.items() if key not in wanted]
    new = [match for key, match in wanted.items() if key not in held]
    if gone:
        TopicMatch.objects.filter(pk__in=gone).delete()
    TopicMatch.objects.bulk_create(new)
    return bool(gone or new)
