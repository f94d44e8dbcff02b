"""The names of topics by the beginnings of their words, in memory."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .words import fold, folded


@dataclass(frozen=True, slots=True)
class TopicName:
    """A name of a topic in a language; `slug` is the topic that bears it today, `kind` one of `TopicLabel.Kind`.

    A hidden name is searched and never shown.
    """

    slug: str
    language: str
    text: str
    kind: str


class TopicNames:
    """Finds names in which every typed word begins a word. Asked at every key pressed: so no name is read for nothing."""

    def __init__(self, names: Iterable[TopicName]) -> None:
        self._names = list(names)
        # Each word with the position of its name, in the order of the words.
        self._words = sorted((word, number) for number, name in enumerate(self._names) for word in folded(name.text))

    def beginning(self, words: Sequence[str]) -> list[TopicName]:
        """Return the names that have all the words or their beginnings; words as `cut` gives them."""
        matches = [self._with(fold(word)) for word in words]
        if not matches:
            return []
        return [self._names[number] for number in sorted(set.intersection(*matches))]

    def _with(self, begun: str) -> set[int]:
        found = set()
        for position in range(bisect_left(self._words, (begun, -1)), len(self._words)):
            word, number = self._words[position]
            if not word.startswith(begun):
                break
            found.add(number)
        return found
