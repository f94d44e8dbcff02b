"""Moves, merges and retires topics. A topic is never deleted: its address and the items that hold it stay true.

A draft of an item keeps its topics by their keys, so it may name a topic that was retired since. The editing form
(`cases.admin.fields`) and publishing (`cases.models.sharing`) put the successor in its place.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .. import signals
from ..models import Topic, TopicLabel, TopicMatch
from ..models.topics import tagged_item_models


def announce_topics(topics: Iterable[int], *, moved: bool = True) -> None:
    """Tell the rest of the system, inside the transaction, which topics changed, and whether items count elsewhere now."""
    signals.topics_changed.send(sender=Topic, topic_ids=sorted(set(topics)), moved=moved)


def last_position(broader: Topic | None) -> int:
    """Return the position after the last topic below `broader`."""
    last = Topic.objects.filter(broader=broader).aggregate(models.Max("position"))["position__max"]
    return 0 if last is None else last + 1


def refuse_retired(topic: Topic | None, field: str) -> None:
    """Raise a ValidationError at the field if the topic that was chosen there is retired."""
    if topic is not None and topic.retired_at is not None:
        raise ValidationError({field: _("“%(name)s” is retired. Choose another topic.") % {"name": topic.name}})


@transaction.atomic
def move_topic(*, topic: Topic, broader: Topic | None) -> None:
    """Put a topic, with all below it, under another one (or at the top), after those that are there.

    Raises:
        ValidationError: the new broader topic is retired, the topic itself, or below it.
    """
    refuse_retired(broader, "broader")
    below = _branch(topic)
    if broader is not None and broader.pk in below:
        raise ValidationError({"broader": _("This would put the topic below itself. Choose another broader topic.")})
    if topic.broader_id == (broader.pk if broader else None):
        return
    topic.position = last_position(broader)
    topic.broader = broader
    topic.save(update_fields=["broader", "position"])
    announce_topics(below)


@transaction.atomic
def merge_topics(*, topic: Topic, into: Topic) -> None:
    """Make two topics one: items, names, matches and narrower topics go to `into`, which becomes the successor.

    The names of the topic become synonyms, and what is hidden stays so. It keeps its English name and its address, which
    points to the successor.

    Raises:
        ValidationError: a topic would be merged into itself or into one below it, or one of the two is retired.
    """
    refuse_retired(into, "into")
    if topic.retired_at is not None:
        raise ValidationError(_("“%(name)s” is retired. Reinstate it first.") % {"name": topic.name})
    below = _branch(topic)
    if topic.pk == into.pk:
        raise ValidationError({"into": _("This is the same topic. Choose another one.")})
    if into.pk in below:
        raise ValidationError(
            {
                "into": _("“%(name)s” is below this topic. Move it out first, or merge the other way.")
                % {"name": into.name}
            }
        )
    _move_items(topic, into)
    _move_names(topic, into)
    _move_matches(topic, into)
    start = last_position(into)
    children = list(topic.narrower.all())
    for number, child in enumerate(children, start=start):
        child.broader, child.position = into, number
    Topic.objects.bulk_update(children, ["broader", "position"])
    _retire(topic, into)
    announce_topics([*below, into.pk])


@transaction.atomic
def retire_topic(*, topic: Topic, successor: Topic | None = None) -> None:
    """Take a topic out of use; items keep it, its address stays and names the successor.

    Raises:
        ValidationError: it has narrower topics in use, or the successor is itself or retired.
    """
    if successor is not None and successor.pk == topic.pk:
        raise ValidationError({"successor": _("A topic cannot follow itself. Choose another one.")})
    refuse_retired(successor, "successor")
    narrower = list(topic.narrower.filter(retired_at__isnull=True).values_list("name", flat=True))
    if narrower:
        raise ValidationError(
            ngettext(
                "“%(names)s” is below it. Move or retire that topic first.",
                "These topics are below it: %(names)s. Move or retire them first.",
                len(narrower),
            )
            % {"names": ", ".join(narrower)}
        )
    _retire(topic, successor)
    announce_topics([topic.pk])


@transaction.atomic
def reinstate_topic(*, topic: Topic) -> None:
    """Bring a retired topic back into use, without a successor. What a merge moved away stays where it is.

    Raises:
        ValidationError: it is not retired, or its broader topic is.
    """
    if topic.retired_at is None:
        raise ValidationError(_("“%(name)s” is in use; there is nothing to reinstate.") % {"name": topic.name})
    if topic.broader is not None and topic.broader.retired_at is not None:
        raise ValidationError(
            _("Its broader topic “%(name)s” is retired. Reinstate that first, or move this topic to another place.")
            % {"name": topic.broader.name}
        )
    topic.retired_at, topic.successor = None, None
    topic.save(update_fields=["retired_at", "successor"])
    announce_topics([topic.pk])


def _retire(topic: Topic, successor: Topic | None) -> None:
    topic.retired_at = topic.retired_at or timezone.now()
    topic.successor = successor
    topic.save(update_fields=["retired_at", "successor"])


def _branch(topic: Topic) -> set[int]:
    """Return the keys of a topic and all below it; the tree is locked until the end of the transaction."""
    narrower: dict[int | None, list[int]] = defaultdict(list)
    for pk, broader in Topic.objects.select_for_update().order_by().values_list("pk", "broader_id"):
        narrower[broader].append(pk)
    branch, waiting = set(), [topic.pk]
    while waiting:
        pk = waiting.pop()
        branch.add(pk)
        waiting += narrower[pk]
    return branch


def _move_items(topic: Topic, into: Topic) -> None:
    for model in tagged_item_models():
        held = model.objects.filter(tag=into).values("content_object_id")
        model.objects.filter(tag=topic, content_object_id__in=held).delete()
        model.objects.filter(tag=topic).update(tag=into)


def _move_names(topic: Topic, into: Topic) -> None:
    kinds = TopicLabel.Kind
    held = {(label.language, label.text.casefold()) for label in into.labels.all()} | {("en", into.name.casefold())}
    labels = []
    names = [("en", kinds.PREFERRED, topic.name), *topic.labels.values_list("language", "kind", "text")]
    for language, kind, text in names:
        if (language, text.casefold()) not in held:
            held.add((language, text.casefold()))
            kept = kinds.HIDDEN if kind == kinds.HIDDEN else kinds.SYNONYM
            labels.append(TopicLabel(topic=into, language=language, kind=kept, text=text))
    topic.labels.all().delete()
    TopicLabel.objects.bulk_create(labels)


def _move_matches(topic: Topic, into: Topic) -> None:
    held = set(into.matches.values_list("scheme", "notation"))
    doubled = [match.pk for match in topic.matches.all() if (match.scheme, match.notation) in held]
    TopicMatch.objects.filter(pk__in=doubled).delete()
    topic.matches.update(topic=into)
