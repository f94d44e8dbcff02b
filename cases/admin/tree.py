"""The topics in the order of their tree, for lists and choices in the admin."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.db.models import Count, Q, Value

from ..models import Topic, TopicLabel
from ..models.topics import tagged_item_models

# How far search words stand behind names of the same rank.
_AFTER_NAMES = 3


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A line of the list of topics. The annotations `languages`, `synonyms` and `hidden` are counts of names."""

    topic: Topic
    depth: int
    items: int

    @property
    def indent(self) -> str:
        """The width of the blank before the name."""
        return f"{self.depth * 1.5}rem"


def in_tree_order(topics: Iterable[Topic]) -> Iterator[tuple[int, Topic]]:
    """Yield (depth, topic), each topic after its broader one. A topic whose broader one is not given is at the top."""
    given = list(topics)
    keys = {topic.pk for topic in given}
    narrower: dict[int | None, list[Topic]] = defaultdict(list)
    for topic in given:
        narrower[topic.broader_id if topic.broader_id in keys else None].append(topic)

    def below(broader: int | None, depth: int) -> Iterator[tuple[int, Topic]]:
        for topic in narrower[broader]:
            yield depth, topic
            yield from below(topic.pk, depth + 1)

    return below(None, 0)


def choices(topics: Iterable[Topic]) -> list[tuple[int, str]]:
    """Return (key, name) pairs, the names moved in by their depth."""
    return [(topic.pk, f"{'— ' * depth}{topic.name}") for depth, topic in in_tree_order(topics)]


def found_by(words: str) -> dict[int, tuple[int, int]]:
    """Return the topics that have the words in a name of any language, each with its rank: the lower the better.

    Compared here and not in the database, because that folds case in ASCII only.
    """
    wanted = _plain(words)
    ranks: dict[int, tuple[int, int]] = {}
    names = Topic.objects.order_by().values_list("pk", "name", Value(TopicLabel.Kind.PREFERRED))
    labels = TopicLabel.objects.order_by().values_list("topic_id", "text", "kind")
    for pk, text, kind in chain(names, labels):
        name = _plain(text)
        if wanted in name:
            # The beginning of a name is best, then the beginning of a word in it; then the shorter name. Search words follow.
            place = 0 if name.startswith(wanted) else 1 if f" {wanted}" in name else 2
            later = _AFTER_NAMES if kind == TopicLabel.Kind.HIDDEN else 0
            ranks[pk] = min(ranks.get(pk, (2 * _AFTER_NAMES, 0)), (place + later, len(name)))
    return ranks


def _plain(text: str) -> str:
    """Return the text in small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(part for part in parts if not unicodedata.combining(part)).split())


def topic_rows(words: str = "") -> tuple[list[TopicRow], list[TopicRow]]:
    """Return the topics in use and the retired ones, with counts; `words` leaves those that have them in a name."""
    topics = Topic.objects.select_related("successor").annotate(
        languages=Count("labels", filter=Q(labels__kind=TopicLabel.Kind.PREFERRED)) + 1,
        synonyms=Count("labels", filter=Q(labels__kind=TopicLabel.Kind.SYNONYM)),
        hidden=Count("labels", filter=Q(labels__kind=TopicLabel.Kind.HIDDEN)),
    )
    if words:
        topics = topics.filter(pk__in=found_by(words))
    items = item_counts()
    rows = [TopicRow(topic, depth, items[topic.pk]) for depth, topic in in_tree_order(topics)]
    return (
        [row for row in rows if row.topic.retired_at is None],
        [row for row in rows if row.topic.retired_at is not None],
    )


def item_counts() -> Counter[int]:
    """Return by topic how many items hold it, drafts included."""
    counts: Counter[int] = Counter()
    for model in tagged_item_models():
        counts.update(dict(model.objects.order_by().values_list("tag").annotate(Count("pk"))))
    return counts
